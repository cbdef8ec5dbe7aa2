import { addBody } from "@/features/bodies/service";
import { LONGEST_SOURCE, type Certainty } from "@/features/bodies/schema";
import { bringShipped } from "@/features/governing-documents/service";
import { addProgramme } from "@/features/programmes/service";
import { idOf, keyOf, must, type BodyData, type Town } from "./town";

/** Writes a certainty as the registers do. */
export function certaintyOf(certainty: "high" | "medium" | "low"): Certainty {
  return certainty === "high" ? "HIGH" : certainty === "medium" ? "MEDIUM" : "LOW";
}

/** Stores the pack's programmes. */
export async function loadProgrammes(town: Town): Promise<number> {
  for (const programme of town.pack.programmes) {
    const { code, sv, en, keep, certainty, ...stated } = programme;
    const input = { ...stated, nameSv: sv, nameEn: en, keepYears: keep?.years ?? null, keepFrom: keep?.from ?? null, website: null, certainty: certaintyOf(certainty) };
    town.programmes.set(code, must(`The programme ${code}`, await addProgramme(town.system, input, keyOf(town, "programme", code), { code })).id);
  }
  return town.programmes.size;
}

/** Brings in the governing document, when the office that keeps it is there to be named. */
export async function loadGoverningDocuments(town: Town): Promise<number> {
  await bringShipped(town.system, town.pack);
  return 1;
}

/** Stores the bodies, each after the one it lies under. */
export async function loadBodies(town: Town): Promise<number> {
  const waiting = new Map(town.data.bodies.map((body) => [body.key, body]));
  while (waiting.size > 0) {
    const next = [...waiting.values()].find((body) => body.parent === undefined || town.bodies.has(body.parent));
    if (next === undefined) throw new Error(`These bodies lie under each other: ${[...waiting.keys()].join(", ")}.`);
    waiting.delete(next.key);
    town.bodies.set(next.key, await storeBody(town, next));
  }
  return town.bodies.size;
}

async function storeBody(town: Town, body: BodyData): Promise<string> {
  const input = {
    kind: body.kind,
    names: body.names.map(({ name, shortName, from, to }) => ({ name, shortName, from: from ?? null, to: to ?? null })),
    parentId: body.parent === undefined ? null : idOf(town.bodies, body.parent),
    ownershipPercent: body.ownershipPercent ?? null,
    boundByOther: body.boundByOther ?? null,
    organisationNumber: body.organisationNumber?.replace("-", "") ?? null,
    validFrom: body.validFrom ?? null,
    validTo: body.validTo ?? null,
    certainty: certaintyOf(body.certainty),
    source: sourceOf(body),
    isDemonstration: true,
  };
  return must(`The body ${body.key}`, await addBody(town.system, input, keyOf(town, "body", body.key))).id;
}

/** Where the facts of a body come from, and what is known of how far they reach: the register has one field for both. */
function sourceOf(body: BodyData): string {
  const datesAreLoose = body.names.some((name) => name.datesCertainty !== undefined && name.datesCertainty !== body.certainty);
  const remarks = [
    ...(body.note !== undefined ? [body.note] : datesAreLoose ? ["Dagarna för namnbytet är osäkra."] : []),
    ...(body.sharedWith === undefined ? [] : [`Delas med ${body.sharedWith.join(" och ")}.`]),
  ];
  const text = remarks.length === 0 ? body.source : [`${body.source}.`, ...remarks].join(" ");
  if ([...text].length > LONGEST_SOURCE) throw new Error(`The source and note of ${body.key} are longer than ${LONGEST_SOURCE} characters together.`);
  return text;
}

import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Result } from "@/domain/result";
import type { Issue } from "@/domain/values";
import type { Subject } from "@/features/documents/schema";
import { importSchema } from "@/features/governing-documents/schema";
import { LARGEST_PACK_BYTES } from "@/features/governing-documents/import";
import { LARGEST_LIST_BYTES, uploadSchema } from "@/features/imports/schema";
import { changeProfileSchema, LARGEST_COAT_BYTES } from "@/features/municipality/profile/schema";
import { readFiles, readUploads } from "@/lib/form-values";
import { wordsFor } from "@/messages/words";
import { attachInput, received } from "../../factories/documents.ts";
import { listHostileFiles, SOUND, type HostileFile } from "../../factories/hostile-files.ts";
import { openDecisions, type DecisionsHouse } from "../decisions/house.ts";

/** The same files each time; a file that undid something is found again by its words. */
const SEED = 20_261_130;
const LONGEST_MS = 5_000;
const MOST_MORE_MB = 300;
/** Each so many of them; all with HOSTILE_EVERY=1, in some three minutes. */
const EVERY = Number(process.env["HOSTILE_EVERY"] ?? (process.env["UTBLICK_TESTS"] === "short" ? 11 : 2));

let house: DecisionsHouse;
let subject: Subject;
/** What a place answers: what is wrong, in words, or none where the file was taken. */
type Place = (file: HostileFile, bytes: Uint8Array) => Promise<readonly Pick<Issue, "message" | "params">[]>;
let attach: Place, readIn: Place, takePack: Place, takeCoat: Place;

const told = (result: Result<unknown, string>) => (result.ok ? [] : (result.issues ?? [{ message: `refusals.${result.reason}`, params: { ...result.about } }]));

beforeAll(async () => {
  house = await openDecisions("varberg");
  subject = { kind: "project", id: await house.project() };
  const [documents, drafts, packs, profile, { registers, importables }] = await Promise.all([
    import("@/features/documents/service"),
    import("@/features/imports/drafts/service"),
    import("@/features/governing-documents/service"),
    import("@/features/municipality/profile/service"),
    import("@/registers"),
  ]);
  const administrator = await house.someone("ADMINISTRATOR");
  const formOf = (name: string, bytes: Uint8Array) => {
    const form = new FormData();
    form.set("file", new File([new Uint8Array(bytes)], name));
    return form;
  };
  attach = async ({ name }, bytes) => {
    const file = await received(bytes, name);
    try {
      return told(await documents.attachDocument(house.maja, attachInput(subject, {}, name), file, { registers }));
    } finally {
      await file.handle.close();
    }
  };
  // Each an hour after the one before, since nobody sends so many in one.
  let hour = Date.parse("2027-01-01T00:00:00Z");
  readIn = async ({ name }, bytes) => {
    const input = uploadSchema.safeParse({ kind: "partner", ...(await readFiles(formOf(name, bytes), { file: LARGEST_LIST_BYTES })) });
    if (!input.success) return input.error.issues.map(({ message, ...issue }) => ({ message, params: (issue as Pick<Issue, "params">).params ?? {} }));
    hour += 3_700_000;
    return told(await drafts.uploadList(house.office, input.data, { importables, languages: [wordsFor("sv"), wordsFor("en")] }, new Date(hour)));
  };
  takePack = async ({ name }, bytes) => {
    const input = importSchema.safeParse({ _key: randomUUID(), label: randomUUID(), ...(await readUploads(formOf(name, bytes), { file: LARGEST_PACK_BYTES })) });
    if (!input.success) return input.error.issues.map(({ message, ...issue }) => ({ message, params: (issue as Pick<Issue, "params">).params ?? {} }));
    return told(await packs.importVersion(house.office, input.data.input, input.data.key));
  };
  // One after the other: each is of the version that the one before made.
  let before: Promise<unknown> = Promise.resolve();
  takeCoat = ({ name }, bytes) => {
    const mine = before.then(async () => {
      const { version } = await profile.getProfile(administrator);
      const form = new FormData();
      form.set("coat", new File([new Uint8Array(bytes)], name));
      const input = changeProfileSchema.safeParse({ _version: String(version), name: "", colour: "", contactEmail: "", ...(await readFiles(form, { coat: LARGEST_COAT_BYTES })) });
      if (!input.success) return input.error.issues.map(({ message, ...issue }) => ({ message, params: (issue as Pick<Issue, "params">).params ?? {} }));
      return told(await profile.changeProfile(administrator, input.data));
    });
    before = mine.catch(() => undefined);
    return mine;
  };
});
afterAll(() => house.close());

const endingOf = ({ name }: HostileFile) => name.split(".").at(-1) ?? "";
const files = listHostileFiles(SEED);
const PLACES = [
  { what: "a document of a record", isFor: (file: HostileFile) => endingOf(file) !== "json", mustRefuse: true, send: (...given: Parameters<Place>) => attach(...given) },
  { what: "a list to be read in", isFor: (file: HostileFile) => ["xlsx", "csv"].includes(endingOf(file)), mustRefuse: false, send: (...given: Parameters<Place>) => readIn(...given) },
  { what: "a governing document", isFor: (file: HostileFile) => ["json"].includes(endingOf(file)), mustRefuse: true, send: (...given: Parameters<Place>) => takePack(...given) },
  { what: "a coat of arms", isFor: (file: HostileFile) => ["png", "jpg"].includes(endingOf(file)), mustRefuse: true, send: (...given: Parameters<Place>) => takeCoat(...given) },
];

describe("hostile files", () => {
  it("are more than a thousand, of every kind that is taken anywhere, and each another", () => {
    expect(files.length).toBeGreaterThanOrEqual(1_000);
    expect(new Set(files.map(({ what }) => what)).size).toBe(files.length);
    for (const ending of Object.keys(SOUND)) expect(files.filter((file) => endingOf(file) === ending).length, ending).toBeGreaterThan(40);
  });

  it.each(PLACES)("sent as $what are each answered in words, within five seconds and 300 MB, and none ends the program or fails it", { timeout: 300_000 }, async ({ what: place, isFor, mustRefuse, send }) => {
    const wrong: string[] = [];
    const count = { refused: 0, taken: 0 };
    let [longest, most] = [["", 0] as [string, number], ["", 0] as [string, number]];
    const waiting = files.filter((one, index) => index % EVERY === 0 && isFor(one));
    const answer = async (file: HostileFile): Promise<void> => {
      const bytes = await file.bytes();
      const before = process.memoryUsage.rss();
      let peak = before;
      const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
      const began = performance.now();
      try {
        const problems = await send(file, bytes);
        for (const { message, params } of problems) {
          for (const locale of ["sv", "en"] as const) if (/⟦|^\s*$|undefined/.test(wordsFor(locale)(message, params))) wrong.push(`${file.what}: no words for ${message} in ${locale}`);
        }
        if (mustRefuse && file.isRefused && problems.length === 0) wrong.push(`${file.what}: taken`);
        count[problems.length === 0 ? "taken" : "refused"] += 1;
      } catch (error) {
        wrong.push(`${file.what}: ${String(error)}`);
      }
      clearInterval(watch);
      const [ms, mb] = [performance.now() - began, (peak - before) / 1_048_576];
      if (ms > longest[1]) longest = [file.what, ms];
      if (mb > most[1]) most = [file.what, mb];
      if (ms > LONGEST_MS) wrong.push(`${file.what}: ${String(Math.round(ms))} ms`);
      if (mb > MOST_MORE_MB) wrong.push(`${file.what}: ${String(Math.round(mb))} MB`);
    };
    // Two at a time, as many as the program itself looks into at once.
    const lane = async () => {
      for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) await answer(file);
    };
    await Promise.all([lane(), lane()]);
    console.log(`As ${place}: ${String(count.refused)} refused, ${String(count.taken)} taken; the longest ${String(Math.round(longest[1]))} ms (${longest[0]}), the most memory ${String(Math.round(most[1]))} MB (${most[0]}).`);
    expect(wrong).toEqual([]);
    expect(count.refused).toBeGreaterThan(0);
    // A sound file is taken after all of them.
    const ending = place === "a governing document" ? "json" : place === "a list to be read in" ? "xlsx" : "png";
    if (ending !== "json") expect(await send({ what: "a sound file", name: `sund.${ending}`, bytes: () => new Uint8Array(), isRefused: false }, SOUND[ending] ?? new Uint8Array())).toEqual([]);
  });
});

it("a drawn page of each hostile PDF is a picture or none, within five seconds", { timeout: 300_000 }, async () => {
  const { drawPage } = await import("@/server/attachments/draw");
  const wrong: string[] = [];
  for (const file of files.filter((one, index) => index % EVERY === 0 && one.name === "fil.pdf")) {
    const bytes = await file.bytes();
    const began = performance.now();
    const drawn = await drawPage(() => Promise.resolve(new Uint8Array(bytes)), 1).catch((error: unknown) => String(error));
    if (typeof drawn === "string") wrong.push(`${file.what}: ${drawn}`);
    if (performance.now() - began > LONGEST_MS) wrong.push(`${file.what}: too slow`);
  }
  expect(wrong).toEqual([]);
});

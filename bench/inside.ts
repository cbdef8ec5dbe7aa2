import { z } from "zod";
import type { Actor } from "@/domain/actor";
import { beginDraft } from "@/features/drafts/service";
import { writeProject } from "@/features/projects/rules";
import { readProjectFilter, SECTIONS, type ProjectInput } from "@/features/projects/schema";
import { listProjects, loadChoices } from "@/features/projects/service";
import { database } from "@/server/db";
import { getPack } from "@/server/pack";
import { beginSession, loadActor } from "@/server/session";
import { load, LISTED, LISTED_STATUS, SEARCHED, VISITORS } from "./load";

/**
 * What the measuring program asks of the app's own code, in a process of its own: load a database, let people in, and carry out
 * a use case without any page around it.
 */
const askedSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("load"), ownerUrl: z.string(), rows: z.number() }),
  z.object({ what: z.literal("letIn"), drafts: z.number() }),
  z.object({ what: z.literal("search"), turns: z.number() }),
]);

async function answer(message: unknown): Promise<unknown> {
  const asked = askedSchema.parse(message);
  if (asked.what === "load") return load(asked.ownerUrl, asked.rows, (line) => process.send?.({ told: line }));
  if (asked.what === "letIn") return letIn(asked.drafts);
  return search(asked.turns);
}

interface Visitor {
  actor: Actor;
  accountId: string;
  personId: string;
}

let known: Promise<Visitor[]> | undefined;

/** The contact persons, in the order of their units. */
function visitors(): Promise<Visitor[]> {
  return (known ??= findVisitors());
}

async function findVisitors(): Promise<Visitor[]> {
  const rows = await database().account.findMany({ where: { subject: { startsWith: "kontakt-" } }, orderBy: { subject: "asc" }, select: { id: true, personId: true } });
  return Promise.all(
    rows.map(async ({ id, personId }) => {
      const actor = await loadActor(personId);
      if (actor === null) throw new Error("a visitor is not there");
      return { actor, accountId: id, personId };
    }),
  );
}

/** Signs the visitors in, each with so many finished drafts to hand in, and says what there is to look at. */
async function letIn(drafts: number) {
  const people = await visitors();
  const sessions = await Promise.all(
    people.map(async ({ actor, accountId, personId }) => {
      const key = await beginSession({ id: accountId, personId }, "bench");
      const { values, unitId } = await describeDraft(actor);
      const ids: string[] = [];
      for (let index = 0; index < drafts; index += 1) ids.push(await beginDraft(actor, { kind: "project", unitId, recordId: null, baseVersion: null, base: null, values, saved: [...SECTIONS] }));
      return { cookie: `utblick=${key}`, drafts: ids };
    }),
  );
  const records = await database().$queryRaw<{ id: string; unit_id: string }[]>`
    SELECT id, unit_id FROM project WHERE id IN (SELECT md5('project ' || n)::uuid FROM generate_series(1, ${LISTED}) AS n) ORDER BY id`;
  const [example] = await database().$queryRaw<Record<string, unknown>[]>`SELECT to_jsonb(p) AS row FROM project p WHERE id = md5('project 1')::uuid`;
  return { sessions, visitors: VISITORS, unitId: records[0]?.unit_id, status: LISTED_STATUS, searched: SEARCHED, records: records.map(({ id }) => id), record: example?.["row"] };
}

async function describeDraft(actor: Actor) {
  const choices = await loadChoices(actor);
  const { taxonomies } = getPack();
  const unitId = actor.units[0]?.id ?? "";
  const input: ProjectInput = {
    unitId,
    workplaceId: null,
    participatingUnitIds: [],
    title: "Cirkulär hamnmiljö vid kusten",
    acronym: null,
    summary: "Projektet syftar till att stärka samarbetet mellan kommuner i flera länder genom utbyte av erfarenheter, metoder och verktyg. Deltagarna träffas vid fem tillfällen och prövar arbetssätten i sin egen verksamhet.",
    typeCode: taxonomies.projectTypes[0]?.code ?? null,
    isInternational: true,
    isExternallyFunded: true,
    status: "IDEA",
    role: "PARTNER",
    programmeId: choices.programmes[0]?.id ?? null,
    programmeProjectId: null,
    starts: { on: "2026-01-01", precision: "DAY" },
    ends: { on: "2028-12-31", precision: "DAY" },
    currency: "SEK",
    rateMillionths: null,
    rateOn: null,
    rateSource: null,
    totalBudgetMinor: 250_000_000n,
    fundingIsPartial: false,
    funding: [
      { kind: "EU", funder: "Europeiska unionen", year: null, amountMinor: 150_000_000n },
      { kind: "OWN_CASH", funder: null, year: null, amountMinor: 100_000_000n },
    ],
    economistContacted: true,
    accountingCode: null,
    partners: [{ name: "Hamnbolaget i Aarhus", town: "Aarhus", country: "DK", isLead: true }],
    municipalGoals: taxonomies.municipalGoals.slice(0, 1).map((goal) => goal.code),
    unitGoal: "Fler ska delta",
    noGoalReason: null,
    purposes: taxonomies.purposes.slice(0, 1).map((purpose) => purpose.code),
    beneficiaries: taxonomies.beneficiaryGroups.slice(0, 1).map((group) => group.code),
    benefit: "Verksamheten lär sig av andra och prövar nya arbetssätt.",
    reachesChildrenAndYouth: true,
    childrenAndYouthCount: 40,
    caseNumber: "KS 2026/0001",
    funderCaseNumber: null,
    isConfidential: false,
    confidentialityProvision: null,
    confidentialityOn: null,
    confidentialityBy: null,
  };
  return { values: writeProject(input), unitId };
}

/** Searches so many times as the first contact person and returns how long each took, in milliseconds. */
async function search(turns: number): Promise<number[]> {
  const [visitor] = await visitors();
  if (visitor === undefined) throw new Error("there is no visitor");
  const { filter } = readProjectFilter({ q: SEARCHED, sort: "title" });
  const times: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const since = performance.now();
    const { total } = await listProjects(visitor.actor, filter);
    times.push(performance.now() - since);
    if (total === 0) throw new Error("the search found nothing");
  }
  return times;
}

process.on("message", (message) => {
  answer(message).then(
    (result) => process.send?.({ result: result ?? null }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));

import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Actor } from "@/domain/actor";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import { beginDraft } from "@/features/drafts/service";
import { readMoneyFilter } from "@/features/funding/years/schema";
import { getMoneyYear, listMoneyProjects } from "@/features/funding/years/service";
import { writeProject } from "@/features/projects/rules";
import { listSimilarPartners } from "@/features/partners/service";
import { readProjectFilter, SECTIONS, type ProjectInput } from "@/features/projects/schema";
import { loadChoices } from "@/features/projects/choices/service";
import { listProjects } from "@/features/projects/lists/service";
import { readSearchFilter } from "@/features/search/schema";
import { search as searchEverything } from "@/features/search/service";
import { freezeSummary } from "@/features/summaries/editions/service";
import { lookBackAt } from "@/features/summaries/known/service";
import { getSummary, listFigures, writeWords } from "@/features/summaries/service";
import { makeToken } from "@/features/system-tokens/service";
import { listTasks } from "@/features/tasks/service";
import pg from "pg";
import { registers, searchables } from "@/registers";
import { database } from "@/server/db";
import { getPack } from "@/server/pack";
import { beginSession, loadActor, systemActor } from "@/server/session";
import { makeSystemToken } from "@/server/system-tokens";
import { wordsOf } from "../prisma/demo/words";
import { addCrowd } from "./crowd";
import { loadMoney, MONEY_YEAR } from "./load-money";
import { partnerName } from "./load-partners";
import { load, LISTED, LISTED_STATUS, SEARCHED, VISITORS } from "./load";

/**
 * What the measuring program asks of the app's own code, in a process of its own: load a database, let people in, and carry out
 * a use case without any page around it.
 */
const askedSchema = z.discriminatedUnion("what", [
  z.object({ what: z.literal("load"), ownerUrl: z.string(), rows: z.number() }),
  z.object({ what: z.literal("letIn"), drafts: z.number() }),
  z.object({ what: z.literal("crowd"), people: z.number(), drafts: z.number() }),
  z.object({ what: z.literal("search"), turns: z.number() }),
  z.object({ what: z.literal("duplicates"), turns: z.number(), short: z.boolean() }),
  z.object({ what: z.literal("figures"), year: z.number(), turns: z.number() }),
  z.object({ what: z.literal("known"), year: z.number(), turns: z.number() }),
  z.object({ what: z.literal("loadMoney"), ownerUrl: z.string() }),
  z.object({ what: z.literal("money"), turns: z.number() }),
  z.object({ what: z.literal("tasks"), turns: z.number() }),
  z.object({ what: z.literal("everything"), queries: z.array(z.string()), turns: z.number() }),
  z.object({ what: z.literal("freeze"), year: z.number(), turns: z.number() }),
]);

async function answer(message: unknown): Promise<unknown> {
  const asked = askedSchema.parse(message);
  if (asked.what === "load") return load(asked.ownerUrl, asked.rows, (line) => process.send?.({ told: line }));
  if (asked.what === "loadMoney") return loadMoney(asked.ownerUrl, (line) => process.send?.({ told: line }));
  if (asked.what === "money") return money(asked.turns);
  if (asked.what === "known") return known(asked.year, asked.turns);
  if (asked.what === "tasks") return tasks(asked.turns);
  if (asked.what === "everything") return everything(asked.queries, asked.turns);
  if (asked.what === "letIn") return letIn(asked.drafts);
  if (asked.what === "crowd") return crowd(asked.people, asked.drafts);
  if (asked.what === "search") return search(asked.turns);
  if (asked.what === "duplicates") return duplicates(asked.turns, asked.short);
  return asked.what === "figures" ? figures(asked.year, asked.turns) : freeze(asked.year, asked.turns);
}

interface Visitor {
  actor: Actor;
  accountId: string;
  personId: string;
}

let met: Promise<Visitor[]> | undefined;

/** The contact persons, in the order of their units. */
function visitors(): Promise<Visitor[]> {
  return (met ??= findVisitors("kontakt-"));
}

async function findVisitors(subject: string): Promise<Visitor[]> {
  const rows = await database().account.findMany({ where: { subject: { startsWith: subject } }, orderBy: { subject: "asc" }, select: { id: true, personId: true } });
  return Promise.all(
    rows.map(async ({ id, personId }) => {
      const actor = await loadActor(personId, undefined, true);
      if (actor === null) throw new Error("a visitor is not there");
      return { actor, accountId: id, personId };
    }),
  );
}

/** Signs the visitors in, each with so many finished drafts to hand in, and says what there is to look at. */
async function letIn(drafts: number) {
  const [people, [member], [office]] = await Promise.all([visitors(), findVisitors("ledamot-"), findVisitors("samordnare")]);
  if (member === undefined || office === undefined) throw new Error("nobody sits in a presidium, or at the office");
  const [memberKey, officeKey] = await Promise.all([member, office].map(({ accountId, personId }) => beginSession({ id: accountId, personId }, "bench")));
  const sessions = await signIn(people, drafts);
  const records = await database().$queryRaw<{ id: string; unit_id: string }[]>`
    SELECT id, unit_id FROM project WHERE id IN (SELECT md5('project ' || n)::uuid FROM generate_series(1, ${LISTED}) AS n) ORDER BY id`;
  const [example] = await database().$queryRaw<Record<string, unknown>[]>`SELECT to_jsonb(p) AS row FROM project p WHERE id = md5('project 1')::uuid`;
  return { sessions, tokens: await connectSystems(), member: { cookie: `utblick=${memberKey}` }, office: { cookie: `utblick=${officeKey}` }, today: dateInStockholm(new Date()), visitors: VISITORS, unitId: records[0]?.unit_id, status: LISTED_STATUS, searched: SEARCHED, records: records.map(({ id }) => id), record: example?.["row"] };
}

/** Begins a session for each of them, with so many finished drafts to hand in. */
async function signIn(people: readonly Visitor[], drafts: number): Promise<{ cookie: string; drafts: string[] }[]> {
  return Promise.all(
    people.map(async ({ actor, accountId, personId }) => {
      const key = await beginSession({ id: accountId, personId }, "bench");
      const { values, unitId } = await describeDraft(actor);
      const ids: string[] = [];
      for (let index = 0; index < drafts; index += 1) ids.push(await beginDraft(actor, { kind: "project", unitId, recordId: null, baseVersion: null, base: null, values, saved: [...SECTIONS] }));
      return { cookie: `utblick=${key}`, drafts: ids };
    }),
  );
}

/** Adds as many people as are to work at once, signs them in, and says what there is to look at. */
async function crowd(people: number, drafts: number) {
  const unitIds = (await visitors()).flatMap(({ actor }) => actor.units.slice(0, 1).map(({ id }) => id));
  await addCrowd(people, unitIds, "skara-");
  const sessions = await signIn(await findVisitors("skara-"), drafts);
  const records = await database().$queryRaw<{ id: string }[]>`SELECT id FROM project WHERE NOT is_confidential ORDER BY id LIMIT 5000`;
  return { sessions, unitIds, records: records.map(({ id }) => id), searched: SEARCHED, status: LISTED_STATUS };
}

/** Systems that read projects through the API, each by a token of its own. */
async function connectSystems(): Promise<string[]> {
  const system = systemActor();
  const validTo = addDays(dateInStockholm(new Date()), 1);
  return Promise.all(
    Array.from({ length: VISITORS }, async () => {
      const key = randomUUID();
      const made = await makeToken(system, { key, token: { name: `Bench ${key}`, contact: "Bench", registers: ["projects"], validTo } }, { registers: ["projects"] });
      if (!made.ok) throw new Error(made.reason);
      return makeSystemToken(system.personId, key);
    }),
  );
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
    callId: null,
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
    areaCode: null,
    priorityIds: [],
    noPriorityReason: null,
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
  return times(turns, async () => {
    const { total } = await listProjects(visitor.actor, filter);
    if (total === 0) throw new Error("the search found nothing");
  });
}

/** Names as they are typed: with a letter left out, or no more than their first ones. */
const misspelt = (name: string, turn: number) => name.slice(0, 2 + (turn % 5)) + name.slice(3 + (turn % 5));
const SHORT = ["Oslo", "Havn", "Dals", "Nord", "Ribe", "Sund", "Egel", "Lund", "Vik", "By"];

/** Looks so many times for partners with a name like one that is typed, and returns how long each took, in milliseconds. */
async function duplicates(turns: number, isShort: boolean): Promise<number[]> {
  const [visitor] = await visitors();
  if (visitor === undefined) throw new Error("there is no visitor");
  return times(turns, async (turn) => {
    const name = isShort ? (SHORT[turn % SHORT.length] ?? "") : misspelt(partnerName(turn * 37), turn);
    const found = await listSimilarPartners(visitor.actor, name);
    if (!isShort && found.length === 0) throw new Error(`nothing is like ${name}`);
  });
}

async function times(turns: number, work: (turn: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const since = performance.now();
    await work(turn);
    taken.push(performance.now() - since);
  }
  return taken;
}

let coordinator: Promise<Actor> | undefined;

/** Whoever coordinates: the one of the organisation that was loaded, or the demonstration's. */
async function findCoordinator(): Promise<Actor> {
  const held = await database().roleAssignment.findFirst({ where: { role: "COORDINATOR" }, select: { personId: true } });
  const actor = held === null ? null : await loadActor(held.personId);
  if (actor === null) throw new Error("nobody coordinates");
  return actor;
}

/** Reads a year's figures so many times as the coordinator and returns how long each took, in milliseconds. */
async function figures(year: number, turns: number): Promise<number[]> {
  const actor = await (coordinator ??= findCoordinator());
  return times(turns, async () => {
    const { units } = await listFigures(actor, year);
    if (units.length === 0) throw new Error("the year has no figures");
  });
}

/** Reads the money of the year in which every project has some, and then the largest projects behind it, so many times; returns how long each took, in milliseconds. */
async function money(turns: number): Promise<{ view: number[]; list: number[] }> {
  const actor = await (coordinator ??= findCoordinator());
  const { filter } = readMoneyFilter({}, MONEY_YEAR);
  const view = await times(turns, async () => {
    const { units, payers } = await getMoneyYear(actor, MONEY_YEAR);
    if (units.length === 0 || payers.length === 0) throw new Error("the year has no money");
  });
  const list = await times(turns, async () => {
    if ((await listMoneyProjects(actor, { ...filter, what: "eu" })).total === 0) throw new Error("no projects stand behind the year's money");
  });
  return { view, list };
}

/**
 * Looks back so many times at a year as a whole, at the unit and at the programme with the most of it: at this moment, since which nothing has changed, and at the one
 * by which half of the versions had been written. Returns how long each took, in milliseconds, and how many projects had changed.
 */
async function known(year: number, turns: number): Promise<Record<"lately" | "half", { whole: number[]; unit: number[]; programme: number[]; changed: number }>> {
  const actor = await (coordinator ??= findCoordinator());
  const around = { registers, words: wordsOf("sv") };
  const [middle] = await database().$queryRaw<{ at: Date }[]>`SELECT lower(sys_period) AS at FROM record_version WHERE id = (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM record_version)`;
  if (middle === undefined) throw new Error("nothing has been written");
  const look = async (at: Date) => {
    const { units, programmes, projects } = await lookBackAt(actor, around, year, at);
    const [unitId, programmeId] = [units[0]?.key ?? null, programmes[0]?.key ?? null];
    if (unitId === null || programmeId === null) throw new Error("the year has no projects");
    return {
      whole: await times(turns, () => lookBackAt(actor, around, year, at)),
      unit: await times(turns, () => lookBackAt(actor, around, year, at, { unitId, programmeId: null, page: 1 })),
      programme: await times(turns, () => lookBackAt(actor, around, year, at, { unitId: null, programmeId, page: 1 })),
      changed: projects.count,
    };
  };
  return { lately: await look(new Date()), half: await look(middle.at) };
}

/** Reads all that is a contact person's to do, and all that is the office's, so many times each; returns how long each took, in milliseconds, and how much there was. */
async function tasks(turns: number): Promise<{ contact: number[]; office: number[]; found: { contact: number; office: number } }> {
  const [[visitor], office] = await Promise.all([visitors(), (coordinator ??= findCoordinator())]);
  if (visitor === undefined) throw new Error("there is no contact person");
  const found = { contact: 0, office: 0 };
  const read = (actor: Actor, who: "contact" | "office") =>
    times(turns, async () => {
      found[who] = (await listTasks(actor, { registers })).length;
      if (found[who] === 0) throw new Error("there is nothing to do");
    });
  return { contact: await read(visitor.actor, "contact"), office: await read(office, "office"), found };
}

interface Sent {
  text: string;
  values: unknown[];
}

/** Every statement that some work sends to the database, in order. */
async function statementsOf(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = [];
  const query = Reflect.get(pg.Client.prototype, "query") as (...given: unknown[]) => unknown;
  const listening = function (this: unknown, ...given: unknown[]) {
    const [asked, values] = given;
    const { text, values: own } = typeof asked === "string" ? { text: asked, values: undefined } : (asked as { text: string; values?: unknown[] });
    sent.push({ text, values: own ?? (Array.isArray(values) ? values : []) });
    return query.apply(this, given);
  };
  Reflect.set(pg.Client.prototype, "query", listening);
  try {
    await work();
  } finally {
    Reflect.set(pg.Client.prototype, "query", query);
  }
  return sent;
}

/** Searches everything for each of the words, as a contact person, so many times; and sends the very statements of it over a bare connection, in turns. Returns how long each took, in milliseconds, word by word, and how much was found. */
async function everything(queries: string[], turns: number): Promise<{ query: string; found: number; isMore: boolean; isAlike: boolean; service: number[]; bare: number[] }[]> {
  const [visitor] = await visitors();
  if (visitor === undefined) throw new Error("there is no contact person");
  const bare = new pg.Client({ connectionString: process.env["DATABASE_URL"] ?? "" });
  await bare.connect();
  const figures = [];
  for (const q of queries) {
    const run = () => searchEverything(visitor.actor, searchables, readSearchFilter({ q }).filter);
    const { total, isMore, isAlike } = await run();
    const sent = await statementsOf(run);
    const [service, alone]: [number[], number[]] = [[], []];
    for (let turn = 0; turn < turns; turn += 1) {
      let since = performance.now();
      await run();
      service.push(performance.now() - since);
      since = performance.now();
      for (const { text, values } of sent) await bare.query(text, values);
      alone.push(performance.now() - since);
    }
    figures.push({ query: q, found: total, isMore, isAlike, service, bare: alone });
  }
  await bare.end();
  return figures;
}

/** Freezes a year so many times, each time with other words, and returns how long each took: gathered, set in both files and stored. */
async function freeze(year: number, turns: number): Promise<number[]> {
  const actor = await (coordinator ??= findCoordinator());
  const around = { registers, words: { sv: wordsOf("sv"), en: wordsOf("en") } };
  const taken: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const { version, data } = await getSummary(actor, around, year);
    await writeWords(actor, { year, version, lead: crypto.randomUUID(), commentary: data.commentary });
    const { version: written } = await getSummary(actor, around, year);
    const since = performance.now();
    const frozen = await freezeSummary(actor, around, { year, version: written, caseNumber: null }, crypto.randomUUID());
    taken.push(performance.now() - since);
    if (!frozen.ok) throw new Error(`the year could not be frozen: ${frozen.reason}`);
  }
  return taken;
}

process.on("message", (message) => {
  answer(message).then(
    (result) => process.send?.({ result: result ?? null }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
process.on("disconnect", () => process.exit(0));

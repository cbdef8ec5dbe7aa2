import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import pg from "pg";
import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type * as Route from "@/app/api/export/[file]/route";
import type { Actor } from "@/domain/actor";
import { readProjectFilter, type ProjectInput } from "@/features/projects/schema";
import type * as ProjectLists from "@/features/projects/lists/service";
import type * as Projects from "@/features/projects/service";
import type * as Accounts from "@/features/accounts/service";
import type * as Handles from "@/server/db";
import type * as Sessions from "@/server/session";
import type * as Snapshots from "@/server/snapshot";
import { entryInput } from "../../factories/coordination.ts";
import { programmeInput } from "../../factories/programmes.ts";
import { openHouse, valueOf, type House } from "../people/house.ts";

/** What the browser sends along; the framework's own cookies exist only inside its server. */
const jar = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined) }),
  headers: () => Promise.resolve(new Headers()),
}));

const CANARY = "KANARIEFÅGEL";
const SEMICOLONS = 'Säger "hej"; och sedan inget mer';
const LINES = "Första raden\nandra raden";
const FORMULA = '=HYPERLINK("http://utblick.example";"Å")';

let house: House;
let projects: typeof Projects;
let projectLists: typeof ProjectLists;
let accounts: typeof Accounts;
let sessions: typeof Sessions;
let snapshots: typeof Snapshots;
let handles: typeof Handles;
let get: typeof Route.GET;
let reader: Actor;
let coordinator: Actor;
let insider: Actor;
let member: Actor;
let departments: string[];

beforeAll(async () => {
  house = await openHouse();
  projects = await import("@/features/projects/service");
  projectLists = await import("@/features/projects/lists/service");
  accounts = await import("@/features/accounts/service");
  sessions = await import("@/server/session");
  snapshots = await import("@/server/snapshot");
  handles = await import("@/server/db");
  const programmes = await import("@/features/programmes/service");
  get = (await import("@/app/api/export/[file]/route")).GET;

  reader = await house.someone("READER");
  coordinator = await house.someone("COORDINATOR");
  const board = await house.body("EXECUTIVE_BOARD", "Kommunstyrelsen");
  departments = [];
  for (const name of ["Örtförvaltningen", "Ängsförvaltningen", "Åkerförvaltningen", "Zonförvaltningen"]) departments.push(await house.body("DEPARTMENT", name, { parentId: board }));
  const insiderId = await house.person("Ines Provsson");
  await house.contactPerson(departments[3]!, insiderId, "2020-01-01");
  insider = await house.actor(insiderId);
  const programme = valueOf(await programmes.addProgramme(house.system, programmeInput({ period: "2021–2027" }), randomUUID())).id;

  const log = (title: string, more: Given = {}) => projects.logProject(house.system, projectNamed(title, departments[0]!, more), randomUUID());
  await log(FORMULA, { programmeId: programme, caseNumber: "2026/17", reachesChildrenAndYouth: true, ...ending("2027-06-30") });
  await log(SEMICOLONS, { unitId: departments[1]!, externalKronor: 1_234_567_890_123n, ...ending("2025-12-31"), status: "CLOSED" });
  await log(LINES, { unitId: departments[2]!, acronym: "@rad", ...ending(null) });
  await log("Åland", { externalKronor: 0n, ...ending("2027-06-30") });
  await log("Älvar", { ...ending("2026-01-31"), status: "ONGOING" });
  await log("Örnar", { externalKronor: 5n, reachesChildrenAndYouth: true, ...ending(null) });
  for (let number = 0; number < 120; number += 1) {
    await log(`Projekt ${String(number)}`, { unitId: departments[number % 3]!, reachesChildrenAndYouth: number % 7 === 0, status: number % 2 === 0 ? "IDEA" : "SUBMITTED", externalKronor: BigInt((number * 37) % 11), ...ending(number % 5 === 0 ? null : `2027-0${String(1 + (number % 9))}-15`) });
  }
  const secret = { unitId: departments[3]!, isConfidential: true, confidentialityProvision: "OSL 31:16" };
  await log(CANARY, { ...secret, caseNumber: CANARY });
  const shared = await log(`${CANARY} delad`, secret);
  const memberId = await house.person("Mira Provsson");
  valueOf(await projects.nameMember(house.system, { projectId: shared.id, personId: memberId }));
  member = await house.actor(memberId);
  const gone = await log("Borttaget projekt");
  await projects.archiveProject(house.system, { id: gone.id, _version: 1 }, true);
}, 120_000);
afterAll(() => house.close());
beforeEach(() => jar.clear());

const ending = (on: string | null): Pick<ProjectInput, "ends"> => ({ ends: on === null ? null : { on, precision: "DAY" } });

type Given = Partial<ProjectInput> & { externalKronor?: bigint };

function projectNamed(title: string, unitId: string, { externalKronor, ...more }: Given): ProjectInput {
  return {
    unitId,
    workplaceId: null,
    participatingUnitIds: [],
    title,
    acronym: null,
    summary: "En sammanfattning",
    typeCode: null,
    isInternational: true,
    isExternallyFunded: false,
    status: "IDEA",
    role: null,
    programmeId: null,
    callId: null,
    programmeProjectId: null,
    starts: { on: "2024-01-01", precision: "YEAR" },
    ends: null,
    currency: "SEK",
    rateMillionths: null,
    rateOn: null,
    rateSource: null,
    totalBudgetMinor: null,
    fundingIsPartial: false,
    funding: externalKronor === undefined ? [] : [{ kind: "EU", funder: "EU", year: null, amountMinor: externalKronor * 100n + 1n }],
    economistContacted: null,
    accountingCode: null,
    partners: [],
    municipalGoals: [],
    unitGoal: null,
    noGoalReason: null,
    areaCode: null,
    priorityIds: [],
    noPriorityReason: null,
    purposes: [],
    beneficiaries: [],
    benefit: null,
    reachesChildrenAndYouth: false,
    childrenAndYouthCount: null,
    caseNumber: null,
    funderCaseNumber: null,
    isConfidential: false,
    confidentialityProvision: null,
    confidentialityOn: null,
    confidentialityBy: null,
    ...more,
  };
}

/** Signs a new browser in as someone; every person has an account of their own here. */
const signedIn = new Set<string>();
async function signIn(actor: Actor): Promise<void> {
  const email = `${actor.personId}@utblick.example`;
  if (!signedIn.has(email)) {
    const admin = await house.someone("ADMINISTRATOR");
    valueOf(await accounts.addLocalAccount(admin, { personId: actor.personId, email, password: "fyra ord utan mening" }, randomUUID()));
    signedIn.add(email);
  }
  const [account] = await accounts.listAccounts(await house.someone("ADMINISTRATOR"), actor.personId);
  jar.set("utblick", await sessions.beginSession({ id: account!.id, personId: actor.personId }, "test"));
}

const ask = (file: string, query = "") => get(new Request(`http://127.0.0.1:3000/api/export/${file}${query}`), { params: Promise.resolve({ file }) });
const readCsv = (text: string) => parse<Record<string, string>>(text, { bom: true, delimiter: ";", columns: true });

/** Every page of the list, one after another, as the page shows it. */
async function listed(actor: Actor, query: string): Promise<string[]> {
  const ids: string[] = [];
  for (let page = 1; ; page += 1) {
    const { filter } = readProjectFilter({ ...Object.fromEntries(new URLSearchParams(query)), page: String(page) });
    const { rows, total } = await projectLists.listProjects(actor, filter);
    ids.push(...rows.map((row) => row.id));
    if (rows.length === 0 || ids.length >= total) return ids;
  }
}

/** Everything that is exported, as the service hands it over. */
async function exported(actor: Actor, query = ""): Promise<{ id: string; title: string }[]> {
  const rows: { id: string; title: string }[] = [];
  for await (const piece of projectLists.exportProjects(actor, readProjectFilter(Object.fromEntries(new URLSearchParams(query))).filter)) rows.push(...piece);
  return rows;
}

describe("what is exported", () => {
  it.each(["", "sort=title", "sort=-title", "sort=unit", "sort=-unit", "sort=status", "sort=-status", "sort=ends", "sort=external", "sort=-external", "sort=-own", "youth=1", "status=SUBMITTED", "year=2027", "q=projekt+1", "q=%C3%85land", "q=%25", "page=2"])(
    "is the list's rows in the list's order, all pages of it, for ?%s",
    async (query) => {
      for (const actor of [reader, coordinator]) {
        const ids = await listed(actor, query);
        expect((await exported(actor, query)).map((row) => row.id)).toEqual(ids);
      }
    },
  );

  it("keeps to the unit and the programme of the address", async () => {
    const query = `unit=${departments[1]!}`;
    const rows = await exported(reader, query);
    expect(rows.map((row) => row.id)).toEqual(await listed(reader, query));
    expect(rows).toHaveLength(41);
  });

  it("holds a confidential project for its unit, its members and the office, and for no one else", async () => {
    const canaries = async (actor: Actor) => (await exported(actor, "sort=title")).map((row) => row.title).filter((title) => title.includes(CANARY));
    expect(await canaries(reader)).toEqual([]);
    expect(await canaries(insider)).toEqual([CANARY, `${CANARY} delad`]);
    expect(await canaries(member)).toEqual([`${CANARY} delad`]);
    expect(await canaries(coordinator)).toEqual([CANARY, `${CANARY} delad`]);
  });

  it("is one state of the register, whatever is logged meanwhile", async () => {
    const counts: number[] = [];
    const twice = snapshots.readSnapshot(async function* (tx) {
      for (let time = 0; time < 2; time += 1) yield Number((await handles.clientOf(tx).$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM project`)[0]!.n);
    });
    for await (const count of twice) {
      counts.push(count);
      if (counts.length === 1) await projects.logProject(house.system, projectNamed("Kom emellan", departments[0]!, {}), randomUUID());
    }
    expect(counts[1]).toBe(counts[0]);
  });

  it("is read by what cannot write", async () => {
    const writing = snapshots.readSnapshot(async function* (tx) {
      yield await handles.clientOf(tx).$executeRaw`DELETE FROM rate_counter`;
    });
    await expect(writing.next()).rejects.toThrow(/read-only/);
  });
});

describe("the file", () => {
  it("opens as CSV in another program: å ä ö, formulas, quotes, semicolons and line ends as they should be", async () => {
    await signIn(reader);
    const response = await ask("projects.csv", "?sort=title&unknown=1");
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({ "content-type": "text/csv; charset=utf-8", "x-content-type-options": "nosniff" });
    expect(response.headers.get("cache-control")).toMatch(/^private, no-store/);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="projekt-\d{4}-\d\d-\d\d\.csv"; filename\*=UTF-8''projekt-/);
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const text = bytes.toString("utf8");
    expect(text).not.toContain(CANARY);
    const rows = readCsv(text);
    expect(rows.map((row) => row["Id i Utblick"])).toEqual(await listed(reader, "sort=title"));
    expect(rows.slice(-3).map((row) => row["Projekt"])).toEqual(["Åland", "Älvar", "Örnar"]);
    const titled = (title: string) => rows.find((row) => row["Projekt"] === title)!;
    expect(titled(`'${FORMULA}`)).toMatchObject({ Program: "Provprogrammet", Diarienummer: "2026/17", Slutdatum: "2027-06-30", "Startdatumet gäller": "året", "Når barn och unga": "Ja", "Extern finansiering, kr": "", Sekretess: "Nej" });
    expect(titled(SEMICOLONS)).toMatchObject({ "Förvaltning eller bolag": "Ängsförvaltningen", "Extern finansiering, kr": "1234567890123,01" });
    expect(titled("Åland")).toMatchObject({ "Extern finansiering, kr": "0,01" });
    expect(titled(LINES)).toMatchObject({ Kortnamn: "'@rad", Slutdatum: "", "Slutdatumet gäller": "" });
    expect(titled("Älvar")).toMatchObject({ "Slutrapport saknas": "Ja" });
  });

  it("opens as an Excel workbook in another program, with the same rows, texts as texts, days as days and kronor as numbers", async () => {
    await signIn(reader);
    const response = await ask("projects.xlsx", "?sort=title");
    expect(response.headers.get("content-type")).toBe("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
    expect(response.headers.get("content-disposition")).toMatch(/\.xlsx"; filename\*=UTF-8''/);
    const bytes = Buffer.from(await response.arrayBuffer());
    const { sheet, data } = (await readXlsxFile(bytes))[0]!;
    expect(sheet).toBe("Projekt");
    const [heading, ...rows] = data;
    const at = (name: string) => heading!.indexOf(name);
    expect(rows.map((row) => row[at("Id i Utblick")])).toEqual(await listed(reader, "sort=title"));
    const titled = (title: string) => rows.find((row) => row[at("Projekt")] === title)!;
    expect(titled(FORMULA)[at("Slutdatum")]).toEqual(new Date("2027-06-30T00:00:00Z"));
    expect(titled(FORMULA)[at("Diarienummer")]).toBe("2026/17");
    expect(titled(SEMICOLONS)[at("Extern finansiering, kr")]).toBe(1_234_567_890_123.01);
    expect(titled(LINES)[at("Förvaltning eller bolag")]).toBe("Åkerförvaltningen");
    expect(JSON.stringify(data)).not.toContain(CANARY);
  });

  it("speaks the reader's language", async () => {
    await signIn(reader);
    jar.set("language", "en");
    const response = await ask("projects.csv", "?q=hyperlink");
    expect(response.headers.get("content-disposition")).toContain('filename="projects-');
    expect(readCsv(await response.text())).toMatchObject([{ Programme: "The trial programme", "Reaches children and youth": "Yes" }]);
  });

  it("marks what is confidential for those who may see it", async () => {
    await signIn(insider);
    const rows = readCsv(await (await ask("projects.csv", `?q=${encodeURIComponent(CANARY)}&sort=title`)).text());
    expect(rows.map((row) => [row["Projekt"], row["Sekretess"]])).toEqual([[CANARY, "Ja"], [`${CANARY} delad`, "Ja"]]);
  });

  it("holds its heading alone when the filter leaves nothing", async () => {
    await signIn(coordinator);
    expect(readCsv(await (await ask("projects.csv", "?q=finnsinte")).text())).toEqual([]);
    expect((await readXlsxFile(Buffer.from(await (await ask("projects.xlsx", "?q=finnsinte")).arrayBuffer())))[0]!.data).toHaveLength(1);
  });

  it("H13: gives the log of coordination as well, of exactly what its list shows", async () => {
    const { noteEntry } = await import("@/features/coordination/service");
    const note = async (title: string, kind: "TASK" | "QUESTION") => valueOf(await noteEntry(coordinator, entryInput({ responsibleId: departments[0]!, unitIds: [departments[1]!], title, kind }), randomUUID()));
    await note(FORMULA, "TASK");
    await note("Vem svarar?", "QUESTION");
    await signIn(reader);
    const response = await ask("coordination.csv", "?kind=TASK");
    expect(response.headers.get("content-disposition")).toContain('filename="samordningslogg-');
    const [heading, ...lines]: string[][] = parse(await response.text(), { delimiter: ";", bom: true });
    expect(heading?.slice(0, 3)).toEqual(["Dag", "Slag", "Rubrik"]);
    expect(lines.map((line) => [line[1], line[4], line[5], line[7]])).toEqual([["Uppgift", "Örtförvaltningen", "Ängsförvaltningen", "Öppen"]]);
    // What a spreadsheet would run is held as text.
    expect(lines[0]?.[2]?.startsWith("=")).toBe(false);
    expect((await readXlsxFile(Buffer.from(await (await ask("coordination.xlsx")).arrayBuffer())))[0]!.data).toHaveLength(3);
  });

  it("does not exist under another name, nor for someone who is signed out", async () => {
    expect((await ask("projects.csv")).status).toBe(401);
    await signIn(member);
    for (const file of ["projects.pdf", "projects", "PROJECTS.CSV", "people.csv", "..%2Fprojects.csv", "__proto__"]) expect((await ask(file)).status, file).toBe(404);
  });

  it("is asked for ten times an hour by one person, the formats together", async () => {
    const busy = await house.actor(await house.person("Bo Provsson"));
    await signIn(busy);
    for (let time = 0; time < 10; time += 1) {
      const response = await ask(time % 2 === 0 ? "projects.csv" : "projects.xlsx", "?q=finnsinte");
      expect(response.status).toBe(200);
      await response.body?.cancel();
    }
    const refused = await ask("projects.csv");
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("a long export", () => {
  const ROWS = 9_000;
  const all = () => readProjectFilter({}).filter;
  const openTransactions = async () => Number((await house.client.$queryRaw<{ n: bigint }[]>`SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`)[0]!.n);

  beforeAll(async () => {
    const owner = new pg.Client({ connectionString: house.database.ownerUrl });
    await owner.connect();
    // As many as it takes to be read in pieces, past the versions that no one will ask these rows for.
    await owner.query("ALTER TABLE project DISABLE TRIGGER USER");
    await owner.query(
      `INSERT INTO project (unit_id, title, summary, is_international, is_externally_funded, status, ends_on, end_precision, reaches_children_and_youth, created_by_id)
       SELECT $1, 'Rad ' || n, '', true, false, 'IDEA', date '2020-01-01' + n % 700, 'DAY', n % 3 = 0, $2 FROM generate_series(1, ${String(ROWS)}) n`,
      [departments[0], reader.personId],
    );
    await owner.query("ALTER TABLE project ENABLE TRIGGER USER");
    await owner.end();
  });

  it("comes in pieces, each row once and in the list's order, while the register changes", async () => {
    const first = (await projectLists.listProjects(coordinator, all())).rows.map((row) => row.id);
    const ids: string[] = [];
    let pieces = 0;
    for await (const piece of projectLists.exportProjects(coordinator, all())) {
      pieces += 1;
      if (pieces === 1) await projects.logProject(house.system, projectNamed("Kom till sist", departments[0]!, ending("2099-12-31")), randomUUID());
      ids.push(...piece.map((row) => row.id));
    }
    expect(pieces).toBeGreaterThan(3);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe((await projectLists.listProjects(coordinator, all())).total - 1);
    expect(ids.slice(0, first.length)).toEqual(first);
    expect(await openTransactions()).toBe(0);
  });

  it("gives the connection back when the reader leaves", async () => {
    for (let time = 0; time < 12; time += 1) {
      for await (const piece of projectLists.exportProjects(reader, all())) {
        expect(piece.length).toBeGreaterThan(0);
        break;
      }
    }
    expect(await openTransactions()).toBe(0);
  });

  it("ends in the database when the browser goes away in the middle", async () => {
    await signIn(coordinator);
    const stream = (await ask("projects.csv")).body!.getReader();
    await stream.read();
    await stream.read();
    expect(await openTransactions()).toBe(1);
    await stream.cancel();
    expect(await openTransactions()).toBe(0);
  });

  it("is refused for a moment when too many are under way, and allowed again when they have ended", async () => {
    const started = Array.from({ length: 4 }, () => projectLists.exportProjects(reader, all()));
    await Promise.all(started.map((rows) => rows.next()));
    await expect(projectLists.exportProjects(reader, all()).next()).rejects.toMatchObject({ code: "RATE_LIMITED" });
    expect(await projectLists.listProjects(reader, all())).toMatchObject({ youthFirst: expect.any(Boolean) });
    await Promise.all(started.map((rows) => rows.return()));
    expect((await exported(reader)).length).toBeGreaterThan(ROWS);
  });

  it("is broken off, and never looks whole, when the database fails in the middle", async () => {
    await signIn(insider);
    const stream = (await ask("projects.csv")).body!.getReader();
    await stream.read();
    await house.client.$executeRaw`SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND xact_start IS NOT NULL AND pid <> pg_backend_pid()`;
    const readOn = async () => {
      for (;;) if ((await stream.read()).done) return;
    };
    await expect(readOn()).rejects.toThrow();
    expect((await exported(reader)).length).toBeGreaterThan(ROWS);
  });
});

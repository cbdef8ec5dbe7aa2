import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Editions from "@/features/summaries/editions/service";
import type * as Summaries from "@/features/summaries/service";
import type { Surroundings } from "@/features/summaries/service";
import { wordsFor } from "@/messages/words";
import { formatThousands } from "@/domain/money";
import { formatCount } from "@/lib/formats";
import { NOON, openRegister, valueOf } from "../../factories/register.ts";
import { readPdf } from "./pdf.ts";

let register: Awaited<ReturnType<typeof openRegister>>;
let summaries: typeof Summaries;
let editions: typeof Editions;
let around: Surroundings;
const YEAR = 2025;

beforeAll(async () => {
  register = await openRegister();
  summaries = await import("@/features/summaries/service");
  editions = await import("@/features/summaries/editions/service");
  around = { registers: (await import("@/registers")).registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } };
  const during = { starts: { on: "2024-03-01", precision: "DAY" as const }, ends: { on: "2026-06-30", precision: "DAY" as const } };
  const line = (kind: "EU" | "OWN_CASH", amountMinor: bigint, year: number | null = YEAR) => ({ kind, funder: null, year, amountMinor });
  for (let index = 0; index < 24; index += 1) {
    await register.log({ ...during, title: `Projekt nummer ${String(index + 1)}`, unitId: index % 3 === 0 ? register.otherUnit : register.unit, reachesChildrenAndYouth: index % 2 === 0, funding: [line("EU", BigInt(index + 1) * 12_345_600n), line("OWN_CASH", BigInt(index) * 3_210_000n), ...(index === 3 ? [line("EU", 7_700_000n, null)] : [])] }, register.office);
  }
  await register.log({ ...during, title: "Utan kurs", currency: "EUR", funding: [line("EU", 100_000n)] }, register.office);
  await register.log({ ...during, title: "Hemligt samarbete", isConfidential: true, confidentialityProvision: "OSL 15:1", funding: [line("EU", 999_999_900n)] }, register.office);
  // What the fonts lack, and what would turn the line around.
  await register.log({ ...during, title: "Vänskap 北京 🎉 *fet* #read(\"/etc/passwd\")", summary: "x" }, register.office);
});
afterAll(async () => {
  await register.close();
});

const freeze = (version: number, key: string = randomUUID(), caseNumber: string | null = null) => editions.freezeSummary(register.office, around, { year: YEAR, version, caseNumber }, key, NOON);

describe("an edition", () => {
  it("E.4.9, V16c: says what the registers said when it was frozen, and stays byte for byte the same when they change", async () => {
    await summaries.writeWords(register.office, { year: YEAR, version: 0, lead: "Ett gott år.", commentary: "Första stycket.\n\nAndra stycket." }, NOON);
    const key = randomUUID();
    expect(valueOf(await freeze(1, key, "KS 2026/0100"))).toEqual({ year: YEAR, number: 1 });
    expect(valueOf(await freeze(1, key, "KS 2026/0100"))).toEqual({ year: YEAR, number: 1 });
    const [before, file] = [await editions.getEdition(register.reader, YEAR, 1), await editions.getEditionFile(register.reader, YEAR, 1, "READ")];
    const [changed] = await register.query<{ id: string; version: number }>("SELECT id, version FROM project WHERE title = 'Projekt nummer 1'");
    await register.projects.archiveProject(register.office, { id: changed?.id ?? "", _version: changed?.version ?? 0 }, true, NOON);
    expect(await editions.getEdition(register.reader, YEAR, 1)).toEqual(before);
    expect(Buffer.from(await editions.getEditionFile(register.reader, YEAR, 1, "READ")).equals(Buffer.from(file))).toBe(true);
    expect(valueOf(await editions.verifyEdition(register.reader, YEAR, 1))).toEqual({ year: YEAR, number: 1 });
    expect(valueOf(await freeze(1))).toEqual({ year: YEAR, number: 2 });
    expect((await editions.getEdition(register.reader, YEAR, 2)).data.years.at(-1)?.projects).toBe((before.data.years.at(-1)?.projects ?? 0) - 1);
    expect(await freeze(1)).toEqual({ ok: false, reason: "nothingNewToFreeze" });
  });

  it("has in its file to read, as another program reads it, the figures that the database has, row by row", async () => {
    const file = await editions.getEditionFile(register.reader, YEAR, 2, "READ");
    if (process.env["UTBLICK_KEEP_PDF"] !== undefined) writeFileSync(process.env["UTBLICK_KEEP_PDF"], file);
    const { lines, tables } = await readPdf(file);
    const rows = tables.flat();
    const plain = (text: string) => text.replace(/\u00a0/g, " ");
    const units = await register.query<{ name: string; projects: number; external: string; own: string; period: string }>(
      `SELECT n.name, count(*)::int AS projects, sum((SELECT coalesce(sum(amount_minor), 0) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.year = $1 AND p.currency = 'SEK' AND f.kind IN ('EU', 'OTHER_EXTERNAL')))::text AS external,
        sum((SELECT coalesce(sum(amount_minor), 0) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.year = $1 AND p.currency = 'SEK' AND f.kind IN ('OWN_CASH', 'OWN_IN_KIND')))::text AS own,
        sum((SELECT coalesce(sum(amount_minor), 0) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.year IS NULL AND p.currency = 'SEK'))::text AS period
       FROM project p JOIN body_name n ON n.body_id = p.unit_id WHERE NOT p.is_confidential AND p.archived_at IS NULL GROUP BY n.name`,
      [YEAR],
    );
    expect(units).toHaveLength(2);
    const tkr = (ore: string) => plain(formatThousands(BigInt(ore)));
    for (const unit of units) expect(rows).toContainEqual([unit.name, formatCount(unit.projects), tkr(unit.external), tkr(unit.own), tkr(unit.period)]);
    const projects = await register.query<{ title: string; youth: boolean; unit: string; external: string; own: string }>(
      `SELECT p.title, p.reaches_children_and_youth AS youth, n.name AS unit,
        (SELECT coalesce(sum(amount_minor), 0) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.year = $1 AND f.kind = 'EU')::text AS external,
        (SELECT coalesce(sum(amount_minor), 0) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL AND f.year = $1 AND f.kind = 'OWN_CASH')::text AS own
       FROM project p JOIN body_name n ON n.body_id = p.unit_id WHERE p.title LIKE 'Projekt nummer %' AND p.archived_at IS NULL`,
      [YEAR],
    );
    expect(projects).toHaveLength(23);
    for (const project of projects) expect(rows).toContainEqual([`${project.title}${project.youth ? " *" : ""}`, project.unit, tkr(project.external), tkr(project.own)]);
    const text = lines.join("\n");
    expect(text).toContain("[U+5317][U+4EAC] [U+1F389] *fet*");
    expect(text).toContain("Ett gott år.");
    expect(text).not.toContain("Hemligt samarbete");
    const edition = await editions.getEdition(register.reader, YEAR, 2);
    expect(lines.join("").replace(/\s/g, "")).toContain(edition.dataSha256);
    expect(lines.join("").replace(/\s/g, "")).toContain(edition.templateSha256);
  });

  it("is one PDF/UA-1 to read and one PDF/A-2a to register, set in the packages' own fonts", async () => {
    const [read, archive] = await Promise.all((["READ", "REGISTER"] as const).map(async (kind) => Buffer.from(await editions.getEditionFile(register.reader, YEAR, 1, kind)).toString("latin1")));
    expect(read).toContain("pdfuaid");
    expect(archive).toMatch(/pdfaid:part>2</);
    expect(archive).toMatch(/pdfaid:conformance>A</);
    const file = await editions.getEditionFile(register.reader, YEAR, 1, "READ");
    const { fonts, language, isTagged } = await readPdf(file);
    expect(fonts.length).toBeGreaterThan(1);
    expect(fonts.filter((name) => !/^[A-Z]{6}\+(SourceSans3|SourceSerif4)-/.test(name))).toEqual([]);
    expect([language, isTagged]).toEqual(["sv-SE", true]);
  });

  it("is refused when the words have changed since they were read, and for a year that has not begun", async () => {
    await expect(freeze(7)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await editions.freezeSummary(register.office, around, { year: 2027, version: 0, caseNumber: null }, randomUUID(), NOON)).toEqual({ ok: false, reason: "yearNotBegun" });
    await expect(editions.freezeSummary(register.reader, around, { year: YEAR, version: 1, caseNumber: null }, randomUUID(), NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("can be changed by nobody through the program, and a bit that is flipped past it is found", async () => {
    for (const statement of ["UPDATE edition SET case_number = 'x'", "UPDATE edition_file SET sha256 = sha256", "DELETE FROM edition_file", "DELETE FROM edition"]) await expect(register.query(statement)).rejects.toThrow(/kept as they are/);
    await expect(register.client.$executeRaw`UPDATE edition_file SET sha256 = sha256`).rejects.toThrow(/permission denied/);
    await register.query("ALTER TABLE edition_file DISABLE TRIGGER edition_file_is_kept");
    await register.query("UPDATE edition_file SET bytes = set_bit(bytes, 4000, 1 - get_bit(bytes, 4000)) WHERE kind = 'REGISTER' AND edition_id = (SELECT id FROM edition WHERE number = 1)");
    expect(await editions.verifyEdition(register.reader, YEAR, 1)).toMatchObject({ ok: false, reason: "editionBroken", broken: ["REGISTER"] });
    await register.query("ALTER TABLE edition DISABLE TRIGGER edition_is_kept; ALTER TABLE edition DISABLE TRIGGER check_next_version; ALTER TABLE edition DISABLE TRIGGER write_record_version");
    await register.query(`UPDATE edition SET data = jsonb_set(data, '{years,5,projects}', '77') WHERE number = 1`);
    expect(await editions.verifyEdition(register.reader, YEAR, 1)).toMatchObject({ broken: ["data", "REGISTER"] });
    expect((await editions.verifyEdition(register.reader, YEAR, 2)).ok).toBe(true);
  });
});

describe("freezing at once", () => {
  const freezeOf = (year: number, key: string) => editions.freezeSummary(register.office, around, { year, version: 0, caseNumber: null }, key, NOON);

  it("makes one edition of one key, and refuses a second one that says the same", async () => {
    const key = randomUUID();
    const twice = await Promise.all([freezeOf(2024, key), freezeOf(2024, key)]);
    expect(twice.map(valueOf)).toEqual([{ year: 2024, number: 1 }, { year: 2024, number: 1 }]);
    const two = await Promise.all([freezeOf(2022, randomUUID()), freezeOf(2022, randomUUID())]);
    expect(two.map((answer) => (answer.ok ? answer.value.number : answer.reason)).sort()).toEqual([1, "nothingNewToFreeze"]);
    expect((await editions.listEditions(register.reader, 2022)).map((edition) => edition.number)).toEqual([1]);
  });

  it("holds one moment, while others log and take away", async () => {
    const during = { starts: { on: "2021-01-01", precision: "DAY" as const }, ends: { on: "2021-12-31", precision: "DAY" as const } };
    for (let round = 0; round < 4; round += 1) {
      const writing = Array.from({ length: 6 }, (_none, index) => register.log({ ...during, title: `Samtidigt ${String(round)}.${String(index)}`, funding: [{ kind: "EU", funder: null, year: 2021, amountMinor: 100_000n }] }, register.office));
      const [frozen] = await Promise.all([freezeOf(2021, randomUUID()), ...writing]);
      const { data } = await editions.getEdition(register.reader, 2021, valueOf(frozen).number);
      const now = data.years.at(-1);
      expect(data.projects).toHaveLength(now?.projects ?? -1);
      expect(data.units.reduce((sum, unit) => sum + unit.projects, 0)).toBe(now?.projects);
      expect(data.projects.reduce((sum, project) => sum + BigInt(project.externalOre), 0n).toString()).toBe(now?.externalOre);
      expect(now?.externalOre).toBe(String((now?.projects ?? 0) * 100_000));
    }
  });
});

describe("the office's words", () => {
  it("are kept with their history, and two who write at once are not merged by chance", async () => {
    await summaries.writeWords(register.office, { year: 2023, version: 0, lead: "Först", commentary: null }, NOON);
    await expect(summaries.writeWords(register.office, { year: 2023, version: 0, lead: "Samtidigt", commentary: null }, NOON)).rejects.toMatchObject({ code: "CONFLICT" });
    const { entries } = await register.recorded(() => summaries.writeWords(register.office, { year: 2023, version: 1, lead: "Sedan", commentary: null }, NOON));
    expect(entries.map((entry) => entry.action)).toEqual(["summaries.written"]);
    expect((await register.recorded(() => summaries.writeWords(register.office, { year: 2023, version: 2, lead: "Sedan", commentary: null }, NOON))).entries).toEqual([]);
    expect((await summaries.getSummary(register.office, around, 2023, NOON)).data.lead).toBe("Sedan");
  });

  it("and the confidential projects that are left out are told to those alone who may see them", async () => {
    const seat = await register.body("EXECUTIVE_BOARD", "Styrelsen");
    const board = await register.someone("EXECUTIVE_BOARD_MEMBER", seat);
    expect((await summaries.getSummary(register.office, around, YEAR, NOON)).confidential).toBe(1);
    expect((await summaries.getSummary(board, around, YEAR, NOON)).confidential).toBe(0);
    await expect(summaries.getSummary(register.reader, around, YEAR, NOON)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

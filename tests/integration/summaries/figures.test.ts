import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import { CURRENCIES } from "@/domain/money";
import type { ProjectInput } from "@/features/projects/schema";
import { FUNDING_KINDS } from "@/features/projects/schema";
import type * as Summaries from "@/features/summaries/service";
import { NOON, openRegister } from "../../factories/register.ts";

let register: Awaited<ReturnType<typeof openRegister>>;
let summaries: typeof Summaries;

beforeAll(async () => {
  register = await openRegister();
  summaries = await import("@/features/summaries/service");
});
afterAll(async () => {
  await register.close();
});

/** What the table must say, written without it: projects and lines as they are stored, counted as the list of projects counts. */
const TRUTH = `
  WITH open AS (SELECT * FROM project WHERE archived_at IS NULL),
  line AS (
    SELECT p.id, f.year, f.kind IN ('EU', 'OTHER_EXTERNAL') AS external, CASE WHEN p.currency = 'SEK' THEN f.amount_minor ELSE round(f.amount_minor * p.sek_per_unit)::bigint END AS ore
    FROM open p JOIN funding_line f ON f.project_id = p.id AND f.removed_at IS NULL),
  under_way AS (
    SELECT p.id, y.year FROM open p, generate_series(1990, 2100) AS y(year)
    WHERE (p.starts_on IS NOT NULL OR p.ends_on IS NOT NULL) AND coalesce(p.starts_on, p.ends_on) <= make_date(y.year, 12, 31) AND coalesce(p.ends_on, p.starts_on) >= make_date(y.year, 1, 1)),
  pair AS (SELECT id, year FROM under_way UNION SELECT id, year FROM line WHERE year IS NOT NULL)
  SELECT pair.id, pair.year::int, p.unit_id, p.is_confidential, p.reaches_children_and_youth, u.id IS NOT NULL AS is_under_way,
    (SELECT coalesce(sum(ore), 0) FROM line l WHERE l.id = p.id AND l.year = pair.year AND l.external)::text AS external,
    (SELECT coalesce(sum(ore), 0) FROM line l WHERE l.id = p.id AND l.year = pair.year AND NOT l.external)::text AS own,
    (SELECT coalesce(sum(ore), 0) FROM line l WHERE l.id = p.id AND l.year IS NULL AND u.id IS NOT NULL AND l.external)::text AS period_external,
    (SELECT coalesce(sum(ore), 0) FROM line l WHERE l.id = p.id AND l.year IS NULL AND u.id IS NOT NULL AND NOT l.external)::text AS period_own,
    (SELECT count(*) FROM line l WHERE l.id = p.id AND l.ore IS NULL AND (l.year = pair.year OR (l.year IS NULL AND u.id IS NOT NULL)))::int AS unconverted
  FROM pair JOIN open p ON p.id = pair.id LEFT JOIN under_way u ON u.id = pair.id AND u.year = pair.year ORDER BY 1, 2`;
const KEPT = `
  SELECT project_id AS id, year::int, unit_id, is_confidential, reaches_children_and_youth, is_under_way, external_ore::text AS external, own_ore::text AS own,
    period_external_ore::text AS period_external, period_own_ore::text AS period_own, unconverted_lines AS unconverted
  FROM project_year WHERE year BETWEEN 1990 AND 2100 ORDER BY 1, 2`;

const expectKept = async (): Promise<number> => {
  const [kept, truth] = [await register.query(KEPT), await register.query(TRUTH)];
  expect(kept).toEqual(truth);
  return kept.length;
};

const year = (number: number, month = "01-01") => `${String(number)}-${month}`;
const period = fc.tuple(fc.option(fc.integer({ min: 2019, max: 2027 }), { nil: null }), fc.integer({ min: 0, max: 4 }), fc.boolean()).map(([from, length, isOpen]): Pick<ProjectInput, "starts" | "ends"> => ({
  starts: from === null ? null : { on: year(from), precision: "YEAR" },
  ends: isOpen ? null : { on: year((from ?? 2024) + length, "12-31"), precision: "YEAR" },
}));
const money = fc.constantFrom(...CURRENCIES).chain((currency) =>
  fc.record({
    currency: fc.constant(currency),
    // Odd rates, so that every line is rounded for itself.
    rateMillionths: currency === "SEK" ? fc.constant(null) : fc.option(fc.bigInt({ min: 1n, max: 20_000_000n }), { nil: null }),
    funding: fc.array(fc.record({ kind: fc.constantFrom(...FUNDING_KINDS), funder: fc.constant(null), year: fc.option(fc.integer({ min: 2020, max: 2026 }), { nil: null }), amountMinor: fc.bigInt({ min: 0n, max: 999_999_999n }) }), { maxLength: 5 }),
  }),
);
const ANY = fc.record({ period, money, youth: fc.boolean(), confidential: fc.boolean(), other: fc.boolean() }).map(({ money: { currency, rateMillionths, funding }, ...about }) => ({ ...about, currency, rateMillionths, funding }));

describe("figures by year", () => {
  it("V16c: follow every change of projects and their lines, and say what a plain count over them says", async () => {
    const logged: string[] = [];
    const input = (about: (typeof ANY extends fc.Arbitrary<infer Value> ? Value : never)): Partial<ProjectInput> => ({
      unitId: about.other ? register.otherUnit : register.unit,
      ...about.period,
      currency: about.currency,
      rateMillionths: about.rateMillionths,
      rateOn: about.rateMillionths === null ? null : "2025-01-01",
      rateSource: about.rateMillionths === null ? null : "Riksbanken",
      funding: about.funding,
      reachesChildrenAndYouth: about.youth,
      isConfidential: about.confidential,
      confidentialityProvision: about.confidential ? "OSL 31:16" : null,
    });
    const { changeInTransaction, archiveProject } = register.projects;
    const { inTransaction } = await import("@/server/transaction");
    const random = fc.sample(fc.tuple(ANY, ANY, fc.integer({ min: 0, max: 9 })), { numRuns: 60, seed: 20261122 });
    for (const [index, [first, later, what]] of random.entries()) {
      const id = await register.log(input(first), register.office);
      logged.push(id);
      if (what > 2) {
        const target = logged[(index * 7) % logged.length] ?? id;
        const project = await register.project(target);
        if (!project.isArchived) await inTransaction((tx) => changeInTransaction(tx, register.office, target, project.version, register.input(input(later)), NOON));
      }
      if (what > 6) {
        const target = logged[(index * 5) % logged.length] ?? id;
        const project = await register.project(target);
        await archiveProject(register.office, { id: target, _version: project.version }, !project.isArchived, NOON);
      }
      if (index % 10 === 9) await expectKept();
    }
    expect(await expectKept()).toBeGreaterThan(100);
  });

  it("V13, V19: are the totals of the lists that they lead to, unit by unit, whoever looks", async () => {
    const totals = async (actor: Actor, parameters: Record<string, string>) => (await register.list(actor, parameters)).total;
    for (const of of [2022, 2024, 2026]) {
      const { years, units, aside } = await summaries.listFigures(register.office, of, NOON);
      for (const actor of [register.office, register.reader]) {
        for (const figure of years) {
          expect(await totals(actor, { year: String(figure.year), open: "1" })).toBe(figure.projects);
          expect(await totals(actor, { year: String(figure.year), open: "1", youth: "1" })).toBe(figure.childrenAndYouth);
        }
        for (const figure of units) expect(await totals(actor, { year: String(of), open: "1", unit: figure.unitId })).toBe(figure.projects);
      }
      const now = years.at(-1);
      const money = await summaries.listMoney(register.office, { year: of, what: "year" }, NOON);
      expect(money).toMatchObject({ externalOre: now?.externalOre, ownOre: now?.ownOre });
      const periods = await summaries.listMoney(register.office, { year: of, what: "period" }, NOON);
      expect(periods).toMatchObject({ externalOre: aside.periodExternalOre, ownOre: aside.periodOwnOre, count: aside.periodProjects });
      expect(await summaries.listMoney(register.office, { year: of, what: "unconverted" }, NOON)).toMatchObject({ unconvertedLines: aside.unconvertedLines, count: aside.unconvertedProjects });
      for (const figure of units) {
        const found = await summaries.listMoneyOfUnit(register.reader, { year: of, unitId: figure.unitId, what: "year" }, NOON);
        expect(found).toMatchObject({ externalOre: figure.externalOre, ownOre: figure.ownOre });
        expect(found.rows.reduce((sum, row) => sum + BigInt(row.externalOre), 0n).toString()).toBe(figure.externalOre);
        const { externalOre, ownOre, periodExternalOre, periodOwnOre } = figure;
        const sums = await summaries.sumMoneyOfUnit(register.reader, of, figure.unitId);
        expect(sums.find((sum) => sum.year === of)).toEqual({ year: of, externalOre, ownOre, periodExternalOre, periodOwnOre });
        const periods = await summaries.listMoneyOfUnit(register.reader, { year: of, unitId: figure.unitId, what: "period" }, NOON);
        expect(periods).toMatchObject({ externalOre: periodExternalOre, ownOre: periodOwnOre });
        // The other years are those with money, and say what their own summaries say.
        for (const sum of sums) {
          const [then] = (await summaries.listFigures(register.office, sum.year, NOON)).units.filter(({ unitId }) => unitId === figure.unitId);
          expect(sum).toMatchObject({ externalOre: then?.externalOre ?? "0", ownOre: then?.ownOre ?? "0" });
          expect(sum.year === of || BigInt(sum.externalOre) + BigInt(sum.ownOre) > 0n).toBe(true);
        }
      }
    }
  });

  it("of a unit that has gone up into another one stand with that one", async () => {
    const house = register;
    const gone = await house.body("DEPARTMENT", "Uppgångna förvaltningen", { parentId: register.board });
    const into = await house.body("DEPARTMENT", "Nya förvaltningen", { parentId: register.board });
    const about = { starts: { on: "2031-01-01", precision: "DAY" as const }, ends: { on: "2031-12-31", precision: "DAY" as const } };
    await register.log({ ...about, unitId: gone, funding: [{ kind: "EU", funder: null, year: 2031, amountMinor: 500n }] }, register.office);
    await register.log({ ...about, unitId: into, funding: [{ kind: "EU", funder: null, year: 2031, amountMinor: 700n }] }, register.office);
    const merged = await register.bodies.mergeBody(register.system, { bodyId: gone, version: 1, intoId: into, on: "2026-11-20" });
    expect(merged.ok).toBe(true);
    const { units } = await summaries.listFigures(register.office, 2031, NOON);
    expect(units).toEqual([expect.objectContaining({ unitId: into, unit: "Nya förvaltningen", projects: 2, externalOre: "1200" })]);
    expect((await register.list(register.office, { year: "2031", unit: into, open: "1" })).total).toBe(2);
    expect((await summaries.sumMoneyOfUnit(register.reader, 2031, into))[0]).toMatchObject({ year: 2031, externalOre: "1200" });
    expect(await summaries.sumMoneyOfUnit(register.reader, 2032, into)).toMatchObject([{ year: 2032, externalOre: "0" }, { year: 2031, externalOre: "1200" }]);
  });

  it("are written by the database alone: the program may read them and no more", async () => {
    await expect(register.client.$executeRaw`UPDATE project_year SET external_ore = 1`).rejects.toThrow(/permission denied/);
    await expect(register.client.$executeRaw`DELETE FROM project_year`).rejects.toThrow(/permission denied/);
    await expect(register.client.$queryRaw`SELECT refresh_project_years(ARRAY[${randomUUID()}]::uuid[])`).rejects.toThrow(/permission denied/);
  });
});

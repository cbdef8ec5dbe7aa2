import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { CURRENCIES } from "@/domain/money";
import type * as Funding from "@/features/funding/service";
import { readMoneyFilter, type MoneyFilter } from "@/features/funding/years/schema";
import type * as Years from "@/features/funding/years/service";
import { sumFunding } from "@/features/projects/rules";
import type { FundingInput, ProjectInput } from "@/features/projects/schema";
import type * as Summaries from "@/features/summaries/service";
import { paymentInput } from "../../factories/funding.ts";
import { programmeInput } from "../../factories/programmes.ts";
import { ANY_LINE, UNITS } from "../../factories/projects.ts";
import { NOON, openRegister, valueOf } from "../../factories/register.ts";

let house: Awaited<ReturnType<typeof openRegister>>;
let funding: typeof Funding;
let years: typeof Years;
let summaries: typeof Summaries;
let programmes: { id: string; fund: string }[];

beforeAll(async () => {
  house = await openRegister();
  funding = await import("@/features/funding/service");
  years = await import("@/features/funding/years/service");
  summaries = await import("@/features/summaries/service");
  const { addProgramme } = await import("@/features/programmes/service");
  const add = async (name: string, fund: string | null) => ({ id: valueOf(await addProgramme(house.office, programmeInput({ nameSv: name, nameEn: name, fund }), randomUUID())).id, fund: fund ?? name });
  programmes = [await add("NORDSJON", "ERUF"), await add("OKS", "ERUF"), await add("NORDPLUS", null)];
});
afterAll(async () => {
  await house.close();
});

const filter = (changes: Partial<MoneyFilter>): MoneyFilter => ({ ...readMoneyFilter({}, 2026).filter, ...changes });
const list = (changes: Partial<MoneyFilter>) => years.listMoneyProjects(house.reader, filter(changes), NOON);
const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
const ownOf = ({ cash, inKind }: { cash: bigint; inKind: bigint }) => cash + inKind;

/** Lines of the units of this house, of a few years or the whole period. */
const LINES = fc.array(fc.tuple(ANY_LINE, fc.option(fc.integer({ min: 2024, max: 2027 }), { nil: null })), { maxLength: 6 });

describe("a year's money", () => {
  it("V19: for any funding lines the sums agree to the öre between projects, units, funds, kinds, flags, payers and the summary", async () => {
    const random = fc.sample(fc.record({ lines: LINES, currency: fc.constantFrom(...CURRENCIES), rate: fc.bigInt({ min: 1n, max: 20_000_000n }), hasRate: fc.boolean(), programme: fc.integer({ min: 0, max: 3 }), other: fc.boolean(), confidential: fc.integer({ min: 0, max: 9 }), flags: fc.tuple(fc.boolean(), fc.boolean()), paid: fc.option(fc.tuple(fc.integer({ min: 2024, max: 2026 }), fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.boolean()), { nil: null }) }), { numRuns: 70, seed: 20261129 });
    const expected = new Map<number, { eu: bigint; other: bigint; cash: bigint; inKind: bigint; received: bigint }>();
    for (const about of random) {
      const unitId = about.other ? house.otherUnit : house.unit;
      const lines = about.lines.map(([{ payer, ...line }, year]): FundingInput => ({ ...line, year, ...(payer === undefined ? {} : { payer: payer === UNITS[2] ? (about.other ? house.unit : house.otherUnit) : payer }) }));
      const rated: Pick<ProjectInput, "currency" | "rateMillionths" | "rateOn" | "rateSource"> = { currency: about.currency, ...(about.currency !== "SEK" && about.hasRate ? { rateMillionths: about.rate, rateOn: "2026-01-01", rateSource: "Riksbanken" } : { rateMillionths: null, rateOn: null, rateSource: null }) };
      const isConfidential = about.confidential === 0;
      const id = await house.log({ unitId, ...rated, programmeId: programmes[about.programme]?.id ?? null, isInternational: about.flags[0], isExternallyFunded: about.flags[1], funding: lines, isConfidential, confidentialityProvision: isConfidential ? "OSL 19:1" : null, starts: { on: "2024-01-01", precision: "YEAR" }, ends: { on: "2026-12-31", precision: "YEAR" } }, house.office);
      if (about.paid !== null) valueOf(await funding.addPayment(house.office, { key: randomUUID(), projectId: id, payment: paymentInput({ expectedOn: null, expectedMinor: null, receivedOn: `${String(about.paid[0])}-05-01`, receivedMinor: about.paid[1], currency: about.currency }) }, NOON));
      if (isConfidential) continue;
      // What the project itself says of each year, each line rounded once.
      for (const year of [2024, 2025, 2026, 2027]) {
        const held = expected.get(year) ?? { eu: 0n, other: 0n, cash: 0n, inKind: 0n, received: 0n };
        const of = (kind: FundingInput["kind"]) => {
          const sums = sumFunding({ ...rated, funding: lines.filter((line) => line.year === year && line.kind === kind) });
          return (sums.externalOre ?? 0n) + (sums.ownOre ?? 0n);
        };
        const came = about.paid !== null && about.paid[0] === year ? (sumFunding({ ...rated, funding: [{ kind: "EU", funder: null, year, amountMinor: about.paid[1] }] }).externalOre ?? 0n) : 0n;
        expected.set(year, { eu: held.eu + of("EU"), other: held.other + of("OTHER_EXTERNAL"), cash: held.cash + of("OWN_CASH"), inKind: held.inKind + of("OWN_IN_KIND"), received: held.received + came });
      }
    }
    for (const year of [2024, 2025, 2026, 2027]) {
      const money = await years.getMoneyYear(house.reader, year, NOON);
      const { whole } = money;
      expect(whole).toEqual(expected.get(year));
      for (const kind of ["eu", "other", "cash", "inKind", "received"] as const) {
        for (const side of [money.units, money.programmes, money.flags]) expect(sum(side.map((line) => line[kind]))).toBe(whole[kind]);
        expect((await list({ year, what: kind })).sums[kind]).toBe(whole[kind]);
      }
      expect(sum(money.payers.map(({ own }) => own))).toBe(ownOf(whole));
      expect(sum(money.paidOut.funds.map(({ ore }) => ore.at(-1) ?? 0n))).toBe(whole.received);
      // Each figure is what the projects that it leads to come to.
      for (const { key, ...line } of money.units) expect((await list({ year, unitId: key })).sums).toMatchObject({ eu: line.eu, other: line.other, cash: line.cash, inKind: line.inKind, received: line.received });
      for (const { key, ...line } of money.programmes) expect((await list({ year, programmeId: key, what: "external" })).sums).toMatchObject({ eu: line.eu, other: line.other });
      for (const { key, ...line } of money.flags) expect(ownOf((await list({ year, flag: key, what: "own" })).sums)).toBe(ownOf(line));
      for (const { payerId, own } of money.payers) expect(ownOf((await list({ year, payerId: payerId ?? "CENTRAL" })).sums)).toBe(own);
      for (const { fund, ore } of money.paidOut.funds) expect((await list({ year, fund, what: "received" })).sums.received).toBe(ore.at(-1));
      const figures = (await summaries.listFigures(house.office, year, NOON)).years.at(-1);
      expect(figures).toMatchObject({ externalOre: (whole.eu + whole.other).toString(), ownOre: ownOf(whole).toString() });
      const periods = (await list({ year, what: "period" })).sums;
      expect([periods.eu, periods.cash]).toEqual([money.left.periodExternal, money.left.periodOwn]);
      expect((await list({ year, what: "unconverted" })).total > 0).toBe(money.left.unconvertedLines + money.paidOut.unconverted > 0);
      // The file holds what the list does.
      const rows = [];
      for await (const piece of years.exportMoneyProjects(house.reader, filter({ year }), NOON)) rows.push(...piece);
      expect(sum(rows.map((row) => row.eu + row.other + row.cash + row.inKind))).toBe(whole.eu + whole.other + ownOf(whole));
    }
    expect(sum([...expected.values()].map(({ eu, received }) => eu + received))).toBeGreaterThan(0n);
    expect((await years.getMoneyYear(house.reader, 2026, NOON)).payers.map(({ name }) => name)).toEqual(["Hamnförvaltningen", "Ängsförvaltningen", null]);
  });

  it("V19: tells which fund has paid out in which calendar year, and follows a unit that has gone up into another", async () => {
    const gone = await house.body("DEPARTMENT", "Försvunna förvaltningen", { parentId: house.board });
    const into = await house.body("DEPARTMENT", "Kvarvarande förvaltningen", { parentId: house.board });
    const id = await house.log({ unitId: gone, title: "Rabatt", programmeId: programmes[2]?.id ?? null, funding: [{ kind: "EU", funder: null, year: 2041, amountMinor: 10n }, { kind: "OWN_CASH", funder: null, year: 2041, amountMinor: 7n, payer: into }] }, house.office);
    for (const [on, ore] of [["2025-12-31", 3n], ["2026-01-01", 4n]] as const) valueOf(await funding.addPayment(house.office, { key: randomUUID(), projectId: id, payment: paymentInput({ receivedOn: on, receivedMinor: ore }) }, NOON));
    const fundOf = async (year: number) => (await years.getMoneyYear(house.reader, year, NOON)).paidOut.funds.find(({ fund }) => fund === "NORDPLUS")?.ore;
    const before = (await list({ year: 2025, fund: "NORDPLUS", what: "received" })).sums.received;
    expect((await fundOf(2030))?.slice(0, 2)).toEqual([before, (await list({ year: 2026, fund: "NORDPLUS", what: "received" })).sums.received]);
    expect((await list({ year: 2025, fund: "NORDPLUS", what: "received" })).rows.find((row) => row.id === id)?.received).toBe(3n);
    valueOf(await house.bodies.mergeBody(house.system, { bodyId: gone, version: 1, intoId: into, on: "2026-11-20" }));
    const { units, payers } = await years.getMoneyYear(house.reader, 2041, NOON);
    expect(units).toMatchObject([{ key: into, name: "Kvarvarande förvaltningen", eu: 10n, cash: 7n }]);
    expect(payers).toEqual([{ payerId: into, name: "Kvarvarande förvaltningen", own: 7n }]);
    expect((await list({ year: 2041, payerId: into })).rows).toMatchObject([{ id, title: "Rabatt", unit: "Kvarvarande förvaltningen", cash: 7n }]);
  });

  it("is kept by the database alone, and follows a project that is put away", async () => {
    await expect(house.client.$executeRaw`UPDATE paid_elsewhere SET own_ore = 1`).rejects.toThrow(/permission denied/);
    const id = await house.log({ funding: [{ kind: "OWN_CASH", funder: null, year: 2051, amountMinor: 7n, payer: "CENTRAL" }] });
    expect((await years.getMoneyYear(house.reader, 2051, NOON)).payers).toEqual([{ payerId: null, name: null, own: 7n }]);
    await house.projects.archiveProject(house.office, { id, _version: 1 }, true, NOON);
    expect(await years.getMoneyYear(house.reader, 2051, NOON)).toMatchObject({ payers: [], units: [], whole: { cash: 0n } });
  });
});

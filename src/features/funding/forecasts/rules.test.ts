import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { forecastProject, spread, sumForecasts, type ForecastProject } from "./rules";

const TODAY = "2026-11-29";
const project = (more: Partial<ForecastProject> = {}): ForecastProject => ({ id: "1", title: "Södra infarten", startsOn: "2026-01-01", endsOn: "2026-12-31", lines: [], claims: [], payments: [], ...more });
const flowsOf = (forecast: ReturnType<typeof forecastProject>) => [...forecast.flows].sort(([a], [b]) => a - b).map(([, { outOre, inOre }]) => [outOre, inOre]);

describe("a forecast of what a unit carries", () => {
  it("V19: lays a year's external money out evenly over its months, and takes payments on their days", () => {
    const forecast = forecastProject(project({ lines: [{ year: 2026, ore: 1200n }], payments: [{ on: "2026-06-15", ore: 500n, hasCome: true }, { on: "2027-03-01", ore: 700n, hasCome: false }] }), TODAY);
    expect(flowsOf(forecast).slice(0, 6)).toEqual([[100n, 0n], [100n, 0n], [100n, 0n], [100n, 0n], [100n, 0n], [100n, 500n]]);
    expect(forecast).toMatchObject({ carriedOre: 600n, most: { ore: 700n }, uncoveredOre: 0n, late: { count: 0 } });
  });

  it("V19: lays nothing out outside the project's period, and a whole period's money over all of it", () => {
    const forecast = forecastProject(project({ startsOn: "2026-11-15", endsOn: "2027-02-10", lines: [{ year: 2026, ore: 10n }, { year: null, ore: 8n }] }), TODAY);
    expect(flowsOf(forecast)).toEqual([[7n, 0n], [7n, 0n], [2n, 0n], [2n, 0n]]);
  });

  it("V19: takes a claim's word for what was laid out in its period", () => {
    const forecast = forecastProject(project({ lines: [{ year: 2026, ore: 1200n }], claims: [{ from: "2026-01-01", to: "2026-06-30", ore: 90n }] }), TODAY);
    expect(flowsOf(forecast).map(([out]) => out)).toEqual([15n, 15n, 15n, 15n, 15n, 15n, 100n, 100n, 100n, 100n, 100n, 100n]);
  });

  it("V19: does not count on a payment whose day has passed, and says so", () => {
    const forecast = forecastProject(project({ lines: [{ year: 2026, ore: 1200n }], payments: [{ on: "2026-11-28", ore: 1200n, hasCome: false }] }), TODAY);
    expect(forecast).toMatchObject({ late: { count: 1, ore: 1200n }, uncoveredOre: 1200n, carriedOre: 1100n });
  });

  it("says what cannot be placed in time", () => {
    expect(forecastProject(project({ startsOn: null, lines: [{ year: null, ore: 5n }] }), TODAY)).toMatchObject({ unplacedOre: 5n, uncoveredOre: 0n });
  });

  it("an advance is less than nothing carried", () => {
    expect(forecastProject(project({ payments: [{ on: "2026-02-01", ore: 300n, hasCome: true }] }), TODAY)).toMatchObject({ carriedOre: -300n });
  });

  it("shows months within a year and quarters beyond it, at most twelve, from just before today", () => {
    const of = (endsOn: string, startsOn = "2026-01-01") => sumForecasts([forecastProject(project({ startsOn, endsOn, lines: [{ year: null, ore: 4800n }] }), TODAY)], TODAY);
    expect(of("2026-12-31").map(({ label }) => label)[11]).toEqual({ year: 2026, month: 12 });
    expect(of("2027-12-31").map(({ label }) => label)).toHaveLength(8);
    const long = of("2033-12-31", "2020-01-01");
    expect(long).toHaveLength(12);
    expect(long[0]?.label).toEqual({ year: 2026, quarter: 3 });
    expect(of("2021-12-31", "2010-01-01").at(-1)?.label).toEqual({ year: 2021, quarter: 4 });
    expect(sumForecasts([], TODAY)).toEqual([]);
  });

  it("V19: loses no öre, however the money is spread, and ends with what is not covered", () => {
    const day = fc.tuple(fc.integer({ min: 2024, max: 2029 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 })).map(([year, month, date]) => `${String(year)}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
    const ore = fc.bigInt({ min: 0n, max: 1_000_000_007n });
    const any = fc.record({
      period: fc.tuple(day, day).map(([a, b]) => (a < b ? [a, b] : [b, a])),
      lines: fc.array(fc.record({ year: fc.option(fc.integer({ min: 2023, max: 2030 }), { nil: null }), ore }), { maxLength: 6 }),
      payments: fc.array(fc.record({ on: day, ore, hasCome: fc.boolean() }), { maxLength: 6 }),
    });
    fc.assert(
      fc.property(any, ({ period: [startsOn = "", endsOn = ""], lines, payments }) => {
        const forecast = forecastProject(project({ startsOn, endsOn, lines, payments }), TODAY);
        const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n);
        const flows = [...forecast.flows.values()];
        expect(sum(flows.map(({ outOre }) => outOre))).toBe(sum(lines.map((line) => line.ore)));
        expect(sum(flows.map(({ inOre }) => inOre)) + forecast.late.ore).toBe(sum(payments.map((payment) => payment.ore)));
        expect(forecast.uncoveredOre).toBe(sum(flows.map(({ outOre, inOre }) => outOre - inOre)));
        const steps = sumForecasts([forecast, forecast], TODAY);
        const last = steps.at(-1);
        if (steps.length < 12 && last !== undefined) expect(last.carriedOre).toBe(2n * forecast.uncoveredOre);
        for (const part of [1, 3, 7, 60]) expect(sum(spread(forecast.late.ore, Array.from({ length: part }, (_none, index) => index)).map((each) => each.ore))).toBe(forecast.late.ore);
      }),
    );
  });
});

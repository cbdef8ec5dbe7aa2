import type { PlainDate } from "@/domain/plain-date";

/** A month as a number: twelve times its year, and from 0 within it. */
type Month = number;

/** The month that a day lies in. */
export const monthOf = (date: PlainDate): Month => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

/** What is known of a project's external money, in öre. */
export interface ForecastProject {
  id: string;
  title: string;
  startsOn: PlainDate | null;
  endsOn: PlainDate | null;
  /** What others are to pay, by calendar year; null for the whole period. */
  lines: readonly { year: number | null; ore: bigint }[];
  /** Claims that have not been turned down: the costs of a period, as far as they are approved where they are. */
  claims: readonly { from: PlainDate; to: PlainDate; ore: bigint }[];
  /** Payments: when and how much came, or else is expected. */
  payments: readonly { on: PlainDate; ore: bigint; hasCome: boolean }[];
}

/** What happens in a month: what is laid out for others to pay back, and what comes from them. */
export interface Flow {
  outOre: bigint;
  inOre: bigint;
}

export interface ProjectForecast {
  id: string;
  title: string;
  flows: ReadonlyMap<Month, Flow>;
  /** What is laid out by today and has not come; less than nothing is an advance. */
  carriedOre: bigint;
  /** The most that is ever carried from today on, and the month. */
  most: { month: Month; ore: bigint };
  /** What no payment that has come or is still to come covers once everything has been laid out; less than nothing is more than what is laid out. */
  uncoveredOre: bigint;
  /** Expected payments whose day has passed: nobody knows when they come, so none of them is counted on. */
  late: { count: number; ore: bigint };
  /** Money of the whole period of a project that has none, which cannot be placed in time. */
  unplacedOre: bigint;
}

/** Spreads an amount over so many months, to the öre: each has its part of what has been reached by its end. */
export function spread(ore: bigint, months: readonly Month[]): { month: Month; ore: bigint }[] {
  const count = BigInt(months.length);
  return months.map((month, index) => ({ month, ore: (ore * BigInt(index + 1)) / count - (ore * BigInt(index)) / count }));
}

const between = (from: Month, to: Month): Month[] => Array.from({ length: Math.max(0, to - from + 1) }, (_none, index) => from + index);

/**
 * Forecasts what a unit carries of a project until the money comes (V19). What others are to pay is taken to be laid out evenly over its year, or over the project's period
 * where no year is stated, as far as the year lies within the period; for the months that a claim is about, the claim says what was laid out. Payments are counted on their day; one that is late is not.
 */
export function forecastProject(project: ForecastProject, today: PlainDate): ProjectForecast {
  const flows = new Map<Month, Flow>();
  const add = (month: Month, flow: Partial<Flow>) => {
    const held = flows.get(month) ?? { outOre: 0n, inOre: 0n };
    flows.set(month, { outOre: held.outOre + (flow.outOre ?? 0n), inOre: held.inOre + (flow.inOre ?? 0n) });
  };
  const period = project.startsOn === null || project.endsOn === null ? [] : between(monthOf(project.startsOn), monthOf(project.endsOn));
  const claimed = new Set<Month>();
  for (const { from, to, ore } of project.claims) {
    const months = between(monthOf(from), monthOf(to));
    for (const month of months) claimed.add(month);
    for (const part of spread(ore, months)) add(part.month, { outOre: part.ore });
  }
  let unplacedOre = 0n;
  for (const { year, ore } of project.lines) {
    const wholeYear = year === null ? [] : between(year * 12, year * 12 + 11);
    const within = wholeYear.filter((month) => period.includes(month));
    const months = year === null ? period : within.length > 0 ? within : wholeYear;
    if (months.length === 0) unplacedOre += ore;
    for (const part of spread(ore, months)) if (!claimed.has(part.month)) add(part.month, { outOre: part.ore });
  }
  const late = { count: 0, ore: 0n };
  for (const { on, ore, hasCome } of project.payments) {
    if (hasCome || on >= today) add(monthOf(on), { inOre: ore });
    else {
      late.count += 1;
      late.ore += ore;
    }
  }
  const now = monthOf(today);
  let [carried, carriedOre] = [0n, 0n];
  let most: ProjectForecast["most"] | null = null;
  for (const month of between(Math.min(now, ...flows.keys()), Math.max(now, ...flows.keys()))) {
    const { outOre, inOre } = flows.get(month) ?? { outOre: 0n, inOre: 0n };
    carried += outOre - inOre;
    if (month === now) carriedOre = carried;
    if (month >= now && (most === null || carried > most.ore)) most = { month, ore: carried };
  }
  return { id: project.id, title: project.title, flows, carriedOre, most: most ?? { month: now, ore: carriedOre }, uncoveredOre: carried, late, unplacedOre };
}

/** A month or a quarter of a forecast. */
export interface ForecastStep {
  /** `2027-03`, or `2027 kv 1`. */
  label: { year: number; month: number } | { year: number; quarter: number };
  outOre: bigint;
  inOre: bigint;
  /** What is carried at the end of it. */
  carriedOre: bigint;
}

const MOST_STEPS = 12;

/**
 * Adds up forecasts month by month where they reach over a year at most, and else quarter by quarter; at most twelve of them, from the one before today's where there are more.
 * What came before the first that is shown is in what is carried at its end. Empty where nothing happens.
 */
export function sumForecasts(forecasts: readonly Pick<ProjectForecast, "flows">[], today: PlainDate): ForecastStep[] {
  const months = forecasts.flatMap(({ flows }) => [...flows.keys()]);
  if (months.length === 0) return [];
  const [first, last] = [months.reduce((a, b) => Math.min(a, b)), months.reduce((a, b) => Math.max(a, b))];
  const size = last - first < MOST_STEPS ? 1 : 3;
  const stepOf = (month: Month) => Math.floor(month / size);
  const sums = new Map<number, Flow>();
  for (const { flows } of forecasts) {
    for (const [month, flow] of flows) {
      const held = sums.get(stepOf(month)) ?? { outOre: 0n, inOre: 0n };
      sums.set(stepOf(month), { outOre: held.outOre + flow.outOre, inOre: held.inOre + flow.inOre });
    }
  }
  const [from, to] = [stepOf(first), stepOf(last)];
  // Long ones begin just before today, unless they are over before twelve steps from there.
  const shownFrom = Math.max(from, Math.min(stepOf(monthOf(today)) - 1, to - MOST_STEPS + 1));
  const shownTo = Math.min(to, shownFrom + MOST_STEPS - 1);
  let carriedOre = 0n;
  const steps: ForecastStep[] = [];
  for (let step = from; step <= shownTo; step += 1) {
    const { outOre, inOre } = sums.get(step) ?? { outOre: 0n, inOre: 0n };
    carriedOre += outOre - inOre;
    if (step < shownFrom) continue;
    const year = Math.floor((step * size) / 12);
    const label = size === 1 ? { year, month: (step % 12) + 1 } : { year, quarter: (step % 4) + 1 };
    steps.push({ label, outOre, inOre, carriedOre });
  }
  return steps;
}

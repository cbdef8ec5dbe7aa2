import { among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";
import { CENTRAL } from "@/features/projects/schema";

/** What a figure of money counts: what others pay, what the municipality gives itself, of which kind, and what has been paid out. */
export const MONEY_KINDS = ["external", "eu", "other", "own", "cash", "inKind", "received"] as const;
export type MoneyKind = (typeof MONEY_KINDS)[number];

/** What no sum of a year holds: money of whole periods, and projects with amounts in a currency without a rate. */
export const LEFT_OUT = ["period", "unconverted"] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Whether a project is international, externally financed, both or neither: two flags that say nothing of each other. */
export const MONEY_FLAGS = ["both", "international", "external", "neither"] as const;
export type MoneyFlag = (typeof MONEY_FLAGS)[number];

/** In place of an id or a name: projects that have none. */
export const NONE = "none";

/** Which projects stand behind a figure. */
export interface MoneyFilter {
  year: number;
  what: MoneyKind | LeftOut | null;
  unitId: string | null;
  /** A programme's id, or NONE. */
  programmeId: string | null;
  /** A fund's name, or NONE. */
  fund: string | null;
  flag: MoneyFlag | null;
  /** Whose own parts: a unit's id, or CENTRAL. */
  payerId: string | null;
  page: number;
}

export const MONEY_A_PAGE = 50;

const idOr = (other: string) => (written: string) => (written === other ? other : anId(written));
const FILTER_NAMES = new Set(["year", "what", "unit", "programme", "fund", "flag", "payer", "page"]);

/** Reads the address of a year's money; what it does not understand is left out and named. */
export function readMoneyFilter(parameters: ListAddress, thisYear: number): { filter: MoneyFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const fund = [...text("fund")].slice(0, 200).join("");
  const filter: MoneyFilter = {
    year: known("year", within(1990, 2100)) ?? thisYear,
    what: known("what", among([...MONEY_KINDS, ...LEFT_OUT])),
    unitId: known("unit", anId),
    programmeId: known("programme", idOr(NONE)),
    fund: fund === "" ? null : fund,
    flag: known("flag", among(MONEY_FLAGS)),
    payerId: known("payer", idOr(CENTRAL)),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes the query of the projects behind a figure. */
export function writeMoneyFilter(filter: MoneyFilter, changes: Partial<MoneyFilter> = {}): string {
  const { year, what, unitId, programmeId, fund, flag, payerId, page } = { ...filter, ...changes };
  return writeListAddress({ year, what, unit: unitId, programme: programmeId, fund, flag, payer: payerId, page: page > 1 ? page : null });
}

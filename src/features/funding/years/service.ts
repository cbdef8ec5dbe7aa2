import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { reading } from "@/server/db";
import { readSnapshot } from "@/server/snapshot";
import * as repository from "./repository";
import { addUp, flagOf, groupMoney, ownOf, type Amounts } from "./rules";
import { MONEY_FLAGS, NONE, type MoneyFilter, type MoneyFlag } from "./schema";

export type { Left, MoneyPage, MoneyRow } from "./repository";

/** How many years before the year at hand payments are told of. */
const YEARS_BEFORE = 5;

/** One line of a year's money. */
export interface MoneyLine<Key extends string = string> extends Amounts {
  key: Key;
  name: string;
}

export interface ProgrammeLine extends Amounts {
  /** NONE for projects without a programme. */
  key: string;
  programme: { name: { sv: string; en: string }; period: string | null; fund: string } | null;
}

/** What the projects of a year come to, from every side: each side's lines together are the whole. */
export interface MoneyYear {
  year: number;
  whole: Amounts;
  /** By name. */
  units: MoneyLine[];
  programmes: ProgrammeLine[];
  flags: MoneyLine<MoneyFlag>[];
  /** Who pays the own part (V19); null is paid centrally. */
  payers: { payerId: string | null; name: string | null; own: bigint }[];
  /** What has been paid out, by fund and calendar year; NONE for projects without a programme. `unconverted`: the year's payments without a rate. */
  paidOut: { years: number[]; funds: { fund: string; ore: bigint[] }[]; unconverted: number };
  left: repository.Left;
}

/** What the open projects of a year come to: by unit, programme, flags and payer, and what each fund has paid out in it and the five years before (V19). The same for everyone: confidential and archived projects are in none of it. */
export async function getMoneyYear(_actor: Actor, year: number, now = new Date()): Promise<MoneyYear> {
  const read = reading();
  const [funded, elsewhere, received, left, answering, programmes] = await Promise.all([
    repository.sumFunded(read, year),
    repository.sumPaidElsewhere(read, year),
    repository.sumReceived(read, year - YEARS_BEFORE, year),
    repository.sumLeft(read, year),
    repository.selectAnswering(read, dateInStockholm(now)),
    repository.selectProgrammes(read),
  ]);
  const cells = [...funded, ...received.cells];
  const answersFor = new Map(answering.map((each) => [each.id, each.unitId]));
  const byUnit = groupMoney(cells, ({ unitId }) => answersFor.get(unitId) ?? unitId);
  const byProgramme = groupMoney(cells, ({ programmeId }) => programmeId ?? NONE);
  const byFlag = groupMoney(cells, flagOf);
  const units = answering.filter(({ id, unitId }) => id === unitId);
  const own = new Map<string | null, bigint>([...byUnit].map(([unitId, amounts]) => [unitId, ownOf(amounts)]));
  const add = (id: string | null, ore: bigint) => {
    const payer = id === null ? null : (answersFor.get(id) ?? id);
    own.set(payer, (own.get(payer) ?? 0n) + ore);
  };
  for (const { unitId, payerId, own: ore } of elsewhere) {
    add(unitId, -ore);
    add(payerId, ore);
  }
  return {
    year,
    whole: addUp(cells),
    units: units.flatMap(({ id, unit }) => lineOf(byUnit, id, unit)),
    programmes: [...programmes.map(({ id, ...programme }) => ({ key: id, programme })), { key: NONE, programme: null }].flatMap(({ key, programme }) => {
      const amounts = byProgramme.get(key);
      return amounts === undefined ? [] : [{ key, programme, ...amounts }];
    }),
    flags: MONEY_FLAGS.flatMap((flag) => lineOf(byFlag, flag, flag)),
    payers: [...units.map(({ id, unit }) => ({ payerId: id, name: unit })), { payerId: null, name: null }].flatMap((payer) => {
      const amount = own.get(payer.payerId) ?? 0n;
      return amount === 0n ? [] : [{ ...payer, own: amount }];
    }),
    paidOut: byFund(received.byProgramme, programmes, year),
    left,
  };
}

function lineOf<Key extends string>(groups: ReadonlyMap<Key, Amounts>, key: Key, name: string): MoneyLine<Key>[] {
  const amounts = groups.get(key);
  return amounts === undefined ? [] : [{ key, name, ...amounts }];
}

function byFund(received: repository.Received["byProgramme"], programmes: readonly repository.FundingProgramme[], year: number): MoneyYear["paidOut"] {
  const fundOf = new Map(programmes.map(({ id, fund }) => [id, fund]));
  const years = Array.from({ length: YEARS_BEFORE + 1 }, (_none, index) => year - YEARS_BEFORE + index);
  const funds = new Map<string, bigint[]>();
  for (const { programmeId, year: came, ore } of received) {
    const fund = programmeId === null ? NONE : (fundOf.get(programmeId) ?? NONE);
    const held = funds.get(fund) ?? years.map(() => 0n);
    funds.set(fund, held.map((sum, index) => (years[index] === came ? sum + ore : sum)));
  }
  const named = [...funds].map(([fund, ore]) => ({ fund, ore })).sort((a, b) => Number(a.fund === NONE) - Number(b.fund === NONE) || a.fund.localeCompare(b.fund, "sv"));
  return { years, funds: named, unconverted: received.reduce((sum, each) => (each.year === year ? sum + each.unconverted : sum), 0) };
}

/** A page of the projects behind a figure of a year's money, largest first, with what all of them come to. */
export async function listMoneyProjects(_actor: Actor, filter: MoneyFilter, now = new Date()): Promise<repository.MoneyPage> {
  return repository.selectMoney(reading(), filter, dateInStockholm(now));
}

/** All projects behind a figure of a year's money in the same order, piece by piece from one state of the register. */
export async function* exportMoneyProjects(_actor: Actor, filter: MoneyFilter, now = new Date()): AsyncGenerator<repository.MoneyRow[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamMoney(tx, filter, dateInStockholm(now)));
}

/** The names by which a list of projects behind a figure is told: units and programmes, in Swedish order. */
export async function listMoneyNames(_actor: Actor, now = new Date()): Promise<{ units: { id: string; name: string }[]; programmes: repository.FundingProgramme[] }> {
  const [answering, programmes] = await Promise.all([repository.selectAnswering(reading(), dateInStockholm(now)), repository.selectProgrammes(reading())]);
  return { units: answering.filter(({ id, unitId }) => id === unitId).map(({ id, unit }) => ({ id, name: unit })), programmes };
}

import { z } from "zod";
import type { Subject } from "@/domain/registers";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalCount, requiredChoice, requiredId, requiredText, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** What is to become of records in the end: they are disposed of after some years, preserved for ever, or nobody has said. */
export const RETENTION_OUTCOMES = ["DISPOSE", "PRESERVE", "UNREGULATED"] as const;
export type RetentionOutcome = (typeof RETENTION_OUTCOMES)[number];

export const RULE_CERTAINTIES = ["HIGH", "MEDIUM", "LOW"] as const;
const LONGEST_SOURCE = 300;
const LONGEST_REASON = 500;

/** The municipality's own rule for a kind of record. */
export interface RuleInput {
  kind: string;
  outcome: RetentionOutcome;
  years: number | null;
  source: string;
  certainty: (typeof RULE_CERTAINTIES)[number];
}

/** A record's kind, as an address and a form name it. */
const kind = () => field<string>((text) => (/^[a-zA-Z]{1,40}$/.test(text) ? { value: text } : { message: "fields.choice" }));

/** A version that may be none at all: nobody has decided yet. */
const versionOrNone = () => field<number>((text) => (/^\d{1,9}$/.test(text) ? { value: Number(text) } : { message: "fields.choice" }));

/** The form in which the municipality's rule is written down. */
export const setRuleSchema = z
  .object({
    _key: requiredId("fields.choice"),
    _version: versionOrNone(),
    kind: kind(),
    outcome: requiredChoice(RETENTION_OUTCOMES, "retention.errors.outcomeMissing"),
    years: optionalCount(1, 100),
    source: requiredText(LONGEST_SOURCE, "retention.errors.sourceMissing"),
    certainty: requiredChoice(RULE_CERTAINTIES, "retention.errors.certaintyMissing"),
  })
  .superRefine(({ outcome, years }, context) => {
    if (outcome === "DISPOSE" && years === null) context.addIssue({ code: "custom", path: ["years"], message: "retention.errors.yearsMissing" });
  }, whenRead("outcome", "years"))
  .transform(({ _key, _version, ...rule }) => ({ key: _key, version: _version, rule: { ...rule, years: rule.outcome === "DISPOSE" ? rule.years : null } satisfies RuleInput }));

export interface PlaceHoldInput {
  subject: Subject;
  reason: string;
}

/** The form in which a record is kept from being disposed of. */
export const placeHoldSchema = z
  .object({ _key: requiredId("fields.choice"), kind: kind(), id: requiredId("fields.choice"), reason: requiredText(LONGEST_REASON, "retention.errors.reasonMissing") })
  .transform(({ _key, kind, id, reason }): { key: string; hold: PlaceHoldInput } => ({ key: _key, hold: { subject: { kind, id }, reason } }));

/** The form in which it is let go again. */
export const liftHoldSchema = z
  .object({ id: requiredId("fields.choice"), _version: versionOrNone(), liftReason: requiredText(LONGEST_REASON, "retention.errors.liftReasonMissing") })
  .transform(({ id, _version, liftReason }) => ({ id, version: _version, liftReason }));

export const DUE_A_PAGE = 50;

/** FREE: may be disposed of. HELD: its time is over, but something keeps it. */
export const DUE_STATES = ["FREE", "HELD"] as const;
export type DueState = (typeof DUE_STATES)[number];

/** What is shown of the records whose time is over. */
export interface DueFilter {
  /** The day that is asked about; null for today. */
  on: PlainDate | null;
  kind: string | null;
  unitId: string | null;
  state: DueState | null;
  page: number;
}

const DUE_NAMES = new Set(["on", "kind", "unit", "state", "page", "done", "form", "problem"]);
const aKind = (written: string) => (/^[a-zA-Z]{1,40}$/.test(written) ? written : null);

/** Reads the address of the list of what may be disposed of. What it does not understand is left out and named. */
export function readDueFilter(parameters: ListAddress): { filter: DueFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, DUE_NAMES);
  const filter: DueFilter = {
    on: known("on", aDay),
    kind: known("kind", aKind),
    unitId: known("unit", anId),
    state: known("state", among(DUE_STATES)),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes it, leaving out what is as it begins. */
export function writeDueFilter(filter: DueFilter, changes: Partial<DueFilter> = {}): string {
  const { on, kind, unitId, state, page } = { ...filter, ...changes };
  return writeListAddress({ on, kind, unit: unitId, state, page: page > 1 ? page : null });
}

export const HOLDS_A_PAGE = 50;

/** OPEN: keeps its record still. */
export const HOLD_STATES = ["OPEN", "LIFTED"] as const;

/** What is shown of the holds. */
export interface HoldFilter {
  state: (typeof HOLD_STATES)[number] | null;
  page: number;
}

const HOLD_NAMES = new Set(["state", "page", "done", "form", "problem"]);

/** Reads the address of the list of holds. */
export function readHoldFilter(parameters: ListAddress): { filter: HoldFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, HOLD_NAMES);
  return { filter: { state: known("state", among(HOLD_STATES)), page: known("page", within(1, 2_000_000_000)) ?? 1 }, ignored };
}

/** Writes it, leaving out what is as it begins. */
export function writeHoldFilter(filter: HoldFilter, changes: Partial<HoldFilter> = {}): string {
  const { state, page } = { ...filter, ...changes };
  return writeListAddress({ state, page: page > 1 ? page : null });
}

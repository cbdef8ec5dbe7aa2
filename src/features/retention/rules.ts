import type { Certainty } from "@packs/pack";
import type { PlainDate } from "@/domain/plain-date";
import type { RetentionBound, Subject } from "@/domain/registers";
import { refuse, succeed, type Result } from "@/domain/result";
import type { RetentionOutcome } from "./schema";

export type RetentionRefusal = "retentionKindUnknown" | "retentionEndUnknown" | "retentionRecordNotThere" | "retentionHoldLifted";

/** Where a rule of how long a kind of record is kept comes from: the municipality's own decision, or the policy pack. */
export type RuleOrigin = "OWN" | "PACK";

/** What holds for a kind of record. Where nothing has been said it is unregulated, and nothing of the kind is disposed of. */
export interface KindRule {
  kind: string;
  outcome: RetentionOutcome;
  years: number | null;
  source: string | null;
  certainty: Uppercase<Certainty> | null;
  origin: RuleOrigin | null;
}

/** What decides until when a record is kept: the rule of its kind, or what forbids that it goes earlier. */
export type DecidedBy = "RULE" | RetentionBound;

/** What keeps a record whose time is over: somebody's hold, a request for it that is examined, or its project, which goes on. */
export type Keeping = { by: "HOLD"; reason: string } | { by: "REQUEST" } | { by: "PROJECT" };

/** A record whose time is over. */
export interface DueRecord {
  kind: string;
  id: string;
  title: string;
  unitId: string | null;
  unit: string | null;
  endedOn: PlainDate;
  /** The last day on which it was to be kept. */
  keptUntil: PlainDate;
  /** What said so: the longest of all that has it kept. */
  decidedBy: DecidedBy;
  keptBy: readonly Keeping[];
}

/** The rule that holds for a kind: the municipality's own before the pack's, and else that nothing is regulated. */
export function ruleFor(kind: string, own: readonly Omit<KindRule, "origin">[], ofPack: readonly Omit<KindRule, "origin">[]): KindRule {
  const [mine, given] = [own, ofPack].map((rules) => rules.find((rule) => rule.kind === kind));
  if (mine !== undefined) return { ...mine, origin: "OWN" };
  return given === undefined ? { kind, outcome: "UNREGULATED", years: null, source: null, certainty: null, origin: null } : { ...given, origin: "PACK" };
}

/** Judges a rule for a kind of record: only where it is known when a record's matter is over can a time be reckoned. Refused: retentionKindUnknown, retentionEndUnknown. */
export function judgeRule(kind: { isKnown: boolean; hasEnd: boolean }, outcome: RetentionOutcome): Result<null, RetentionRefusal> {
  if (!kind.isKnown) return refuse("retentionKindUnknown");
  return outcome === "DISPOSE" && !kind.hasEnd ? refuse("retentionEndUnknown", { field: "outcome" }) : succeed(null);
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The record whose page an address leads to, as somebody has copied it from there; null for an address that leads to none. */
export function readRecordAddress(address: string, registers: readonly { kind: string; path: (id: string) => string; holding?: unknown }[]): Subject | null {
  if (!URL.canParse(address, "http://own.invalid")) return null;
  const { pathname } = new URL(address, "http://own.invalid");
  const found = [...new Set(pathname.match(ID) ?? [])].flatMap((id) =>
    registers.flatMap(({ kind, path, holding }) => {
      const own = path(id).split(/[?#]/)[0] ?? "";
      return holding !== undefined && (pathname === own || pathname.startsWith(`${own}/`)) ? [{ subject: { kind, id }, length: own.length }] : [];
    }),
  );
  // What lies with another record has the longer address.
  return found.sort((one, other) => other.length - one.length)[0]?.subject ?? null;
}

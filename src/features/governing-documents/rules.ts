import type { PolicyPack } from "@packs/pack";
import { addDays, isWithin, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { VersionFacts } from "./schema";

export const VERSION_STATES = ["draft", "coming", "inForce", "earlier"] as const;
export type VersionState = (typeof VERSION_STATES)[number];

export type VersionRefusal =
  | "versionLabelTaken"
  | "versionOverlaps"
  | "versionLeavesToday"
  | "versionBeginsThen"
  | "versionIsInForce"
  | "versionIsPutAway"
  | "documentIsPutAway"
  | "versionBodyGone";

interface Span {
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
}

interface Named extends Span {
  id: string;
  label: string;
}

/** What a version is on a day: a draft, to come, in force or past. */
export function stateOf(version: Span & { isDraft: boolean }, on: PlainDate): VersionState {
  if (version.isDraft) return "draft";
  if (version.validFrom !== null && version.validFrom > on) return "coming";
  return version.validTo !== null && version.validTo < on ? "earlier" : "inForce";
}

/** What is not known of a version, by the fields' names in the order of the form; a draft's days are not asked for. */
export function listUnknown(facts: VersionFacts & { isDraft: boolean }): string[] {
  const isKnown: Record<string, boolean> = {
    responsibleOffice: facts.responsibleOffice.id !== null || facts.responsibleOffice.name !== null,
    adoptedBy: facts.adoptedBy.id !== null || facts.adoptedBy.name !== null,
    adoptedOn: facts.adoptedOn !== null,
    minutesParagraph: facts.minutesParagraph !== null,
    caseNumber: facts.caseNumber !== null,
    validFrom: facts.isDraft || facts.validFrom !== null,
    reviewOn: facts.reviewOn !== null,
  };
  return Object.keys(isKnown).filter((name) => isKnown[name] === false);
}

const overlaps = (a: Span, b: Span) => (a.validTo === null || b.validFrom === null || b.validFrom <= a.validTo) && (b.validTo === null || a.validFrom === null || a.validFrom <= b.validTo);

/** Judges new days of a version that is in force, beside the others: no two on one day, and today is not left without. Refused: versionOverlaps, versionLeavesToday. */
export function judgeSpan(own: Span & { id: string }, others: readonly Named[], today: PlainDate): Result<null, VersionRefusal> {
  const other = others.find((candidate) => candidate.id !== own.id && overlaps(candidate, own));
  if (other !== undefined) return refuse("versionOverlaps", { field: "validFrom", about: { label: other.label } });
  const covers = (span: Span) => isWithin(today, span.validFrom, span.validTo);
  const wasCovered = others.some(covers);
  if (wasCovered && !covers(own) && !others.some((candidate) => candidate.id !== own.id && covers(candidate))) return refuse("versionLeavesToday", { field: "validTo" });
  return succeed(null);
}

/** What becomes of the days when a draft is put in force from a day on. */
export interface Takeover {
  /** The version that it takes over from, which ends the day before. */
  ends: { id: string; label: string; validTo: PlainDate } | null;
  /** The last day, when another version is to take over later on. */
  validTo: PlainDate | null;
}

/** Plans how a draft takes over from a day on; versions that begin later keep their days. Refused: versionBeginsThen. */
export function planTakeover(inForce: readonly Named[], from: PlainDate): Result<Takeover, VersionRefusal> {
  const same = inForce.find((version) => version.validFrom === from);
  if (same !== undefined) return refuse("versionBeginsThen", { field: "from", about: { label: same.label } });
  const current = inForce.find((version) => isWithin(from, version.validFrom, version.validTo));
  const next = inForce.flatMap((version) => (version.validFrom !== null && version.validFrom > from ? [version.validFrom] : [])).sort()[0];
  return succeed({ ends: current === undefined ? null : { id: current.id, label: current.label, validTo: addDays(from, -1) }, validTo: next === undefined ? null : addDays(next, -1) });
}

/** What differs between two packs, part by part. */
export interface PackDifference {
  clauses: Changes;
  obligations: Changes;
  modules: { key: string; before: string | null; after: string }[];
  rules: Changes;
}

export interface Changes {
  added: string[];
  removed: string[];
  changed: string[];
}

/** Says what changes when one pack takes over from another: clauses, obligations, modules and rules by their numbers; null for what there was none before. */
export function comparePacks(before: PolicyPack | null, after: PolicyPack): PackDifference {
  return {
    clauses: compare(before?.clauses ?? [], after.clauses, (clause) => clause.number),
    obligations: compare(before?.obligations ?? [], after.obligations, (obligation) => `${obligation.clause} ${obligation.evidence}`),
    modules: Object.entries(after.modules).flatMap(([key, module]) => {
      const earlier = before?.modules[key as keyof PolicyPack["modules"]].state ?? null;
      return earlier === module.state ? [] : [{ key, before: earlier, after: module.state }];
    }),
    rules: compare(before?.mandateRules ?? [], after.mandateRules, (rule) => rule.id),
  };
}

function compare<Item>(before: readonly Item[], after: readonly Item[], nameOf: (item: Item) => string): Changes {
  const [old, now] = [before, after].map((items) => new Map(items.map((item) => [nameOf(item), JSON.stringify(item)])));
  const earlier = old ?? new Map<string, string>();
  const later = now ?? new Map<string, string>();
  return {
    added: [...later.keys()].filter((name) => !earlier.has(name)),
    removed: [...earlier.keys()].filter((name) => !later.has(name)),
    changed: [...later].filter(([name, text]) => earlier.has(name) && earlier.get(name) !== text).map(([name]) => name),
  };
}

/** Whether a version's review is asked for on a day: not yet, soon, or overdue. Without a day of its own the reminder comes on the day of the review. */
export function reviewState(version: { reviewOn: PlainDate | null; remindOn: PlainDate | null }, today: PlainDate): "notYet" | "soon" | "overdue" {
  if (version.reviewOn === null || today < (version.remindOn ?? version.reviewOn)) return "notYet";
  return today > version.reviewOn ? "overdue" : "soon";
}

/** The version by which a document is shown: the one in force, or else the latest that there is; null where there is none. */
export function pickShown<Version extends { documentId: string; state: VersionState }>(versions: readonly Version[], documentId: string): Version | null {
  const own = versions.filter((version) => version.documentId === documentId);
  return own.find(({ state }) => state === "inForce") ?? own[0] ?? null;
}

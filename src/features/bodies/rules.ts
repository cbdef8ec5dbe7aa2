import { isWithin, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { UNIT_KINDS, type BodyInput, type BodyKind, type NameOverTime, type UnitKind } from "./schema";

export type BodyRefusal =
  | "bodyNameMissing"
  | "bodyNamesOverlap"
  | "bodyNameUnchanged"
  | "bodyRenameTooEarly"
  | "bodyEndsBeforeStart"
  | "bodyHasEnded"
  | "bodyNeedsParent"
  | "bodyParentOfWrongKind"
  | "bodyParentEnded"
  | "bodyPlacedUnderItself"
  | "bodyMoveTooEarly"
  | "bodyShareOnlyForCompany"
  | "bodyBoundOnlyForCompany"
  | "bodyNumberOnlyForCompany"
  | "bodyNumberTaken"
  | "bodyMergeIntoItself"
  | "bodyMergeOtherKind"
  | "bodyMergeIntoEnded"
  | "bodyMergeTooEarly"
  | "bodyAlreadyMerged";

/** What the rules need to know of a stored body. */
export interface BodyState {
  id: string;
  kind: BodyKind;
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
  mergedIntoId: string | null;
}

/** A body as lists know it: its names over time, and where it lies on the day that was asked about. */
export interface ListedBody extends BodyState {
  version: number;
  /** The name on the day that was asked about; for a body that had ended by then, its last one. */
  name: string;
  shortName: string | null;
  names: NameOverTime[];
  parentId: string | null;
  ownershipPercent: number | null;
  boundByOther: string | null;
  organisationNumber: string | null;
}

// Which kinds a body may lie under; a missing list means that it lies under nothing.
const PARENTS: Partial<Record<BodyKind, readonly BodyKind[]>> = {
  COUNCIL_PRESIDIUM: ["COUNCIL"],
  EXECUTIVE_BOARD_PRESIDIUM: ["EXECUTIVE_BOARD"],
  COMMITTEE: ["COUNCIL", "EXECUTIVE_BOARD"],
  COMPANY: ["COUNCIL", "COMPANY"],
  OFFICE: ["EXECUTIVE_BOARD", "COMMITTEE"],
  DEPARTMENT: ["EXECUTIVE_BOARD", "COMMITTEE"],
  WORKPLACE: ["DEPARTMENT", "OFFICE"],
};

const FREE_STANDING: readonly BodyKind[] = ["COUNCIL", "EXECUTIVE_BOARD", "COMMITTEE", "COMPANY", "MANAGEMENT_GROUP"];

const POLITICAL_KINDS: readonly BodyKind[] = ["COUNCIL", "EXECUTIVE_BOARD", "COMMITTEE"];

/** Tells whether a body of this kind can answer for a record. */
export function isUnitKind(kind: BodyKind): kind is UnitKind {
  return (UNIT_KINDS as readonly BodyKind[]).includes(kind);
}

/** The kinds of body that one of this kind may lie under. */
export function parentKindsOf(kind: BodyKind): readonly BodyKind[] {
  return PARENTS[kind] ?? [];
}

/** Tells whether a body is there on a day. */
export function isThereOn(body: Pick<BodyState, "validFrom" | "validTo">, on: PlainDate): boolean {
  return isWithin(on, body.validFrom, body.validTo);
}

/** The name of a body on a day: the one in use then, else the latest one before, else the first one after. */
export function nameOnDate(names: readonly NameOverTime[], on: PlainDate): NameOverTime | null {
  const inOrder = [...names].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1));
  return inOrder.find((name) => isWithin(on, name.from, name.to)) ?? inOrder.findLast((name) => (name.from ?? "") <= on) ?? inOrder[0] ?? null;
}

/** Judges where a body may lie: under a body of a kind that takes it, which is there on the day, and never under itself. */
export function judgePlacement(kind: BodyKind, bodyId: string | null, parent: BodyState | null, ancestorIds: readonly string[], on: PlainDate | null): Result<null, BodyRefusal> {
  if (parent === null) return FREE_STANDING.includes(kind) ? succeed(null) : refuse("bodyNeedsParent");
  if (parent.id === bodyId || (bodyId !== null && ancestorIds.includes(bodyId))) return refuse("bodyPlacedUnderItself");
  if (!parentKindsOf(kind).includes(parent.kind)) return refuse("bodyParentOfWrongKind");
  if (on !== null && !isThereOn(parent, on)) return refuse("bodyParentEnded");
  return succeed(null);
}

/** Judges a new body: it has names that do not overlap, its time is in order, and only a company has owners. */
export function judgeBody(body: BodyInput): Result<null, BodyRefusal> {
  if (body.names.length === 0) return refuse("bodyNameMissing");
  if (body.validFrom !== null && body.validTo !== null && body.validTo < body.validFrom) return refuse("bodyEndsBeforeStart");
  if (body.names.some((name) => name.from !== null && name.to !== null && name.to < name.from)) return refuse("bodyEndsBeforeStart");
  if (body.names.some((name, index) => body.names.slice(index + 1).some((other) => overlap(name, other)))) return refuse("bodyNamesOverlap");
  return judgeFacts(body.kind, body);
}

/** Judges what is told of a body besides its name and place: only a company has owners, documents of another owner's, and a number of its own. */
export function judgeFacts(kind: BodyKind, { ownershipPercent, boundByOther, organisationNumber }: Pick<BodyInput, "ownershipPercent" | "boundByOther" | "organisationNumber">): Result<null, BodyRefusal> {
  if (kind === "COMPANY") return succeed(null);
  if (ownershipPercent !== null) return refuse("bodyShareOnlyForCompany");
  if (boundByOther !== null) return refuse("bodyBoundOnlyForCompany");
  return organisationNumber === null ? succeed(null) : refuse("bodyNumberOnlyForCompany", { field: "organisationNumber" });
}

function overlap(a: NameOverTime, b: NameOverTime): boolean {
  return (a.from ?? "") <= (b.to ?? "9999") && (b.from ?? "") <= (a.to ?? "9999");
}

/** Judges a new name from a day on: the body is there, the day is later than the present name's first, and the name is another one. */
export function judgeRename(body: BodyState, latest: NameOverTime, next: { name: string; shortName: string | null; from: PlainDate }): Result<null, BodyRefusal> {
  if (body.validTo !== null && next.from > body.validTo) return refuse("bodyHasEnded");
  if ((latest.from !== null && next.from <= latest.from) || (body.validFrom !== null && next.from <= body.validFrom)) return refuse("bodyRenameTooEarly");
  if (latest.to !== null && next.from <= latest.to) return refuse("bodyRenameTooEarly");
  if (latest.name === next.name && latest.shortName === next.shortName) return refuse("bodyNameUnchanged");
  return succeed(null);
}

/** Judges a body's last day: not before its first, and not for one that has gone up into another. */
export function judgeClosing(body: BodyState, lastDay: PlainDate): Result<null, BodyRefusal> {
  if (body.mergedIntoId !== null) return refuse("bodyAlreadyMerged");
  if (body.validTo !== null && body.validTo <= lastDay) return refuse("bodyHasEnded");
  return body.validFrom !== null && lastDay < body.validFrom ? refuse("bodyEndsBeforeStart") : succeed(null);
}

/** Judges whether one body may go up into another on a day: both are there, both are units or of the same kind. */
export function judgeMerge(body: BodyState, into: BodyState, on: PlainDate): Result<null, BodyRefusal> {
  if (body.id === into.id) return refuse("bodyMergeIntoItself");
  if (body.mergedIntoId !== null) return refuse("bodyAlreadyMerged");
  if (body.validTo !== null && body.validTo < on) return refuse("bodyHasEnded");
  if (body.kind !== into.kind && !(isUnitKind(body.kind) && isUnitKind(into.kind))) return refuse("bodyMergeOtherKind");
  if (into.mergedIntoId !== null || !isThereOn(into, on)) return refuse("bodyMergeIntoEnded");
  return body.validFrom !== null && on <= body.validFrom ? refuse("bodyMergeTooEarly") : succeed(null);
}

/** The body that answers today for one that may have gone up into others, step by step. */
export function followMergers<Body extends Pick<BodyState, "id" | "mergedIntoId">>(body: Body, all: ReadonlyMap<string, Body>): Body {
  const seen = new Set([body.id]);
  let current = body;
  for (;;) {
    const next = current.mergedIntoId === null ? undefined : all.get(current.mergedIntoId);
    if (next === undefined || seen.has(next.id)) return current;
    seen.add(next.id);
    current = next;
  }
}

/** The political body that a unit answers to: the first council, board or committee above it. */
export function politicalBodyOf<Body extends Pick<ListedBody, "id" | "kind" | "parentId">>(body: Body, all: ReadonlyMap<string, Body>): Body | null {
  const seen = new Set<string>();
  for (let above = body.parentId; above !== null && !seen.has(above); ) {
    seen.add(above);
    const parent = all.get(above);
    if (parent === undefined) return null;
    if (POLITICAL_KINDS.includes(parent.kind)) return parent;
    above = parent.parentId;
  }
  return null;
}

/** Those of a body's names, old ones too, that contain the text; capitals do not matter. */
export function namesWith(names: readonly NameOverTime[], text: string): NameOverTime[] {
  const wanted = fold(text);
  return names.filter((name) => fold(name.name).includes(wanted) || fold(name.shortName ?? "").includes(wanted));
}

/** Tells whether one of a body's names, old ones too, is the text; capitals do not matter. */
export function isNamed(names: readonly NameOverTime[], text: string): boolean {
  const wanted = fold(text);
  return wanted !== "" && names.some((name) => fold(name.name) === wanted || fold(name.shortName ?? "") === wanted);
}

/** A body by its id and its name on the day that was asked about. */
export interface NamedBody {
  id: string;
  name: string;
}

export interface Unit extends NamedBody {
  shortName: string | null;
  kind: UnitKind;
  /** The political body that the unit answers to; null where none is recorded. */
  politicalBody: NamedBody | null;
  /** False for a shared company that another owner's governing documents bind. */
  isBoundHere: boolean;
  /** A company's own number. */
  organisationNumber: string | null;
}

export interface BodyFilter {
  text?: string | undefined;
  kind?: BodyKind | undefined;
  on: PlainDate;
  includeEnded?: boolean | undefined;
}

export interface FoundBody extends NamedBody {
  kind: BodyKind;
  shortName: string | null;
  parent: NamedBody | null;
  validTo: PlainDate | null;
  isEnded: boolean;
  mergedInto: NamedBody | null;
  boundByOther: string | null;
  /** An earlier name, its own or that of a body that has gone up into it, by which the text found it. */
  foundBy: string | null;
}

/** The name of the body with an id, or null. */
export function nameBody(id: string | null, all: ReadonlyMap<string, ListedBody>): NamedBody | null {
  const body = id === null ? undefined : all.get(id);
  return body === undefined ? null : { id: body.id, name: body.name };
}

/** The units among all bodies that are there on a day, in the order given. */
export function unitsAmong(all: readonly ListedBody[], on: PlainDate): Unit[] {
  const byId = new Map(all.map((body) => [body.id, body]));
  return all.flatMap((body) =>
    isUnitKind(body.kind) && isThereOn(body, on)
      ? [{
          id: body.id,
          name: body.name,
          shortName: body.shortName,
          kind: body.kind,
          politicalBody: nameBody(politicalBodyOf(body, byId)?.id ?? null, byId),
          isBoundHere: body.boundByOther === null,
          organisationNumber: body.organisationNumber,
        }]
      : [],
  );
}

/** The bodies that match a filter, in the order given; a name that has been left behind finds the body that answers now. */
export function selectBodies(all: readonly ListedBody[], filter: BodyFilter): FoundBody[] {
  const byId = new Map(all.map((body) => [body.id, body]));
  const foundBy = findByText(all, byId, filter.text?.trim() ?? "");
  return all
    .filter((body) => foundBy.has(body.id) && (filter.kind === undefined || body.kind === filter.kind))
    .filter((body) => filter.includeEnded === true || body.validTo === null || body.validTo >= filter.on)
    .map((body) => ({
      id: body.id,
      kind: body.kind,
      name: body.name,
      shortName: body.shortName,
      parent: nameBody(body.parentId, byId),
      validTo: body.validTo,
      isEnded: body.validTo !== null && body.validTo < filter.on,
      mergedInto: nameBody(body.mergedIntoId, byId),
      boundByOther: body.boundByOther,
      foundBy: foundBy.get(body.id) ?? null,
    }));
}

function findByText(all: readonly ListedBody[], byId: ReadonlyMap<string, ListedBody>, text: string): Map<string, string | null> {
  if (text === "") return new Map(all.map((body) => [body.id, null]));
  const found = new Map<string, string | null>();
  for (const body of all) {
    const matches = namesWith(body.names, text);
    const [first] = matches;
    if (first === undefined) continue;
    const isPresent = matches.some((match) => match.name === body.name);
    if (isPresent || !found.has(body.id)) found.set(body.id, isPresent ? null : first.name);
    const present = followMergers(body, byId);
    if (present.id !== body.id && !found.has(present.id)) found.set(present.id, first.name);
  }
  return found;
}

/** The body that a name leads to: one that bears it on the day before one that once did, and what that one has gone up into. */
export function bodyNamed(all: readonly ListedBody[], text: string, on: PlainDate): ListedBody | null {
  const candidates = all.filter((body) => isNamed(body.names, text));
  const bearer = candidates.find((body) => isThereOn(body, on) && isNamed([{ name: body.name, shortName: body.shortName, from: null, to: null }], text));
  const found = bearer ?? candidates[0];
  return found === undefined ? null : followMergers(found, new Map(all.map((body) => [body.id, body])));
}

/** A body's own id and those of all that have gone up into it, step by step. */
export function idsWithPredecessors(all: readonly Pick<BodyState, "id" | "mergedIntoId">[], id: string): string[] {
  const ids = new Set([id]);
  for (const found of ids) for (const body of all) if (body.mergedIntoId === found) ids.add(body.id);
  return [...ids];
}

function fold(text: string): string {
  return text.normalize("NFC").trim().replace(/\s+/g, " ").toLocaleLowerCase("sv");
}

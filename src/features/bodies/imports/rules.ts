import type { PlainDate } from "@/domain/plain-date";
import type { Issue } from "@/domain/values";
import type { RowFinding } from "@/features/imports/rules";
import { foldText } from "@/lib/folded-names";
import type { BodyRow } from "../import";
import { bodyNamed, judgeBody, judgePlacement, parentKindsOf, type BodyState, type ListedBody } from "../rules";

/** A row of the list as it has been read, with its number in the file. */
export interface NumberedBodyRow extends BodyRow {
  row: number;
}

/** What a row lies under: nothing, a body that is in the register, or another row of the list; or a name that is neither's. */
export type RowParent = { is: "none" } | { is: "stored"; body: ListedBody } | { is: "row"; of: NumberedBodyRow } | { is: "unknown" };

const nameOf = ({ body }: BodyRow) => body.names[0]?.name ?? "";
const namesOf = ({ body }: BodyRow) => body.names.flatMap(({ name, shortName }) => [name, ...(shortName === null ? [] : [shortName])]);

/** Finds what a row lies under: of several with that name, one of a kind that takes it; what is in the register goes before what the list itself brings. */
export function findRowParent(row: NumberedBodyRow, rows: readonly NumberedBodyRow[], all: readonly ListedBody[], on: PlainDate): RowParent {
  if (row.parent === "") return { is: "none" };
  const takes = parentKindsOf(row.body.kind);
  const wanted = foldText(row.parent);
  const stored = bodyNamed(all.filter(({ kind }) => takes.includes(kind)), row.parent, on);
  if (stored !== null) return { is: "stored", body: stored };
  const named = rows.filter((one) => one.row !== row.row && namesOf(one).some((name) => foldText(name) === wanted));
  const of = named.find(({ body }) => takes.includes(body.kind)) ?? named[0];
  if (of !== undefined) return { is: "row", of };
  const other = bodyNamed(all, row.parent, on);
  return other === null ? { is: "unknown" } : { is: "stored", body: other };
}

const stateOf = ({ body }: NumberedBodyRow): BodyState => ({ id: "", kind: body.kind, validFrom: body.validFrom, validTo: body.validTo, mergedIntoId: null });

/** Orders rows so that each comes after what it lies under; those that lie under each other in a ring are left out. */
export function orderRows(rows: readonly NumberedBodyRow[], parentOf: (row: NumberedBodyRow) => RowParent): NumberedBodyRow[] {
  const parents = new Map(rows.map((row) => [row.row, parentOf(row)]));
  const ordered: NumberedBodyRow[] = [];
  const placed = new Set<number>();
  for (let before = -1; before !== ordered.length; ) {
    before = ordered.length;
    for (const row of rows) {
      const parent = parents.get(row.row);
      const isFree = parent?.is !== "row" || placed.has(parent.of.row) || !rows.includes(parent.of);
      if (placed.has(row.row) || !isFree) continue;
      placed.add(row.row);
      ordered.push(row);
    }
  }
  return ordered;
}

/** The row's body in the register: one of its kind that bears the name on the day, or will. */
function sameAs(row: NumberedBodyRow, all: readonly ListedBody[], on: PlainDate): ListedBody | undefined {
  const wanted = foldText(nameOf(row));
  return all.find((body) => body.kind === row.body.kind && body.mergedIntoId === null && (body.validTo === null || body.validTo >= on) && foldText(body.name) === wanted);
}

/**
 * Judges the rows of a list of the organisation, as the form judges one: each is new, or a body that bears the name already, or like one that has borne it. What a row
 * lies under may be in the register or stand anywhere in the list.
 */
export function judgeBodyList(rows: readonly NumberedBodyRow[], all: readonly ListedBody[], on: PlainDate): Map<number, RowFinding> {
  const parents = new Map(rows.map((row) => [row.row, findRowParent(row, rows, all, on)]));
  const parentOf = (row: NumberedBodyRow): RowParent => parents.get(row.row) ?? { is: "none" };
  const ordered = new Set(orderRows(rows, parentOf).map(({ row }) => row));
  const numbers = new Map<string, number>();
  return new Map(
    rows.map((row): [number, RowFinding] => {
      const title = nameOf(row);
      const about = { identity: `${row.body.kind} ${foldText(title)}`, title };
      const same = sameAs(row, all, on);
      if (same !== undefined) return [row.row, { ...about, outcome: "SAME", of: { id: same.id, name: same.name } }];
      const issues = faultsOf(row, parentOf(row), { all, numbers, isPlaced: ordered.has(row.row) });
      if (issues.length > 0) return [row.row, { outcome: "FAULT", title, issues }];
      const wanted = foldText(title);
      const like = all.filter((body) => body.kind === row.body.kind && body.names.some(({ name }) => foldText(name) === wanted));
      return [row.row, like.length === 0 ? { ...about, outcome: "NEW" } : { ...about, outcome: "LIKE", of: like.slice(0, 3).map(({ id, name }) => ({ id, name })) }];
    }),
  );
}

function faultsOf(row: NumberedBodyRow, parent: RowParent, { all, numbers, isPlaced }: { all: readonly ListedBody[]; numbers: Map<string, number>; isPlaced: boolean }): Issue[] {
  if (parent.is === "unknown") return [{ field: "parent", message: "bodies.imports.parentUnknown", params: { text: row.parent.slice(0, 60) } }];
  if (!isPlaced) return [{ field: "parent", message: "refusals.bodyPlacedUnderItself", params: {} }];
  const facts = judgeBody(row.body);
  if (!facts.ok) return [{ field: facts.field ?? "kind", message: `refusals.${facts.reason}`, params: {} }];
  const place = judgePlacement(row.body.kind, null, parent.is === "none" ? null : parent.is === "row" ? stateOf(parent.of) : parent.body, [], row.body.validFrom);
  if (!place.ok) return [{ field: "parent", message: `refusals.${place.reason}`, params: {} }];
  const number = row.body.organisationNumber;
  if (number === null) return [];
  const before = numbers.get(number);
  numbers.set(number, before ?? row.row);
  const isTaken = (before !== undefined && before !== row.row) || all.some((body) => body.organisationNumber === number && body.mergedIntoId === null);
  return isTaken ? [{ field: "organisationNumber", message: "refusals.bodyNumberTaken", params: {} }] : [];
}

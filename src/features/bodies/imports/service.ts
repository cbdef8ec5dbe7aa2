import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse } from "@/domain/result";
import { textOf } from "@/domain/values";
import type { ImportField } from "@/features/imports/import";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import type { Read, Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { must } from "@/server/refused";
import { bodyImportFields, readBodyRow } from "../import";
import { bodiesPolicy } from "../policy";
import { addBodyWithin, listBodiesOn } from "../service";
import * as repository from "./repository";
import { findRowParent, judgeBodyList, orderRows, type NumberedBodyRow } from "./rules";

/** The fields of a list of the organisation. */
export async function listBodyImportFields(_handle: Read, _actor: Actor, _now: Date): Promise<ImportField[]> {
  return Promise.resolve(bodyImportFields());
}

/** What rows of a list of the organisation come to: a body that is there already, one like an earlier name, or new, under a body of the register or of the list itself. */
export async function judgeBodyRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<RowFinding[]> {
  const on = dateInStockholm(now);
  const read = rows.map(({ row, values, source }) => ({ row, read: readBodyRow(values, source) }));
  const found = judgeBodyList(read.flatMap(({ row, read: one }): NumberedBodyRow[] => ("body" in one ? [{ row, ...one }] : [])), await listBodiesOn(actor, on, tx), on);
  return read.map(({ row, read: one }, place): RowFinding => {
    const title = textOf(rows[place]?.values ?? {}, "name");
    if ("issues" in one) return { outcome: "FAULT", title, issues: one.issues };
    return found.get(row) ?? { outcome: "FAULT", title, issues: [] };
  });
}

/** Adds bodies from the rows of a list, those that others lie under first, as the form adds one; the administrator's alone. */
export async function addBodyRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const on = dateInStockholm(now);
  const read = rows.map(({ row, values, source }): NumberedBodyRow => {
    const one = readBodyRow(values, source);
    if ("issues" in one) throw new Error("a row that cannot be read was to be added");
    return { row, ...one };
  });
  const all = await listBodiesOn(actor, on, tx);
  const parents = new Map(read.map((row) => [row.row, findRowParent(row, read, all, on)]));
  const added = new Map<number, { id: string; entries: AuditEntry[] }>();
  for (const row of orderRows(read, (one) => parents.get(one.row) ?? { is: "none" })) {
    const parent = parents.get(row.row);
    const parentId = parent?.is === "stored" ? parent.body.id : parent?.is === "row" ? (added.get(parent.of.row)?.id ?? null) : null;
    if (parentId === null && row.parent !== "") must(refuse("bodyNeedsParent"));
    const { id, entry } = await addBodyWithin(tx, actor, { ...row.body, parentId });
    added.set(row.row, { id, entries: [entry] });
  }
  return read.map(({ row }) => {
    const one = added.get(row);
    if (one === undefined) throw new Error("a row that lies under itself was to be added");
    return one;
  });
}

/** The bodies, among these, that people, records or other bodies point to. */
export async function listPointedToBodies(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** Takes bodies that came with a list out of the organisation; part of another use case, which writes the audit trail. */
export async function takeBackBodies(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const there = new Set(await repository.holdBodies(tx, ids));
  const permits = ids.map((id) => {
    if (!there.has(id)) throw new AppError("NOT_FOUND");
    return authorize(bodiesPolicy, "takeBack", actor, { id });
  });
  await repository.archiveAll(tx, permits, ids, now);
  return ids.map((id) => ({ action: "bodies.takenBack", subject: { kind: "body", id } }));
}

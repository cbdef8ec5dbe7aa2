import "server-only";
import type { Actor } from "@/domain/actor";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import { foldName } from "@/lib/folded-names";
import type { Read, Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { readPartnerRow } from "../import";
import { addedPartnerPolicy } from "../policy";
import { addPartners } from "../service";
import * as repository from "./repository";
import { makeFinder } from "./rules";

const entryOf = (action: string) => (id: string): AuditEntry => ({ action: `partners.${action}`, subject: { kind: "partner", id } });

/** What rows of a list come to (V11b): the same as a partner of that name in that country, like one, or new; by the register's own form. */
export async function judgePartnerRows(tx: Tx, _actor: Actor, rows: readonly ReadRow[]): Promise<RowFinding[]> {
  const read = rows.map(({ row, values }) => ({ row, read: readPartnerRow(values) }));
  const wanted = read.flatMap(({ row, read: one }) => ("partner" in one ? [{ row, folded: foldName(one.partner.name), country: one.partner.country }] : []));
  const same = new Map((await repository.selectSame(tx, wanted)).map(({ row, ...of }) => [row, of]));
  const find = makeFinder(await repository.selectNames(tx));
  return read.map(({ row, read: one }, place): RowFinding => {
    const named = rows[place]?.values["name"];
    if ("issues" in one) return { outcome: "FAULT", title: typeof named === "string" ? named : "", issues: one.issues };
    const about = { identity: `${one.partner.country} ${foldName(one.partner.name)}`, title: one.partner.name };
    const is = same.get(row);
    if (is !== undefined) return { ...about, outcome: "SAME", of: is };
    const like = find({ folded: foldName(one.partner.name), country: one.partner.country });
    return like.length === 0 ? { ...about, outcome: "NEW" } : { ...about, outcome: "LIKE", of: like };
  });
}

/** Adds partners from the rows of a list, each with its row as the source of its name. */
export async function addPartnerRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const partners = rows.map(({ values, source }) => {
    const read = readPartnerRow(values);
    if ("issues" in read) throw new Error("a row that cannot be read was to be added");
    return { partner: read.partner, facts: [{ field: "name", value: read.partner.name, source, certainty: read.partner.certainty }] };
  });
  return (await addPartners(tx, actor, partners, now)).map(({ id }) => ({ id, entries: [entryOf("added")(id)] }));
}

/** The partners that something in the registers points to. */
export async function listPointedToPartners(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** Takes partners that came with a list out of the register, for who brought them or for the office; part of another use case, which writes the audit trail. */
export async function takeBackPartners(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const addedBy = await repository.selectAddedBy(tx, ids);
  const permits = ids.map((id) => {
    const addedById = addedBy.get(id);
    if (addedById === undefined) throw new AppError("NOT_FOUND");
    return authorize(addedPartnerPolicy, "takeBack", actor, { id, addedById });
  });
  await repository.archiveAll(tx, permits, ids, now);
  return ids.map(entryOf("archived"));
}

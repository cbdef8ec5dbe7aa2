import "server-only";
import { isOnBehalf, type Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import type { ImportField } from "@/features/imports/import";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import type { Read, Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { opportunityImportFields, readOpportunityRow } from "../import";
import { opportunityPolicy } from "../policy";
import { addOpportunities, loadOpportunityChoices } from "../service";
import * as repository from "./repository";

const withPeriod = (name: string, period: string | null) => (period === null ? name : `${name} ${period}`);

/** The fields of a list of opportunities, with the units that the actor may enter one for. */
export async function listOpportunityImportFields(handle: Read, actor: Actor, now: Date): Promise<ImportField[]> {
  const { ownUnits, programmes } = await loadOpportunityChoices(actor, { handle }, now);
  return opportunityImportFields({ units: ownUnits, programmes: programmes.map(({ id, nameSv, nameEn, period }) => ({ id, sv: withPeriod(nameSv, period), en: withPeriod(nameEn, period), words: [nameSv, nameEn] })) });
}

/**
 * What rows of a list come to (V20c): the same as an opportunity of the feed with that title and last day, like one that closes on another day, or new. A call that stands
 * in the register of programmes is not entered by hand: it comes into the feed from there.
 */
export async function judgeOpportunityRows(tx: Tx, _actor: Actor, rows: readonly ReadRow[], now: Date): Promise<RowFinding[]> {
  const enteredOn = dateInStockholm(now);
  const wanted = rows.map(({ row, values }) => ({ row, title: textOf(values, "title").trim() }));
  const known = new Map<number, repository.Known[]>();
  for (const one of await repository.selectKnown(tx, wanted)) known.set(one.row, [...(known.get(one.row) ?? []), one]);
  const inRegister = await repository.selectInRegister(tx, wanted);
  return rows.map(({ row, values, source }): RowFinding => {
    const read = readOpportunityRow(values, { source, enteredOn });
    if ("issues" in read) return { outcome: "FAULT", title: textOf(values, "title"), issues: read.issues };
    const { title, deadline, kind } = read.opportunity;
    const about = { identity: `${title.toLowerCase()} ${deadline ?? ""}`, title };
    const alike = known.get(row) ?? [];
    const same = alike.find((one) => one.deadline === deadline);
    if (same !== undefined) return { ...about, outcome: "SAME", of: { id: same.id, name: same.name } };
    if (kind === "OPEN_CALL" && inRegister.has(row)) return { outcome: "FAULT", title, issues: [{ field: "title", message: "refusals.opportunityCallInRegister" }] };
    if (alike.length === 0) return { ...about, outcome: "NEW" };
    return { ...about, outcome: "LIKE", of: alike.slice(0, 3).map(({ id, name, deadline: closes }) => ({ id, name: closes === null ? name : `${name} (${closes})` })) };
  });
}

/** Enters opportunities from the rows of a list; the office may do so for any unit. */
export async function addOpportunityRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const opportunities = rows.map(({ values, source }) => {
    const read = readOpportunityRow(values, { source, enteredOn: dateInStockholm(now) });
    if ("issues" in read) throw new Error("a row that cannot be read was to be added");
    return read.opportunity;
  });
  return (await addOpportunities(tx, actor, opportunities, now)).map(({ id, entry }) => ({ id, entries: [entry] }));
}

/** The opportunities that something in other registers is about. */
export async function listPointedToOpportunities(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** Takes opportunities that came with a list out of the feed; part of another use case, which writes the audit trail. */
export async function takeBackOpportunities(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const things = new Map((await repository.holdThings(tx, ids)).map((thing) => [thing.id, thing]));
  const held = ids.map((id) => {
    const thing = things.get(id);
    if (thing === undefined) throw new AppError("NOT_FOUND");
    return { permit: authorize(opportunityPolicy, "archive", actor, thing), thing };
  });
  await repository.archiveAll(tx, held.map(({ permit }) => permit), ids, now);
  return held.map(({ thing: { id, unitId } }) => ({ action: "opportunities.archived", subject: { kind: "opportunity", id }, unitId, onBehalf: isOnBehalf(actor, unitId) }));
}

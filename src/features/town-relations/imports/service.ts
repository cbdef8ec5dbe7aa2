import "server-only";
import type { Actor } from "@/domain/actor";
import type { ImportField } from "@/features/imports/import";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import { takeBackPartners } from "@/features/partners/imports/service";
import { foldName } from "@/lib/folded-names";
import type { Read, Tx } from "@/server/db";
import { AppError } from "@/server/errors";
import { authorize } from "@/server/permit";
import { readRelationRow, relationImportFields } from "../import";
import { townRelationPolicy } from "../policy";
import { enterRelations, loadRelationChoices } from "../service";
import * as repository from "./repository";

/** The fields of a list of town relations, with the units that the actor may enter one for. */
export async function listRelationImportFields(_handle: Read, actor: Actor, now: Date): Promise<ImportField[]> {
  return relationImportFields((await loadRelationChoices(actor, now)).units);
}

const placeOf = ({ name, country }: { name: string; country: string }) => `${country} ${foldName(name)}`;

/** What rows of a list come to (V14b, H12a, H14, H15): the same as a relation of that kind with that town, like one of another kind, or new; by the register's own form. */
export async function judgeRelationRows(tx: Tx, _actor: Actor, rows: readonly ReadRow[]): Promise<RowFinding[]> {
  const towns = new Map<string, repository.TownInRelation[]>();
  for (const town of await repository.selectTowns(tx)) {
    const place = placeOf({ name: town.town, country: town.country });
    towns.set(place, [...(towns.get(place) ?? []), town]);
  }
  return rows.map(({ values, source }): RowFinding => {
    const read = readRelationRow(values, source);
    if ("issues" in read) return { outcome: "FAULT", title: typeof values["town"] === "string" ? values["town"] : "", issues: read.issues };
    const { relation, town } = read.entered;
    const places = [town, ...read.others].map(placeOf);
    const about = { identity: `${relation.kind} ${[...places].sort().join(" ")}`, title: relation.name };
    const there = [...new Map(places.flatMap((place) => towns.get(place) ?? []).map((one) => [one.id, one])).values()];
    // A chain is the same where all its towns are in it.
    const same = there.find(({ id, kind }) => kind === relation.kind && places.every((place) => (towns.get(place) ?? []).some((one) => one.id === id)));
    if (same !== undefined) return { ...about, outcome: "SAME", of: { id: same.id, name: same.name } };
    return there.length === 0 ? { ...about, outcome: "NEW" } : { ...about, outcome: "LIKE", of: there.map(({ id, name }) => ({ id, name })) };
  });
}

/** Enters relations from the rows of a list, each with its row as the source of what it is. */
export async function addRelationRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const entered = rows.map(({ values, source }) => {
    const read = readRelationRow(values, source);
    if ("issues" in read) throw new Error("a row that cannot be read was to be added");
    return { ...read.entered, otherTowns: read.others };
  });
  return (await enterRelations(tx, actor, entered, now)).map(({ id, entry }) => ({ id, entries: [entry] }));
}

/** The relations that exchanges, agreements, reviews or decisions are about. */
export async function listPointedToRelations(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** Takes relations out of the register, and the towns that came into it with them alone; part of another use case, which writes the audit trail. */
export async function takeBackRelations(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const units = await repository.selectUnits(tx, ids);
  const permits = ids.map((id) => {
    const unitId = units.get(id);
    if (unitId === undefined) throw new AppError("NOT_FOUND");
    return authorize(townRelationPolicy, "archive", actor, { id, unitId, isArchived: false });
  });
  const gone = await repository.archiveAll(tx, permits, ids, now);
  const towns = await repository.selectTownsAddedWith(tx, ids);
  return [...gone.map(({ id, unitId }) => ({ action: "townRelations.archived", subject: { kind: "townRelation", id }, unitId })), ...(await takeBackPartners(tx, actor, towns, now))];
}

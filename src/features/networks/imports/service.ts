import "server-only";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { mayRecordLost, recordLostDecisions, takeBackLostDecisions } from "@/features/decisions/lost-decisions/service";
import type { ImportField } from "@/features/imports/import";
import type { ReadRow, RowFinding } from "@/features/imports/rules";
import type { AuditEntry } from "@/features/imports/service";
import { AppError } from "@/server/errors";
import type { Read, Tx } from "@/server/db";
import { authorize } from "@/server/permit";
import { addListedFees } from "../entries/service";
import { judgeListedMembership, networkImportFields, readNetworkRow } from "../import";
import { networkPolicy, type NetworkThing } from "../policy";
import { factsOfMembership } from "../rules";
import { addNetworks, judgeNewNetworks, loadNetworkChoices } from "../service";
import * as repository from "./repository";

const thingOf = (id: string, unitId: string): NetworkThing => ({ id, unitId, isArchived: false, entryUnitId: unitId });
const entryOf = (action: string, id: string, unitId: string): AuditEntry => ({ action: `networks.${action}`, subject: { kind: "network", id }, unitId });

/** The fields of a list of memberships, with the units that the actor may answer for one for. */
export async function listNetworkImportFields(_handle: Read, actor: Actor, now: Date): Promise<ImportField[]> {
  const { ownUnits, units } = await loadNetworkChoices(actor, now);
  return networkImportFields(ownUnits, units, Number(dateInStockholm(now).slice(0, 4)));
}

/** What rows of a list come to (V11a): the same as a membership, like one, or new; by the register's own form and rules. */
export async function judgeNetworkRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<RowFinding[]> {
  const read = rows.map(({ row, values, source }) => ({ row, values, read: readNetworkRow(values, source) }));
  const readable = read.flatMap(({ row, read: one }) => ("network" in one ? [{ row, ...one }] : []));
  const judged = await judgeNewNetworks(actor, readable.map(({ network }) => network), now);
  const refused = new Map(readable.flatMap(({ row }, place) => {
    const one = judged[place];
    return one === undefined || one.ok ? [] : [[row, { field: one.field ?? "", message: `refusals.${one.reason}` }] as const];
  }));
  const matches = await repository.selectMatches(tx, readable.map(({ row, network: { name, acronym, scope, unitId } }) => ({ row, name, acronym, scope, unitId })));
  return read.map(({ row, values, read: one }): RowFinding => {
    const title = typeof values["name"] === "string" ? values["name"] : "";
    if ("issues" in one) return { outcome: "FAULT", title, issues: one.issues };
    const refusal = refused.get(row);
    const issues = [...judgeListedMembership(one, mayRecordLost(actor), dateInStockholm(now)), ...(refusal === undefined ? [] : [refusal])];
    if (issues.length > 0) return { outcome: "FAULT", title, issues };
    const about = { identity: `${one.network.name.toLowerCase()} ${one.network.scope === "OWN_FIELD" ? one.network.unitId : ""}`, title };
    const own = matches.filter((match) => match.row === row);
    const same = own.find(({ isSame }) => isSame);
    if (same !== undefined) return { ...about, outcome: "SAME", of: { id: same.id, name: same.name } };
    return own.length === 0 ? { ...about, outcome: "NEW" } : { ...about, outcome: "LIKE", of: own.map(({ id, name }) => ({ id, name })) };
  });
}

/** Adds memberships from the rows of a list. One that is held has a decision, which is lost until somebody finds it: the list and the row are its source (H16, H21b). */
export async function addNetworkRows(tx: Tx, actor: Actor, rows: readonly ReadRow[], now: Date): Promise<{ id: string; entries: AuditEntry[] }[]> {
  const read = rows.map(({ values, source }) => {
    const one = readNetworkRow(values, source);
    if ("issues" in one) throw new Error("a row that cannot be read was to be added");
    return { ...one, source };
  });
  const added = (await addNetworks(tx, actor, read.map(({ network }) => ({ network, certainty: "MEDIUM" })), now)).map(({ id }, place) => ({ id, ...read[place] }));
  const whole = added.flatMap(({ id, network, status, source, fee }) => (network === undefined || source === undefined ? [] : [{ id, network, source, fee: fee ?? null, isMember: status === "MEMBER" }]));
  const members = whole.filter(({ isMember }) => isMember);
  const lost = members.filter(({ network }) => network.through === null);
  const recorded = await recordLostDecisions(tx, actor, lost.map(({ id, network, source }) => ({ subject: { kind: "network", id }, title: `Medlemskap i ${network.name}`, matter: "JOIN_NETWORK" as const, facts: factsOfMembership({ scope: network.scope, scopeBefore: null, feeOre: null }), unitId: network.unitId, source })), now);
  await repository.moveToMembers(tx, members.map(({ id, network }) => authorize(networkPolicy, "step", actor, thingOf(id, network.unitId))), members.map(({ id }) => id), now);
  await addListedFees(tx, actor, whole.flatMap(({ id, network, fee }) => (fee === null ? [] : [{ unitId: network.unitId, fee: { ...fee, networkId: id } }])));
  const decisions = new Map(lost.map(({ id }, place) => [id, recorded[place]]));
  return whole.map(({ id, network, fee, isMember }) => {
    const decision = decisions.get(id);
    return { id, entries: [entryOf("added", id, network.unitId), ...(decision === undefined ? [] : [decision]), ...(fee === null ? [] : [entryOf("feeAdded", id, network.unitId)]), ...(isMember ? [entryOf("joined", id, network.unitId)] : [])] };
  });
}

/** The networks that a decision has been recorded about since. */
export async function listPointedToNetworks(handle: Read, _actor: Actor, ids: readonly string[]): Promise<string[]> {
  return repository.selectPointedTo(handle, ids);
}

/** Takes networks out of the register with the lost decisions that came with them; part of another use case, which writes the audit trail. */
export async function takeBackNetworks(tx: Tx, actor: Actor, ids: readonly string[], now: Date): Promise<AuditEntry[]> {
  const units = await repository.selectUnits(tx, ids);
  const permits = ids.map((id) => {
    const unitId = units.get(id);
    if (unitId === undefined) throw new AppError("NOT_FOUND");
    return authorize(networkPolicy, "archive", actor, thingOf(id, unitId));
  });
  const gone = await repository.archiveAll(tx, permits, ids, now);
  return [...gone.map(({ id, unitId }) => entryOf("archived", id, unitId)), ...(await takeBackLostDecisions(tx, actor, ids, now))];
}

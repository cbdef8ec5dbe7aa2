import "server-only";
import { mayReadRegister, type ClientSystem } from "@/domain/actor";
import { reading } from "@/server/db";
import { apiAddress, getSettings } from "@/server/env";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { readSnapshot } from "@/server/snapshot";

import * as repository from "./repository";
import { datasetFields, findResource } from "./rules";
import { writeCursor, type OpenDataset, type RecordQuery, type Resource, type Resources } from "./schema";

export type { StoredRecord } from "./repository";

/** A record as it is answered: its fields, and the addresses at which it is found. */
export type AnsweredRecord = repository.StoredRecord & { links: { self: string; page: string | null } };

/** A resource that a system may read. Throws NOT_FOUND where there is none of the name, and FORBIDDEN where the system's token doesn't name it. */
function requireResource(system: ClientSystem, resources: Resources, name: string): Resource {
  const resource = findResource(resources, name);
  if (resource === null) throw new AppError("NOT_FOUND");
  if (mayReadRegister(system, name)) return resource;
  log.warn({ event: "refused", permission: "api.read", code: "FORBIDDEN", tokenId: system.tokenId, register: name });
  throw new AppError("FORBIDDEN");
}

function answer(resource: Resource, record: repository.StoredRecord): AnsweredRecord {
  return { ...record, links: { self: `${apiAddress()}/${resource.name}/${record.id}`, page: resource.page === null ? null : getSettings().origin + resource.page(record.id) } };
}

/** One page of the records that are open to everyone who has signed in, and where the next one begins. Throws NOT_FOUND or FORBIDDEN as `requireResource` does. */
export async function listRecords(system: ClientSystem, resources: Resources, name: string, readQuery: (resource: Resource) => RecordQuery): Promise<{ records: AnsweredRecord[]; cursor: string | null }> {
  const resource = requireResource(system, resources, name);
  const query = readQuery(resource);
  const found = await repository.selectRecords(reading(), resource, query);
  const rows = found.slice(0, query.limit);
  const last = rows.at(-1);
  return { records: rows.map((row) => answer(resource, row)), cursor: found.length > query.limit && last !== undefined ? writeCursor(last.id) : null };
}

/** One open record; null when there is none that everyone may see. Throws NOT_FOUND or FORBIDDEN as `requireResource` does. */
export async function getRecord(system: ClientSystem, resources: Resources, name: string, id: string): Promise<AnsweredRecord | null> {
  const resource = requireResource(system, resources, name);
  const record = await repository.findRecord(reading(), resource, id);
  return record === null ? null : answer(resource, record);
}

/** All records of a data set, piece by piece from one state of the registers. */
export async function* streamDataset(resource: Resource, dataset: OpenDataset): AsyncGenerator<repository.StoredRecord[], void, undefined> {
  yield* readSnapshot((tx) => repository.streamRecords(tx, resource, datasetFields(resource, dataset), dataset.where ?? "true"));
}

import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import { datasetFields, listDatasets, type Published } from "@/features/api/rules";
import type { Resources } from "@/features/api/schema";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { AppError } from "@/server/errors";
import { readHistory, type HistoryEntry } from "@/server/history";
import { once } from "@/server/idempotency";
import { authorize, authorizeAll } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { openDataPolicy } from "./policy";
import * as repository from "./repository";
import type { PublishInput } from "./schema";

export type { StoredPublication } from "./repository";

export type OpenDataRefusal = "openDatasetUnknown" | "openDataOff";

/** What is published, or was last; null before anything has been. */
export async function getPublication(actor: Actor): Promise<repository.StoredPublication | null> {
  authorizeAll(openDataPolicy, "view", actor);
  return repository.findPublication(reading());
}

/** Turns open data on, or changes what is published; the same key does it once. Throws CONFLICT when somebody else has changed it since. Refused: openDatasetUnknown. */
export async function publish(actor: Actor, { key, version, publication }: PublishInput, around: { datasets: readonly string[] }, now = new Date()): Promise<Result<{ id: string }, OpenDataRefusal>> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "openData.publish", key, { version, publication }, async () => {
        const stored = await repository.lockPublication(tx);
        const id = stored?.id ?? repository.newPublicationId();
        const permit = authorize(openDataPolicy, "publish", actor, { id });
        if (!publication.datasets.every((name) => around.datasets.includes(name))) must(refuse("openDatasetUnknown" as const, { field: "datasets" }));
        if ((stored?.version ?? 0) !== version) throw new AppError("CONFLICT");
        if (stored !== null) await repository.updatePublication(tx, permit, id, version, publication, now);
        // Somebody else was first, between the look and this.
        else if (!(await repository.insertPublication(tx, permit, id, publication, now))) throw new AppError("CONFLICT");
        const details = { datasets: publication.datasets, licence: publication.licence };
        await recordAudit(tx, { actor, action: stored?.isOn === true ? "openData.changed" : "openData.turnedOn", subject: { kind: "openData", id }, details });
        return { id };
      }),
    ),
  );
}

/** Turns open data off: from then on nothing of it is there. Throws CONFLICT when somebody else has changed it since. Refused: openDataOff. */
export async function withdraw(actor: Actor, { version }: { version: number }, now = new Date()): Promise<Result<{ id: string }, OpenDataRefusal>> {
  return inTransaction(async (tx) => {
    const stored = await repository.lockPublication(tx);
    const permit = authorize(openDataPolicy, "withdraw", actor, { id: stored?.id ?? "*" });
    if (stored?.isOn !== true) return refuse("openDataOff");
    if (stored.version !== version) throw new AppError("CONFLICT");
    await repository.turnOff(tx, permit, stored.id, version, now);
    await recordAudit(tx, { actor, action: "openData.turnedOff", subject: { kind: "openData", id: stored.id } });
    return succeed({ id: stored.id });
  });
}

/** Who has turned open data on and off, and changed what it is, latest first. */
export async function listPublicationHistory(actor: Actor, options: { limit: number; before?: string | undefined }): Promise<HistoryEntry[]> {
  const stored = await getPublication(actor);
  return stored === null ? [] : readHistory(stored.id, options);
}

/** What is published at this moment, for whoever asks; null while open data is off. */
export async function findPublished(resources: Resources): Promise<{ publication: repository.StoredPublication; published: Published[] } | null> {
  const publication = await repository.findPublication(reading());
  if (publication?.isOn !== true) return null;
  return { publication, published: listDatasets(resources).filter(({ dataset }) => publication.datasets.includes(dataset.name)) };
}

/** A tag that is another one as soon as a file could say anything else: something has been changed anywhere, a day has passed, or what is published is another. */
export async function tagOf(file: string, { publication, published }: { publication: repository.StoredPublication; published: readonly Published[] }, now = new Date()): Promise<string> {
  const form = published.map(({ resource, dataset }) => [dataset.name, dataset.where ?? "", datasetFields(resource, dataset)]);
  const said = [file, publication.version, form, await repository.readMark(reading()), dateInStockholm(now)];
  return `W/"${createHash("sha256").update(JSON.stringify(said, (_key, value: unknown) => (typeof value === "object" && value !== null && "sql" in value ? value.sql : value))).digest("base64url")}"`;
}

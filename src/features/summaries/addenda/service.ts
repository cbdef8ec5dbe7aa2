import "server-only";
import { createHash } from "node:crypto";
import type { Actor } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { refuse, type Result } from "@/domain/result";
import { recordAudit } from "@/server/audit";
import { reading } from "@/server/db";
import { once } from "@/server/idempotency";
import { authorize } from "@/server/permit";
import { must, orRefuse } from "@/server/refused";
import { inTransaction } from "@/server/transaction";
import { getEdition } from "../editions/service";
import { editionPolicy } from "../policy";
import { writeCanonical } from "../rules";
import type { AddendumInput } from "../schema";
import * as repository from "./repository";

export type { StoredAddendum } from "./repository";

type Sealed = Pick<repository.StoredAddendum, "number" | "kind" | "text" | "decidedBy" | "decidedOn" | "paragraph" | "caseNumber">;

/** The hash of an addendum together with the data that it is added to, so that neither can be exchanged alone. */
function hashAddendum(dataSha256: string, { number, kind, text, decidedBy, decidedOn, paragraph, caseNumber }: Sealed): string {
  return createHash("sha256").update(writeCanonical({ dataSha256, number, kind, text, decidedBy, decidedOn, paragraph, caseNumber })).digest("hex");
}

/** What has been added to an edition after it was frozen, in its order, each with whether it is still what was added; throws NOT_FOUND when there is no such edition. */
export async function listAddenda(actor: Actor, year: number, number: number): Promise<(repository.StoredAddendum & { isWhole: boolean })[]> {
  const edition = await getEdition(actor, year, number);
  const addenda = await repository.selectAddenda(reading(), edition.id);
  return addenda.map((addendum) => ({ ...addendum, isWhole: hashAddendum(edition.dataSha256, addendum) === addendum.sha256 }));
}

/**
 * Adds to a frozen edition the decision on it, or a correction with a decision of its own; the edition itself stays as it is, and so
 * does what has been added. The same key again answers the same. Throws NOT_FOUND when there is no such edition. Refused: decisionAhead
 * (its day has not come). Clause V16c.
 */
export async function addAddendum(actor: Actor, input: AddendumInput, key: string, now = new Date()): Promise<Result<{ number: number }, "decisionAhead">> {
  return orRefuse(() =>
    inTransaction((tx) =>
      once(tx, actor, "editions.add", key, input, async () => {
        const edition = await getEdition(actor, input.year, input.number);
        const permit = authorize(editionPolicy, "add", actor, edition);
        if (input.decidedOn > dateInStockholm(now)) must(refuse("decisionAhead" as const));
        await repository.holdEdition(tx, edition.id);
        const number = ((await repository.selectAddenda(tx, edition.id)).at(-1)?.number ?? 0) + 1;
        const addendum = { ...input, number };
        const sha256 = hashAddendum(edition.dataSha256, addendum);
        const id = await repository.insertAddendum(tx, permit, edition.id, { ...addendum, sha256, addedAt: now });
        await recordAudit(tx, { actor, action: "editions.added", subject: { kind: "edition", id: edition.id }, details: { year: input.year, number: input.number, addendum: number, addendumId: id, sha256 } });
        return { number };
      }),
    ),
  );
}

import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a document depends on: its own row, and what the actor may do with the record that it lies with. */
export interface DocumentThing extends Identified {
  isConfidential: boolean;
  isArchived: boolean;
  addedById: string;
  /** Null where the actor may not see the record. */
  holder: { mayWrite: boolean; isKeeper: boolean } | null;
}

const writes = (_actor: Actor, { holder }: DocumentThing) => holder?.mayWrite === true;
const changes = (actor: Actor, document: DocumentThing) => !document.isArchived && writes(actor, document);
const isKept = (actor: Actor, { holder, addedById }: DocumentThing) => holder?.isKeeper === true || isCoordinator(actor) || addedById === actor.personId;

/** Whoever sees a record sees its documents, and whoever may change it adds to them; what is confidential or taken away only those see whose record it is, the office, and who added it. */
export const documentPolicy = definePolicy({
  feature: "documents",
  rules: {
    view: (actor: Actor, document: DocumentThing) => document.holder !== null && ((!document.isConfidential && !document.isArchived) || isKept(actor, document)),
    attach: writes,
    edit: changes,
    archive: writes,
  },
});

import { isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a list that is being read in, or has been, depends on. */
export interface ImportThing extends Identified {
  personId: string;
}

const isOwn = (actor: Actor, { personId }: ImportThing) => personId === actor.personId;

/** A list is its reader's until it has been read in; what has been read in the office may see and undo too. Which rows may be written is asked of the register. */
export const importDraftPolicy = definePolicy({ feature: "importDrafts", rules: { view: isOwn, change: isOwn } });

export const importPolicy = definePolicy({
  feature: "imports",
  rules: {
    view: (actor: Actor, list: ImportThing) => isOwn(actor, list) || isCoordinator(actor),
    run: isOwn,
    undo: (actor: Actor, list: ImportThing) => isOwn(actor, list) || isCoordinator(actor),
  },
});

/** That a list is read in by the worker is for whoever asked for it to follow; the program alone carries it out. */
export const importRunPolicy = definePolicy({
  feature: "importRuns",
  rules: {
    view: (actor: Actor, run: ImportThing) => actor.isSystem || isOwn(actor, run),
    cancel: isOwn,
    carryOut: (actor: Actor, _run: ImportThing) => actor.isSystem,
  },
});

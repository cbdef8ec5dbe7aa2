import { hasRole, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

/** What permission to a comment depends on: who wrote it, and what the actor may do with the record that it is about. */
export interface CommentThing extends Identified {
  authorId: string;
  isArchived: boolean;
  /** Null where the actor may not see the record. */
  holder: { mayWrite: boolean; isKeeper: boolean } | null;
  /** Whether a comment on the same record names the actor, who may then answer. */
  isAddressed: boolean;
}

/** Those whose work it is to write about the municipality's international matters; whoever only follows them reads. */
const takesPart = (actor: Actor) =>
  isCoordinator(actor) || actor.units.length > 0 || hasRole(actor, "UNIT_MANAGER") || hasRole(actor, "BOARD_SECRETARY") || actor.seats.some(({ bodyKind }) => bodyKind.endsWith("_PRESIDIUM"));
const isAuthor = (actor: Actor, { authorId }: CommentThing) => authorId === actor.personId;
const mayTakeAway = (actor: Actor, comment: CommentThing) => comment.holder !== null && (isAuthor(actor, comment) || comment.holder.isKeeper || isCoordinator(actor));

/** Whoever sees a record reads its comments, and those who take part in the work, or are asked, write; each changes its own, and those whose record it is take any of them away. */
export const commentPolicy = definePolicy({
  feature: "comments",
  rules: {
    view: (actor: Actor, comment: CommentThing) => comment.holder !== null && (!comment.isArchived || mayTakeAway(actor, comment)),
    write: (actor: Actor, { holder, isAddressed }: CommentThing) => holder !== null && (holder.mayWrite || takesPart(actor) || isAddressed),
    edit: (actor: Actor, comment: CommentThing) => !comment.isArchived && isAuthor(actor, comment),
    archive: mayTakeAway,
  },
});

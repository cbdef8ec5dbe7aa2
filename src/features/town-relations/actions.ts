"use server";

import { defineAction } from "@/server/action";
import { addEpisodeSchema, changeEpisodeSchema, episodeVersionSchema } from "./episodes/schema";
import { changeRelationSchema, enterRelationSchema, relationVersionSchema } from "./schema";
import { addEpisode, addTown, archiveRelation, changeEpisode, changeRelation, changeTown, enterRelation, removeEpisode, restoreEpisode } from "./service";
import { addTownSchema, changeTownSchema } from "./towns/schema";

const at = (id: string, done: string) => `/town-relations/${id}?done=${done}`;

export const enter = defineAction({ form: "town-relation-enter", input: enterRelationSchema, run: (actor, { key, entered }) => enterRelation(actor, entered, key), next: (output) => at(output.ok ? output.value.id : "", "entered") });
export const change = defineAction({ form: "town-relation-change", input: changeRelationSchema, run: changeRelation, next: (_output, { id }) => at(id, "changed") });
export const archive = defineAction({ form: "town-relation-step", input: relationVersionSchema, run: (actor, relation) => archiveRelation(actor, relation, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "town-relation-step", input: relationVersionSchema, run: (actor, relation) => archiveRelation(actor, relation, false), next: (_output, { id }) => at(id, "restored") });
export const beginEpisode = defineAction({ form: "town-relation-episode", input: addEpisodeSchema, run: (actor, { key, added }) => addEpisode(actor, added, key), next: (_output, { added }) => at(added.id, "episodeAdded") });
export const correctEpisode = defineAction({ form: "town-relation-episode", input: changeEpisodeSchema, run: changeEpisode, next: (_output, { id }) => at(id, "episodeChanged") });
export const dropEpisode = defineAction({ form: "town-relation-step", input: episodeVersionSchema, run: removeEpisode, next: (_output, { id }) => at(id, "episodeRemoved") });
export const bringBackEpisode = defineAction({ form: "town-relation-step", input: episodeVersionSchema, run: restoreEpisode, next: (_output, { id }) => at(id, "episodeRestored") });
export const joinTown = defineAction({ form: "town-relation-town", input: addTownSchema, run: (actor, { key, added }) => addTown(actor, added, key), next: (_output, { added }) => at(added.id, "townAdded") });
export const correctTown = defineAction({ form: "town-relation-town", input: changeTownSchema, run: changeTown, next: (_output, { id }) => at(id, "townChanged") });

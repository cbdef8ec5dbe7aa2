"use server";

import { defineAction } from "@/server/action";
import { changeSearchSchema, concludeSearchSchema, logSearchSchema, searchVersionSchema } from "./schema";
import { archiveSearch, changeSearch, concludeSearch, logSearch } from "./service";

const at = (id: string, done: string) => `/partners/searches/${id}?done=${done}`;

export const log = defineAction({ form: "partner-search-log", input: logSearchSchema, run: (actor, { key, search }) => logSearch(actor, search, key), next: (output) => at(output.ok ? output.value.id : "", "logged") });
export const change = defineAction({ form: "partner-search-change", input: changeSearchSchema, run: changeSearch, next: (_output, { id }) => at(id, "changed") });
export const conclude = defineAction({ form: "partner-search-conclude", input: concludeSearchSchema, run: concludeSearch, next: (_output, { id }) => at(id, "concluded") });
export const archive = defineAction({ form: "partner-search-step", input: searchVersionSchema, run: (actor, search) => archiveSearch(actor, search, true), next: (_output, { id }) => at(id, "archived") });
export const restore = defineAction({ form: "partner-search-step", input: searchVersionSchema, run: (actor, search) => archiveSearch(actor, search, false), next: (_output, { id }) => at(id, "restored") });

"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { markFavourite } from "./favourites/service";
import { changeViewSchema, defaultViewSchema, favouriteSchema, removeViewSchema, saveViewSchema } from "./schema";
import { changeView, removeView, saveView, setDefaultView } from "./service";

export const save = defineAction({ form: "view-save", input: saveViewSchema, run: (actor, { key, ...input }) => saveView(actor, input, key), next: () => "/views?done=saved" });
export const change = defineAction({ form: "view-change", input: changeViewSchema, run: (actor, input) => changeView(actor, input), next: () => "/views?done=changed" });
export const remove = defineAction({ form: "view-step", input: removeViewSchema, run: (actor, input) => removeView(actor, input), next: () => "/views?done=removed" });
export const makeDefault = defineAction({ form: "view-step", input: defaultViewSchema, run: setDefaultView, next: (_output, { isDefault }) => `/views?done=${isDefault ? "madeDefault" : "notDefault"}` });
export const mark = defineAction({ form: "favourite", input: favouriteSchema, run: (actor, input) => markFavourite(actor, input, { registers }), next: (_output, { kind, id }) => registers.find((register) => register.kind === kind)?.path(id) ?? "/views" });

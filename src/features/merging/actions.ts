"use server";

import { mergeables } from "@/registers";
import { defineAction } from "@/server/action";
import { mergeSchema, separateSchema } from "./schema";
import { findMergeable } from "./service";

const pathTo = (kind: string, id: string, done: string) => `${mergeables.find((one) => one.kind === kind)?.pathOf(id) ?? "/"}?done=${done}`;

export const merge = defineAction({ form: "merge", input: mergeSchema, run: (actor, { kind, input }) => findMergeable(actor, kind, mergeables).merge(actor, input, new Date()), next: (output, { kind, input }) => pathTo(kind, output.ok ? output.value.intoId : input.id, "merged") });
export const separate = defineAction({
  form: "merge-separate",
  input: separateSchema,
  run: async (actor, { kind, id, version }) => {
    const { separate: undo } = findMergeable(actor, kind, mergeables);
    return undo === null ? { id } : undo(actor, { id, version }, new Date());
  },
  next: (_output, { kind, id }) => pathTo(kind, id, "separated"),
});

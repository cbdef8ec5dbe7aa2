import { z } from "zod";
import type { Values } from "@/domain/values";
import { requiredId } from "@/lib/fields";
import { typedFields } from "@/lib/form-values";
import { SECTIONS, type Section } from "@/features/projects/schema";

const sectionName = z.enum(SECTIONS, "fields.choice");

/** A section of a draft with everything typed in it, whatever that is: a draft may be wrong. */
export interface SectionInput {
  draftId: string;
  section: Section;
  /** `later` leaves the form, `stay` shows the section again (another row, another unit). */
  then: "next" | "later" | "stay";
  /** How often the section had been saved when the form was drawn. */
  saves?: number;
  values: Values;
}

/** Reads a posted section without judging what was typed. */
export const sectionInputSchema = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((values, context): SectionInput => {
    const id = requiredId("fields.choice").safeParse(values["_draft"]);
    const section = sectionName.safeParse(values["_section"]);
    if (!id.success || !section.success) {
      context.addIssue({ code: "custom", message: "fields.choice" });
      return z.NEVER;
    }
    const then = values["_then"] === "later" ? "later" : values["_then"] === "stay" ? "stay" : "next";
    const saves = /^\d{1,9}$/.exec(String(values["_saves"]));
    return { draftId: id.data, section: section.data, then, saves: Number(saves?.[0] ?? 0), values: typedFields(values) };
  });

/** A draft named by its id. */
export const draftIdSchema = z.object({ _draft: requiredId("fields.choice") });

/** The choices made where two people changed the same fields: `choice.<field>` is mine, theirs or before. */
export const resolutionSchema = z.record(z.string(), z.union([z.string(), z.array(z.string())])).transform((values, context) => {
  const id = requiredId("fields.choice").safeParse(values["_draft"]);
  const against = /^\d{1,9}$/.exec(String(values["_against"]));
  if (!id.success || against === null) {
    context.addIssue({ code: "custom", message: "fields.choice" });
    return z.NEVER;
  }
  const choices = Object.entries(values).filter(([name]) => name.startsWith("choice."));
  return { draftId: id.data, against: Number(against[0]), choices: Object.fromEntries(choices.map(([name, value]) => [name.slice("choice.".length), String(value)])) };
});
export type Resolution = z.output<typeof resolutionSchema>;

import { z } from "zod";
import { MEASURE_GROUPS } from "@/domain/registers";
import { ADDENDUM_KINDS } from "../schema";

/** The files that are made of an edition, or of the draft, each time that they are asked for. */
export const EXPORT_FILES = ["report.docx", "memo.docx", "residents.pdf", "residents-en.pdf", "tables.xlsx", "data.json", "schema.json"] as const;
export type ExportFile = (typeof EXPORT_FILES)[number];

/** The name of a made file in an address, or null. */
export function readExportFile(text: string): ExportFile | null {
  return EXPORT_FILES.find((file) => file === text) ?? null;
}

const ore = z.string().regex(/^-?\d+$/).describe("An amount in whole öre (hundredths of a krona), as digits.");
const id = z.uuid();
const year = z.int().min(1990).max(2100);
const count = z.int().min(0);
const both = z.strictObject({ sv: z.string(), en: z.string() });
const money = { externalOre: ore, ownOre: ore };
const reached = { projects: count, childrenAndYouth: count.describe("How many of them reach children and youth.") };

/** What an edition says, as it is written out for other programs. Published as JSON Schema beside each file. */
const dataSchema = z.strictObject({
  form: z.union([z.literal(1), z.literal(2)]),
  year,
  municipality: z.string(),
  office: z.string(),
  document: z.strictObject({ title: z.string(), caseNumber: z.string().nullable() }),
  clauses: z.array(z.strictObject({ about: z.enum(["SUMMARY", "CHILDREN_AND_YOUTH"]), number: z.string(), quotation: z.string() })),
  lead: z.string().nullable(),
  commentary: z.string().nullable(),
  years: z.array(z.strictObject({ year, ...reached, ...money })).describe("The year and those before it, the earliest first."),
  units: z.array(z.strictObject({ unitId: id, unit: z.string(), ...reached, ...money, periodExternalOre: ore, periodOwnOre: ore })),
  aside: z.strictObject({ periodProjects: count, periodExternalOre: ore, periodOwnOre: ore, unconvertedLines: count, unconvertedProjects: count }).describe("What no year's sums hold."),
  activities: z.array(
    z.strictObject({
      kind: z.string(),
      label: both,
      count,
      childrenAndYouth: count,
      countLastYear: count,
      units: z.array(z.strictObject({ unitId: id, unit: z.string(), count, childrenAndYouth: count, path: z.string() })),
    }),
  ),
  statements: z
    .array(
      z.strictObject({
        unitId: id,
        unit: z.string(),
        status: z.enum(["NOT_STARTED", "IN_PROGRESS", "SUBMITTED", "RETURNED", "APPROVED"]),
        onBehalf: z.boolean(),
        answers: z.array(z.strictObject({ code: z.string(), question: both, clause: z.string().nullable(), text: z.string() })),
      }),
    )
    .nullable()
    .describe("Null when nobody was asked."),
  projects: z.array(z.strictObject({ id, title: z.string(), unit: z.string(), programme: z.string().nullable(), ...money, childrenAndYouth: z.boolean() })),
  isDemonstration: z.boolean(),
  more: z
    .strictObject({
      documentVersion: z.string(),
      chapters: z.array(
        z.strictObject({
          heading: z.string().nullable(),
          text: z.string().nullable(),
          clauses: z.array(z.strictObject({ number: z.string(), quotation: z.string(), state: z.enum(["met", "gaps", "nothing"]), having: count, of: count.nullable() })),
        }),
      ),
      programmes: z.array(z.strictObject({ programme: both.nullable(), fund: z.string().nullable(), ...money, path: z.string() })),
      payers: z.array(z.strictObject({ payer: z.string().nullable(), ownOre: ore, path: z.string() })),
      paidOut: z.array(z.strictObject({ fund: z.string().nullable(), ore: z.array(ore), paths: z.array(z.string()) })),
      activityYears: z.array(z.strictObject({ kind: z.string(), label: both, counts: z.array(count) })),
      measures: z
        .array(z.strictObject({ register: z.string(), key: z.string(), label: both, clause: z.string().nullable(), count, of: count.nullable().describe("Null where the figure is a share of nothing."), path: z.string(), group: z.enum(MEASURE_GROUPS).optional().describe("The table that it stands in by itself; absent where it stands among the others.") }))
        .optional()
        .describe("What the registers tell besides how many records they have; absent in editions frozen before it was told."),
      trends: z
        .array(z.strictObject({ register: z.string(), key: z.string(), label: both, about: z.enum(["CONTACT", "COOPERATION"]).nullable(), counts: z.array(count), paths: z.array(z.string()) }))
        .optional()
        .describe("Contacts and cooperations in each of the years, and what else an area holds; absent in editions frozen before it was told."),
      trendsClause: z.string().nullable().optional(),
      areas: z
        .array(z.strictObject({ code: z.string().nullable(), label: both.nullable(), clause: z.string().nullable(), lines: z.array(z.strictObject({ register: z.string(), key: z.string(), label: both, count, path: z.string() })) }))
        .optional()
        .describe("The areas that the work is divided into; the last, without a code, holds the projects that say no area. Absent where it is not divided."),
      residents: z.array(z.int().min(1).nullable()).optional().describe("How many lived in the municipality at the end of each of the years; null where nobody has written it, absent where no year has it."),
      changes: z
        .strictObject({ number: z.int().min(1), figures: z.array(z.strictObject({ what: z.enum(["projects", "childrenAndYouth", "externalOre", "ownOre", "answered"]), before: z.string(), now: z.string() })), note: z.string().nullable() })
        .nullable(),
    })
    .optional()
    .describe("There since the second form."),
});

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const addendumSchema = z.strictObject({
  number: z.int().min(1),
  kind: z.enum(ADDENDUM_KINDS),
  text: z.string(),
  decidedBy: z.string(),
  decidedOn: z.iso.date(),
  paragraph: z.string().nullable(),
  caseNumber: z.string().nullable(),
});

/** What has been added to an edition, as it is written out. */
export type ExportedAddendum = z.infer<typeof addendumSchema>;

/** The file of an edition's data, or of the draft's, whose edition is null. */
export const exportedSchema = z.strictObject({
  $schema: z.string(),
  edition: z.strictObject({ number: z.int().min(1), frozenAt: z.iso.datetime(), caseNumber: z.string().nullable(), dataSha256: sha256, templateSha256: sha256, addenda: z.array(addendumSchema).optional().describe("What has been decided of the edition after it was frozen, in its order; absent in files made before it was told.") }).nullable(),
  data: dataSchema,
});
export type Exported = z.infer<typeof exportedSchema>;

/** The form of the data's file, as JSON Schema. */
export function describeExport(): object {
  return z.toJSONSchema(exportedSchema);
}

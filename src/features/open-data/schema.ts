import { z } from "zod";
import { field, requiredChoice, requiredId, requiredText, version } from "@/lib/fields";

export const OPEN_DATA_LICENCES = ["CC0_1_0", "CC_BY_4_0"] as const;
export type OpenDataLicence = (typeof OPEN_DATA_LICENCES)[number];

/** What an administrator states of what is published. */
export interface PublicationInput {
  /** The data sets, by the names of their files. */
  datasets: string[];
  licence: OpenDataLicence;
  /** Who publishes, as the catalogue says it. */
  publisher: string;
  /** A mailbox of the municipality's. */
  contactEmail: string;
}

export interface PublishInput {
  key: string;
  /** The version that the form began from; nought before anything has been published. */
  version: number;
  publication: PublicationInput;
}

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;
const DATASET = /^[a-z][a-z-]{0,60}$/;

const datasets = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value, context): string[] => {
    const given = [...new Set((typeof value === "string" ? [value] : (value ?? [])).filter((name) => name !== ""))].sort();
    if (given.length > 0 && given.length <= 20 && given.every((name) => DATASET.test(name))) return given;
    context.addIssue({ code: "custom", message: given.length === 0 ? "openData.errors.datasetsMissing" : "fields.choice", params: {} });
    return z.NEVER;
  });

/** The form that turns open data on, or changes what is published and how. */
export const publishSchema = z
  .object({
    _key: requiredId("fields.choice"),
    _version: version(),
    datasets,
    licence: requiredChoice(OPEN_DATA_LICENCES, "openData.errors.licenceMissing"),
    publisher: requiredText(200, "openData.errors.publisherMissing"),
    contactEmail: field<string>((text) => (text === "" ? { message: "openData.errors.contactEmailMissing" } : text.length <= 254 && EMAIL.test(text) ? { value: text } : { message: "openData.errors.contactEmail" })),
  })
  .transform(({ _key, _version, ...publication }): PublishInput => ({ key: _key, version: _version, publication }));

/** The button that turns open data off. */
export const withdrawSchema = z.object({ _version: version() }).transform(({ _version }) => ({ version: _version }));

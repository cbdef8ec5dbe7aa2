import { z } from "zod";
import type { PolicyPack } from "@packs/pack";
import type { PlainDate } from "@/domain/plain-date";
import { optionalDate, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version } from "@/lib/fields";
import { LARGEST_PACK_BYTES, readPackFile } from "./import";

export const DOCUMENT_TYPES = ["POLICY", "GUIDELINES"] as const;
export type GoverningDocumentType = (typeof DOCUMENT_TYPES)[number];

export const LONGEST_LABEL = 60;
export const LONGEST_NAME = 120;
export const LONGEST_TITLE = 200;
export const LONGEST_NOTE = 500;

/** A body of the register, or a name as the document writes it; both null when it is not known. */
export interface NamedBody {
  id: string | null;
  name: string | null;
}

/** What the register says of a version and its document, beside the text itself. */
export interface VersionFacts {
  type: GoverningDocumentType;
  title: string;
  responsibleOffice: NamedBody;
  label: string;
  adoptedBy: NamedBody;
  adoptedOn: PlainDate | null;
  minutesParagraph: string | null;
  caseNumber: string | null;
  validFrom: PlainDate | null;
  validTo: PlainDate | null;
  reviewOn: PlainDate | null;
  remindOn: PlainDate | null;
  note: string | null;
}

export interface ChangeVersionInput {
  id: string;
  version: number;
  documentVersion: number;
  facts: VersionFacts;
}

export interface ImportInput {
  /** The document that the pack is a new version of; null for a document that the register does not hold. */
  documentId: string | null;
  /** What the version is called, when the file's own word is not to be used. */
  label: string | null;
  pack: PolicyPack;
}

export interface CopyInput {
  id: string;
  label: string;
}

export interface InForceInput {
  id: string;
  version: number;
  from: PlainDate;
}

export interface ArchiveInput {
  id: string;
  version: number;
}

const labelField = () => requiredText(LONGEST_LABEL, "governingDocuments.errors.labelMissing");

/** The form in which what the register says of a version is corrected. */
export const changeVersionSchema = z
  .object({
    id: requiredId("fields.choice"),
    _version: version(),
    _documentVersion: version(),
    type: requiredChoice(DOCUMENT_TYPES, "governingDocuments.errors.typeMissing"),
    title: requiredText(LONGEST_TITLE, "governingDocuments.errors.titleMissing"),
    responsibleOfficeId: optionalId(),
    responsibleOfficeName: optionalText(LONGEST_NAME),
    label: labelField(),
    adoptedById: optionalId(),
    adoptedByName: optionalText(LONGEST_NAME),
    adoptedOn: optionalDate(),
    minutesParagraph: optionalText(40),
    caseNumber: optionalText(LONGEST_LABEL),
    validFrom: optionalDate(),
    validTo: optionalDate(),
    reviewOn: optionalDate(),
    remindOn: optionalDate(),
    note: optionalText(LONGEST_NOTE),
  })
  .superRefine((form, context) => {
    const complain = (field: string, message: string) => {
      context.addIssue({ code: "custom", path: [field], message });
    };
    if (form.validFrom !== null && form.validTo !== null && form.validTo < form.validFrom) complain("validTo", "governingDocuments.errors.endsBeforeStart");
    if (form.remindOn !== null && form.reviewOn === null) complain("reviewOn", "governingDocuments.errors.reviewMissing");
    if (form.remindOn !== null && form.reviewOn !== null && form.remindOn > form.reviewOn) complain("remindOn", "governingDocuments.errors.remindedAfterReview");
    if (form.responsibleOfficeId !== null && form.responsibleOfficeName !== null) complain("responsibleOfficeName", "governingDocuments.errors.bodyTwice");
    if (form.adoptedById !== null && form.adoptedByName !== null) complain("adoptedByName", "governingDocuments.errors.bodyTwice");
  })
  .transform(({ id, _version, _documentVersion, responsibleOfficeId, responsibleOfficeName, adoptedById, adoptedByName, ...facts }): ChangeVersionInput => ({
    id,
    version: _version,
    documentVersion: _documentVersion,
    facts: { ...facts, responsibleOffice: { id: responsibleOfficeId, name: responsibleOfficeName }, adoptedBy: { id: adoptedById, name: adoptedByName } },
  }));

const FILE_PROBLEMS = ["blank", "tooLarge", "packed", "notText"] as const;

/** The form in which a pack's file becomes a draft; everything that is wrong in the file is told at once. */
export const importSchema = z
  .object({
    _key: requiredId("fields.choice"),
    documentId: optionalId(),
    label: optionalText(LONGEST_LABEL),
    "_file.text": z.string().optional(),
    "_file.problem": z.string().optional(),
  })
  .transform(({ _key, documentId, label, "_file.text": text = "", "_file.problem": problem = "missing" }, context): { key: string; input: ImportInput } => {
    if (problem !== "") {
      context.addIssue({ code: "custom", path: ["file"], message: `governingDocuments.errors.file.${FILE_PROBLEMS.find((known) => known === problem) ?? "missing"}`, params: { megabytes: LARGEST_PACK_BYTES / 1_048_576 } });
      return z.NEVER;
    }
    const read = readPackFile(text);
    if (read.pack !== null) return { key: _key, input: { documentId, label, pack: read.pack } };
    for (const { place, text: fault } of read.faults) context.addIssue({ code: "custom", path: ["file"], message: "governingDocuments.importing.fault", params: { place, text: fault } });
    return z.NEVER;
  });

/** The form in which a draft is begun from a version. */
export const copySchema = z
  .object({ _key: requiredId("fields.choice"), id: requiredId("fields.choice"), label: labelField() })
  .transform(({ _key, ...input }): { key: string; input: CopyInput } => ({ key: _key, input }));

/** The form in which a draft is put in force from a day on. */
export const inForceSchema = z
  .object({ _key: requiredId("fields.choice"), id: requiredId("fields.choice"), _version: version(), from: requiredDate("governingDocuments.errors.fromMissing") })
  .transform(({ _key, id, _version, from }): { key: string; input: InForceInput } => ({ key: _key, input: { id, version: _version, from } }));

/** The form in which a draft is put away, or taken back. */
export const archiveSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }): ArchiveInput => ({ id, version: _version }));

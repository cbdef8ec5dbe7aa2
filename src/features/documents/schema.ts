import { z } from "zod";
import type { Subject } from "@/domain/registers";
import { settleConflict } from "@/domain/merge";
import type { PlainDate } from "@/domain/plain-date";
import type { Values } from "@/domain/values";
import { field, optionalDate, optionalText, requiredChoice, requiredId, requiredText, tick, version, whenRead } from "@/lib/fields";
import { aDay, among, anId, readListAddress, ticked, within, writeListAddress, writePlace, type ListAddress } from "@/lib/list-address";

export const DOCUMENT_KINDS = ["DECISION", "AGREEMENT", "PROGRAMME", "REPORT", "APPLICATION", "GRANT_AGREEMENT", "MINUTES", "INVITATION", "OTHER"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

export type { Subject };

/** What a person states of a document. */
export interface DocumentFacts {
  kind: DocumentKind;
  title: string;
  /** The day that the document itself bears. */
  documentOn: PlainDate | null;
  caseNumber: string | null;
  /** In which registry or archive it is registered. */
  registeredIn: string | null;
  isConfidential: boolean;
  confidentialityProvision: string | null;
  confidentialityOn: PlainDate | null;
  confidentialityBy: string | null;
}

/** The fields of a document's form, in the order they are shown. */
export const DOCUMENT_FIELDS = ["kind", "title", "documentOn", "caseNumber", "registeredIn", "isConfidential", "confidentialityProvision", "confidentialityOn", "confidentialityBy"] as const;

export const LONGEST_TITLE = 200;
const LONGEST_NOTE = 500;

const facts = {
  kind: requiredChoice(DOCUMENT_KINDS, "documents.errors.kindMissing"),
  documentOn: optionalDate(),
  caseNumber: optionalText(100),
  registeredIn: optionalText(200),
  isConfidential: tick(),
  confidentialityProvision: optionalText(120),
  confidentialityOn: optionalDate(),
  confidentialityBy: optionalText(120),
};

interface Secrecy {
  isConfidential: boolean;
  confidentialityProvision: string | null;
  confidentialityOn: PlainDate | null;
  confidentialityBy: string | null;
}

const byProvision = ({ isConfidential, confidentialityProvision }: Secrecy, context: z.RefinementCtx) => {
  if (isConfidential && confidentialityProvision === null) context.addIssue({ code: "custom", path: ["confidentialityProvision"], message: "documents.errors.provisionMissing" });
};
const secrecy = whenRead("confidentialityProvision");
/** What is not confidential has no provision. */
const settle = <Facts extends Secrecy>(given: Facts): Facts => (given.isConfidential ? given : { ...given, confidentialityProvision: null, confidentialityOn: null, confidentialityBy: null });

const FILE_PROBLEMS: Readonly<Record<string, string>> = { missing: "documents.errors.fileMissing", blank: "documents.errors.fileEmpty", tooLarge: "documents.errors.fileTooLarge" };

/** What the door has found of the file; told at the file's own field. */
const fileFound = { "_file.problem": z.string().default("missing"), "_file.name": z.string().default("") };
const withFile = (given: { "_file.problem": string }, context: z.RefinementCtx) => {
  const message = FILE_PROBLEMS[given["_file.problem"]];
  if (message !== undefined) context.addIssue({ code: "custom", path: ["file"], message });
};

/** A record's kind, as an address and a form name it. */
const subjectKind = () => field<string>((text) => (/^[a-zA-Z]{1,40}$/.test(text) ? { value: text } : { message: "fields.choice" }));

export interface AttachInput {
  key: string;
  subject: Subject;
  /** The title is left empty where the file's name will do. */
  document: Omit<DocumentFacts, "title"> & { title: string | null };
  fileName: string;
}

/** The form in which a file is attached to a record. */
export const attachSchema = z
  .object({ _key: requiredId("fields.choice"), subjectKind: subjectKind(), subjectId: requiredId("fields.choice"), title: optionalText(LONGEST_TITLE), ...facts, ...fileFound })
  .superRefine(byProvision, secrecy)
  .superRefine(withFile, whenRead("_file.problem"))
  .transform(({ _key, subjectKind: kind, subjectId, "_file.problem": _problem, "_file.name": fileName, ...document }): AttachInput => ({ key: _key, subject: { kind, id: subjectId }, document: settle(document), fileName }));

export interface ReviseInput {
  key: string;
  id: string;
  version: number;
  note: string | null;
  fileName: string;
}

/** The form in which a document gets its next version. */
export const reviseSchema = z
  .object({ _key: requiredId("fields.choice"), id: requiredId("fields.choice"), _version: version(), note: optionalText(LONGEST_NOTE), ...fileFound })
  .superRefine(withFile, whenRead("_file.problem"))
  .transform(({ _key, id, _version, note, "_file.name": fileName }): ReviseInput => ({ key: _key, id, version: _version, note, fileName }));

export interface ChangeDocumentInput {
  id: string;
  version: number;
  document: DocumentFacts;
}

/** The form in which what is stated of a document is changed, also as the conflict view sends it. */
export const changeDocumentSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ id: requiredId("fields.choice"), _version: version(), title: requiredText(LONGEST_TITLE, "documents.errors.titleMissing"), ...facts }).superRefine(byProvision, secrecy))
  .transform(({ id, _version, ...document }): ChangeDocumentInput => ({ id, version: _version, document: settle(document) }));

/** A button that takes a document away, or puts it back. */
export const documentVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const DOCUMENT_SORTS = ["added", "title", "kind", "dated"] as const;
export type DocumentSort = (typeof DOCUMENT_SORTS)[number];
export const DOCUMENTS_A_PAGE = 50;

/** A list's filter, order and page, as the address holds them. */
export interface DocumentFilter {
  q: string;
  kind: DocumentKind | null;
  /** The kind of record that the document lies with. */
  with: string | null;
  unitId: string | null;
  /** The year that the document bears, or was added where it bears none. */
  year: number | null;
  until: PlainDate | null;
  /** Those alone that nobody has given a case number or a place. */
  unregistered: boolean;
  sort: DocumentSort;
  descending: boolean;
  page: number;
}

const FILTER_NAMES = new Set(["q", "kind", "with", "unit", "year", "until", "unregistered", "sort", "page", "done", "form", "problem"]);

/** Reads a list's address. What it does not understand is left out and named, so that the page can say so. */
export function readDocumentFilter(parameters: ListAddress): { filter: DocumentFilter; ignored: string[] } {
  const { ignored, text, known } = readListAddress(parameters, FILTER_NAMES);
  const order = known("sort", (written) => among(DOCUMENT_SORTS)(written.replace(/^-/, "")));
  const filter: DocumentFilter = {
    q: [...text("q")].slice(0, 200).join("").trim(),
    kind: known("kind", among(DOCUMENT_KINDS)),
    with: known("with", (written) => (/^[a-zA-Z]{1,40}$/.test(written) ? written : null)),
    unitId: known("unit", anId),
    year: known("year", within(1950, 2100)),
    until: known("until", aDay),
    unregistered: known("unregistered", ticked) ?? false,
    sort: order ?? "added",
    descending: order === null ? true : text("sort").startsWith("-"),
    page: known("page", within(1, 2_000_000_000)) ?? 1,
  };
  return { filter, ignored };
}

/** Writes a filter as an address's query, leaving out what is as it begins. */
export function writeDocumentFilter(filter: DocumentFilter, changes: Partial<DocumentFilter> = {}): string {
  const { q, kind, with: register, unitId, year, until, unregistered, ...order } = { ...filter, ...changes };
  return writeListAddress({ q, kind, with: register, unit: unitId, year, until, unregistered, ...writePlace(order, "added") });
}

/** Kinds of record that are worth little without their paper: decisions, and agreements. */
const AWAITED = new Set(["decision", "townAgreement"]);

/** Tells whether a record of the kind is expected to have a document, so that one that has none says so. */
export function isDocumentAwaited(kind: string): boolean {
  return AWAITED.has(kind);
}

import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { DocumentFacts } from "./schema";

/** The types of file that are taken, by their endings, and how each is sent. Nothing that runs is among them. */
export const FILE_TYPES: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pptx: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
  odt: "application/vnd.oasis.opendocument.text",
  ods: "application/vnd.oasis.opendocument.spreadsheet",
  odp: "application/vnd.oasis.opendocument.presentation",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg",
  webp: "image/webp",
  txt: "text/plain; charset=utf-8",
  csv: "text/csv; charset=utf-8",
};

export type DocumentRefusal =
  | "documentTypeNotTaken"
  | "documentOtherType"
  | "documentMacros"
  | "documentPassword"
  | "documentDamaged"
  | "documentNested"
  | "documentUnfolds"
  | "documentPictureTooLarge"
  | "documentTooSlow"
  | "documentInfected"
  | "documentScannerAway"
  | "documentHolderClosed";

const LONGEST_NAME = 120;
/** Controls, marks that turn the direction of writing or cannot be seen, and what no file may be called. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\uFFFD<>:"|?*]/gu;

/** A file's name as it is kept: without folders, hidden marks and what cannot be seen, at most 120 characters, its ending in small letters. Refused: documentTypeNotTaken. */
export function readFileName(given: string): Result<{ name: string; ending: string; mediaType: string }, DocumentRefusal> {
  const bare = (given.split(/[/\\]/).at(-1) ?? "").normalize("NFC").replace(UNFIT, "").replace(/\s+/g, " ").trim();
  const [, stem = "", written = ""] = /^(.*)\.([^.\s]{1,10})$/s.exec(bare) ?? [];
  const ending = written.toLowerCase();
  const mediaType = Object.hasOwn(FILE_TYPES, ending) ? FILE_TYPES[ending] : undefined;
  if (mediaType === undefined) return refuse("documentTypeNotTaken", { field: "file", about: { types: Object.keys(FILE_TYPES).map((one) => `.${one}`).join(", ") } });
  const kept = [...stem.replace(/^[.\s]+|[.\s]+$/g, "")].slice(0, LONGEST_NAME).join("").trim();
  return succeed({ name: `${kept === "" ? "fil" : kept}.${ending}`, ending, mediaType });
}

/** The title that a document has where nobody has given it one: its file's name without the ending. */
export function titleOfFile(name: string): string {
  return name.replace(/\.[^.]+$/, "").replace(/_/g, " ").replace(/\s+/g, " ").trim() || name;
}

const OF_PROBLEM = {
  otherType: "documentOtherType",
  macros: "documentMacros",
  password: "documentPassword",
  damaged: "documentDamaged",
  nested: "documentNested",
  tooLarge: "documentUnfolds",
  tooLargePicture: "documentPictureTooLarge",
  tooSlow: "documentTooSlow",
} as const satisfies Record<string, DocumentRefusal>;

/** Judges what was found of a file's content. Refused, at the file: documentOtherType, documentMacros, documentPassword, documentDamaged, documentNested, documentUnfolds, documentPictureTooLarge, documentTooSlow. */
export function judgeContent(found: { pages: number | null } | { problem: keyof typeof OF_PROBLEM }, ending: string): Result<{ pages: number | null }, DocumentRefusal> {
  return "problem" in found ? refuse(OF_PROBLEM[found.problem], { field: "file", about: { ending: `.${ending}` } }) : succeed(found);
}

/** Judges what a virus scanner said of a file: one that found something, or that does not answer while there is to be one, stops it. Refused, at the file: documentInfected, documentScannerAway. */
export function judgeScan(scan: { state: "CLEAN" | "NOT_SCANNED" | "AWAY" } | { state: "INFECTED"; name: string }): Result<"CLEAN" | "NOT_SCANNED", DocumentRefusal> {
  if (scan.state === "INFECTED") return refuse("documentInfected", { field: "file", about: { name: scan.name } });
  return scan.state === "AWAY" ? refuse("documentScannerAway", { field: "file" }) : succeed(scan.state);
}

/** How a file can be looked at without being opened: as a picture, as pictures of its pages, or not at all. */
export function previewOf({ mediaType, pages }: { mediaType: string; pages: number | null }): "image" | "pages" | null {
  if (mediaType.startsWith("image/")) return "image";
  return mediaType === "application/pdf" && pages !== null ? "pages" : null;
}

/** A file's size as people read it: 412 kB, 3,4 MB. */
export function writeSize(bytes: number): string {
  return bytes < 1_000_000 ? `${String(Math.max(1, Math.round(bytes / 1000)))} kB` : `${(Math.round(bytes / 100_000) / 10).toFixed(1).replace(/\.0$/, "").replace(".", ",")} MB`;
}

/** Writes what is stated of a document as its form holds it. */
export function writeDocument(facts: DocumentFacts): Values {
  return {
    kind: facts.kind,
    title: facts.title,
    documentOn: facts.documentOn ?? "",
    caseNumber: facts.caseNumber ?? "",
    registeredIn: facts.registeredIn ?? "",
    isConfidential: facts.isConfidential ? "on" : "",
    confidentialityProvision: facts.confidentialityProvision ?? "",
    confidentialityOn: facts.confidentialityOn ?? "",
    confidentialityBy: facts.confidentialityBy ?? "",
  };
}

/** What free text finds a document by. */
export function searchTextOf({ title, caseNumber, registeredIn }: Pick<DocumentFacts, "title" | "caseNumber" | "registeredIn">): string {
  return [title, caseNumber, registeredIn].filter((part) => part !== null).join("\n");
}

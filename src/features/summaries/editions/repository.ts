import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { clientOf, type Read, type Tx } from "@/server/db";
import { requirePermitFor, type Permit } from "@/server/permit";
import type { SummaryData } from "../rules";
import type { EditionFileKind } from "../schema";

/** What an edition is known by, without what it says. */
export interface EditionLine {
  id: string;
  year: number;
  number: number;
  frozenAt: Date;
  frozenByName: string | null;
  caseNumber: string | null;
  dataSha256: string;
  templateSha256: string;
}

export interface FileLine {
  kind: EditionFileKind;
  sha256: string;
  size: number;
}

/** An edition as it was frozen. */
export interface StoredEdition extends EditionLine {
  data: SummaryData;
  files: FileLine[];
}

/** What is about to be stored for ever. */
export interface NewEdition {
  year: number;
  number: number;
  frozenAt: Date;
  caseNumber: string | null;
  /** The data in its one written form. */
  canonical: string;
  dataSha256: string;
  templateSha256: string;
  files: Readonly<Record<EditionFileKind, Uint8Array<ArrayBuffer>>>;
}

/** Keeps a year's editions from being numbered by two at once, until the transaction ends. */
export async function holdNumbers(tx: Tx, year: number): Promise<void> {
  await clientOf(tx).$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`edition ${String(year)}`}, 7))`;
}

/** Reads the editions of a year, or of all years, the latest first. */
export async function selectEditions(read: Read, year: number | null): Promise<EditionLine[]> {
  return clientOf(read).$queryRaw<EditionLine[]>`
    SELECT e.id, e.year::int, e.number::int, e.frozen_at AS "frozenAt", d.name AS "frozenByName", e.case_number AS "caseNumber", e.data_sha256 AS "dataSha256", e.template_sha256 AS "templateSha256"
    FROM edition e LEFT JOIN person_details d ON d.person_id = e.frozen_by_id WHERE ${year}::int IS NULL OR e.year = ${year}::int ORDER BY e.year DESC, e.number DESC`;
}

/** Reads an edition with all that it says; null when there is none. */
export async function findEdition(read: Read, year: number, number: number): Promise<StoredEdition | null> {
  const [row] = await clientOf(read).$queryRaw<(EditionLine & { data: string; files: FileLine[] | null })[]>`
    SELECT e.id, e.year::int, e.number::int, e.frozen_at AS "frozenAt", d.name AS "frozenByName", e.case_number AS "caseNumber", e.data_sha256 AS "dataSha256", e.template_sha256 AS "templateSha256", e.data::text AS data,
      (SELECT jsonb_agg(jsonb_build_object('kind', f.kind, 'sha256', f.sha256, 'size', octet_length(f.bytes)) ORDER BY f.kind) FROM edition_file f WHERE f.edition_id = e.id) AS files
    FROM edition e LEFT JOIN person_details d ON d.person_id = e.frozen_by_id WHERE e.year = ${year} AND e.number = ${number}`;
  return row === undefined ? null : { ...row, data: JSON.parse(row.data) as SummaryData, files: row.files ?? [] };
}

/** Reads a file of an edition byte for byte; null when there is none. */
export async function findFile(read: Read, editionId: string, kind: EditionFileKind): Promise<{ sha256: string; bytes: Uint8Array<ArrayBuffer> } | null> {
  const [row] = await clientOf(read).$queryRaw<{ sha256: string; bytes: Uint8Array<ArrayBuffer> }[]>`
    SELECT sha256, bytes FROM edition_file WHERE edition_id = ${editionId}::uuid AND kind = ${kind}::"EditionFileKind"`;
  return row ?? null;
}

/** Stores an edition and its files, each with its hash, and returns the edition's id. */
export async function insertEdition(tx: Tx, permit: Permit<"summaries.freeze">, edition: NewEdition): Promise<string> {
  requirePermitFor(permit, String(edition.year));
  const id = randomUUID();
  await clientOf(tx).$executeRaw`
    INSERT INTO edition (id, year, number, frozen_at, frozen_by_id, case_number, data, data_sha256, template_sha256)
    VALUES (${id}::uuid, ${edition.year}, ${edition.number}, ${edition.frozenAt}, ${permit.actor.isSystem ? null : permit.actor.personId}::uuid, ${edition.caseNumber}, ${edition.canonical}::jsonb, ${edition.dataSha256}, ${edition.templateSha256})`;
  for (const [kind, bytes] of Object.entries(edition.files)) {
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    await clientOf(tx).$executeRaw`INSERT INTO edition_file (edition_id, kind, sha256, bytes) VALUES (${id}::uuid, ${kind}::"EditionFileKind", ${sha256}, ${bytes})`;
  }
  return id;
}

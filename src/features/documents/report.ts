import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import type { DocumentKind, Subject } from "./schema";

/** What a report says of a document. */
export interface ReportedDocument {
  id: string;
  title: string;
  kind: DocumentKind;
  subject: Subject;
  holderTitle: string;
  unit: string | null;
  documentOn: PlainDate | null;
  caseNumber: string | null;
  registeredIn: string | null;
  isConfidential: boolean;
  addedAt: Date;
  fileName: string;
  number: number;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "kind", type: "text", width: 16 },
  { key: "register", type: "text", width: 22 },
  { key: "holder", type: "text", width: 44 },
  { key: "unit", type: "text", width: 32 },
  { key: "documentOn", type: "date", width: 12 },
  { key: "caseNumber", type: "text", width: 18 },
  { key: "registeredIn", type: "text", width: 30 },
  { key: "confidential", type: "text", width: 12 },
  { key: "addedOn", type: "date", width: 12 },
  { key: "file", type: "text", width: 40 },
  { key: "version", type: "count", width: 10 },
  { key: "id", type: "text", width: 38 },
];

/** Lays documents out as a table in the order given; the day that one was added is the day in Stockholm. */
export function reportDocuments(documents: readonly ReportedDocument[], words: (key: string) => string): Table {
  const rows = documents.map((one): TableRow => [
    one.title,
    words(`documents.kind.${one.kind}`),
    words(`documents.with.${one.subject.kind}`),
    one.holderTitle,
    one.unit,
    one.documentOn,
    one.caseNumber,
    one.registeredIn,
    words(one.isConfidential ? "frame.yes" : "frame.no"),
    dateInStockholm(one.addedAt),
    one.fileName,
    one.number,
    one.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.documents.column.${column.key}`) })), rows };
}

import type { PlainDate } from "@/domain/plain-date";
import { formatDate, formatInstant } from "@/lib/formats";
import type { PrintedFact, PrintedRecord } from "@/lib/printed-record";
import type { ConfidentialityMarking, Translate } from "@/lib/record-contents";
import { writeSize } from "../rules";

/** A record with what a registry asks of it. */
export interface SheetRecord {
  kind: string;
  id: string;
  title: string;
  unit: string | null;
  isConfidential: boolean;
  marking: ConfidentialityMarking | null;
  caseNumber: string | null;
  otherCaseNumber: string | null;
  from: PlainDate | null;
  to: PlainDate | null;
  counterpart: string | null;
  responsible: string | null;
  contact: string | null;
  /** As a message's key. */
  state: string | null;
  link: string;
  /** Who made the sheet, and when. */
  madeBy: string;
  madeAt: Date;
  documents: readonly { title: string; fileName: string; number: number; sizeBytes: number; sha256: string; documentOn: PlainDate | null; caseNumber: string | null; isConfidential: boolean }[];
}

/** Lays out a record's registration sheet: what a diary system needs to register the record, with the hashes of what lies with it. */
export function layOutRegistration(record: SheetRecord, words: Translate): PrintedRecord {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`registration.${key}`, parameters);
  const day = (on: PlainDate) => formatDate(on, words.locale);
  const fact = (label: string, value: string | null): PrintedFact[] => (value === null || value === "" ? [] : [{ label: say(label), value }]);
  const kind = words.has(`auditLog.kinds.${record.kind}`) ? words(`auditLog.kinds.${record.kind}`) : record.kind;
  const { marking } = record;
  return {
    lang: words.locale,
    region: words.locale === "sv" ? "SE" : "GB",
    title: say("title"),
    lead: `${kind}: ${record.title}`,
    warning: marking === null ? null : { title: say("warning"), text: [describeMarking(marking, words), say("warningText")].join(" ") },
    facts: [
      ...fact("kind", kind),
      ...fact("name", record.title),
      { label: say("caseNumber"), value: record.caseNumber ?? say("noCaseNumber") },
      ...fact("otherCaseNumber", record.otherCaseNumber),
      ...fact("from", record.from === null ? null : day(record.from)),
      ...fact("to", record.to === null ? null : day(record.to)),
      ...fact("unit", record.unit),
      ...fact("responsible", record.responsible),
      ...fact("contact", record.contact),
      ...fact("state", record.state === null || !words.has(record.state) ? null : words(record.state)),
      ...fact("counterpart", record.counterpart),
      { label: say("confidentiality"), value: marking === null ? say("notMarked") : describeMarking(marking, words) },
      ...fact("address", record.link),
      ...fact("id", record.id),
      ...fact("made", say("madeBy", { name: record.madeBy, when: formatInstant(record.madeAt, words.locale) })),
    ],
    sections: [
      { title: say("documents"), level: 2, text: record.documents.length === 0 ? say("noDocuments") : say("hashes"), facts: [], columns: [], rows: [] },
      ...record.documents.map((document, index) => ({
        title: `${String(index + 1)}. ${document.title}`,
        level: 3 as const,
        text: null,
        facts: [
          ...fact("file", say("fileFacts", { name: document.fileName, number: document.number, size: writeSize(document.sizeBytes) })),
          ...fact("documentOn", document.documentOn === null ? null : day(document.documentOn)),
          ...fact("caseNumber", document.caseNumber),
          ...fact("confidentiality", document.isConfidential ? say("markedDocument") : null),
          ...fact("sha256", document.sha256),
        ],
        columns: [],
        rows: [],
      })),
    ],
    footer: say("footer", { kind }),
  };
}

/** A marking in words: by which provision, on which day and by whom, as far as that is known. */
function describeMarking({ provision, on, by }: ConfidentialityMarking, words: Translate): string {
  const parts = [provision ?? words("registration.noProvision"), on === null ? null : words("registration.markedOn", { day: formatDate(on, words.locale) }), by === null ? null : words("registration.markedBy", { by })];
  return `${parts.filter((part) => part !== null).join(", ")}.`;
}

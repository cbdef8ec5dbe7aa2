import { z } from "zod";
import { readPlainDate, type PlainDate } from "@/domain/plain-date";
import { requiredChoice } from "@/lib/fields";
import { anId, readListAddress, writeListAddress, type ListAddress } from "@/lib/list-address";

export const ENTRIES_A_PAGE = 50;

/** Who the program itself is among those who have acted. */
export const THE_PROGRAM = "program";

/** What is shown of the log. */
export interface AuditFilter {
  from: PlainDate | null;
  to: PlainDate | null;
  /** The id of a person, or the program itself. */
  actor: string | null;
  /** The kind of record, as entries name it. */
  kind: string | null;
  /** What was done, as entries name it. */
  action: string | null;
  unitId: string | null;
  /** The very record. */
  recordId: string | null;
  /** The reference that a person was given. */
  reference: string | null;
  /** Entries that came before this one, or after it; of both, the former. */
  before: string | null;
  after: string | null;
}

/** A place in the log from which one goes on. */
export type Place = Pick<AuditFilter, "before" | "after">;

const NAMES = new Set(["from", "to", "who", "kind", "action", "unit", "record", "reference", "before", "after", "done", "form", "problem"]);

const aNumber = (written: string) => (/^[1-9]\d{0,17}$/.test(written) ? written : null);
const aKind = (written: string) => (/^[a-z][A-Za-z]{0,59}$/.test(written) ? written : null);
const anAction = (written: string) => (/^[a-z][A-Za-z]{0,59}\.[a-z][A-Za-z]{0,59}$/.test(written) ? written : null);
// As it is read out over the telephone: in small letters, too, and in groups.
const aReference = (written: string) => {
  const letters = written.toUpperCase().replace(/[\s-]/g, "");
  return /^[2-9A-Z]{8}$/.test(letters) ? letters : null;
};

/** Reads the address of the log. */
export function readAuditFilter(parameters: ListAddress): { filter: AuditFilter; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  const before = known("before", aNumber);
  const filter: AuditFilter = {
    from: known("from", readPlainDate),
    to: known("to", readPlainDate),
    actor: known("who", (written) => (written === THE_PROGRAM ? written : anId(written))),
    kind: known("kind", aKind),
    action: known("action", anAction),
    unitId: known("unit", anId),
    recordId: known("record", anId),
    reference: known("reference", aReference),
    before,
    after: before === null ? known("after", aNumber) : null,
  };
  return { filter, ignored };
}

/** Writes it, leaving out what is as it begins. */
export function writeAuditFilter(filter: AuditFilter, changes: Partial<AuditFilter> = {}): string {
  const { from, to, actor, kind, action, unitId, recordId, reference, before, after } = { ...filter, ...changes };
  return writeListAddress({ from, to, who: actor, kind, action, unit: unitId, record: recordId, reference, before, after });
}

/** The button that has the log recounted. It says what, so that nothing is done by a form that says nothing. */
export const requestCheckSchema = z.object({ what: requiredChoice(["LOG"], "fields.choice") });

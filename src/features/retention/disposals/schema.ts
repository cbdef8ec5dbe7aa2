import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { field, optionalText, requiredDate, requiredId, requiredText, tick, version } from "@/lib/fields";
import { anId, readListAddress, within, writeListAddress, type ListAddress } from "@/lib/list-address";

/** PROPOSED: nobody has decided. DECIDED: may be carried out, and goes on until every record is settled. */
export const DISPOSAL_STATES = ["PROPOSED", "DECIDED", "CARRIED_OUT", "WITHDRAWN"] as const;
export type DisposalState = (typeof DISPOSAL_STATES)[number];

/** What became of a record that was to be disposed of. */
export const DISPOSAL_OUTCOMES = ["DISPOSED", "LEFT"] as const;
export type DisposalOutcome = (typeof DISPOSAL_OUTCOMES)[number];

/** Why a record was left: what keeps it, or that its time isn't over by the rules of the day. */
export const DISPOSAL_OBSTACLES = ["HOLD", "REQUEST", "PROJECT", "NOT_DUE"] as const;
export type DisposalObstacle = (typeof DISPOSAL_OBSTACLES)[number];

const LONGEST = { decidedBy: 200, paragraph: 40, caseNumber: 80 } as const;

/** What is proposed: the records of a kind whose time is over on a day. */
export interface ProposalInput {
  kind: string;
  on: PlainDate;
}

/** The form in which a disposal is proposed. */
export const proposeDisposalSchema = z
  .object({
    _key: requiredId("fields.choice"),
    kind: field<string>((text) => (/^[a-zA-Z]{1,40}$/.test(text) ? { value: text } : { message: "disposals.errors.kindMissing" })),
    on: requiredDate("disposals.errors.onMissing"),
  })
  .transform(({ _key, kind, on }): { key: string; proposal: ProposalInput } => ({ key: _key, proposal: { kind, on } }));

/** Who has decided on a disposal, and where that stands. */
export interface DisposalDecision {
  decidedBy: string;
  decidedOn: PlainDate;
  paragraph: string | null;
  caseNumber: string;
}

/** The form in which the decision is written down. */
export const decideDisposalSchema = z
  .object({
    id: requiredId("fields.choice"),
    _version: version(),
    decidedBy: requiredText(LONGEST.decidedBy, "disposals.errors.decidedByMissing"),
    decidedOn: requiredDate("disposals.errors.decidedOnMissing"),
    paragraph: optionalText(LONGEST.paragraph),
    caseNumber: requiredText(LONGEST.caseNumber, "disposals.errors.caseNumberMissing"),
  })
  .transform(({ id, _version, ...decision }) => ({ id, version: _version, decision: decision satisfies DisposalDecision }));

/** The form in which a decided disposal is carried out, for good. */
export const carryOutDisposalSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), isSure: tick() })
  .superRefine(({ isSure }, context) => {
    if (!isSure) context.addIssue({ code: "custom", path: ["isSure"], message: "disposals.errors.notSure" });
  })
  .transform(({ id, _version }) => ({ id, version: _version }));

/** The button by which one is withdrawn. */
export const withdrawDisposalSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

export const DISPOSALS_A_PAGE = 50;
export const RECORDS_A_PAGE = 100;

const NAMES = new Set(["id", "page", "done", "form", "problem"]);

/** Reads the page of a list's address: from one. What it does not understand is left out and named. */
export function readDisposalAddress(parameters: ListAddress): { page: number; ignored: string[] } {
  const { ignored, known } = readListAddress(parameters, NAMES);
  return { page: known("page", within(1, 2_000_000_000)) ?? 1, ignored };
}

/** Reads which disposal a file's address is about; null where it names none. */
export function readDisposalId(parameters: ListAddress): string | null {
  return readListAddress(parameters, NAMES).known("id", anId);
}

/** Writes the page of a list's address, leaving out the first. */
export function writeDisposalAddress(page: number): string {
  return writeListAddress({ page: page > 1 ? page : null });
}

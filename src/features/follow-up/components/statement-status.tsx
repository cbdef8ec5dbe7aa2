import { Status, type StatusKind } from "@/components/status";
import type { Words } from "@/messages/words";
import type { StatementStatus } from "../schema";

const KINDS: Readonly<Record<StatementStatus, StatusKind>> = { NOT_STARTED: "todo", IN_PROGRESS: "going", SUBMITTED: "going", RETURNED: "late", APPROVED: "done" };

/** How far a statement has come. */
export function StatementStatusMark({ status, words }: { status: StatementStatus; words: Words }) {
  return <Status kind={KINDS[status]}>{words(`followUp.status.${status}`)}</Status>;
}

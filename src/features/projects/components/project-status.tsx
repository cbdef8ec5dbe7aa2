import type { StatusKind } from "@/components/status";
import type { Words } from "@/messages/words";
import type { ProjectStatus } from "../schema";

const SHAPES: Readonly<Record<ProjectStatus, StatusKind>> = {
  IDEA: "todo",
  EXAMINED: "todo",
  APPLICATION_IN_PROGRESS: "todo",
  DECIDED_TO_APPLY: "todo",
  SUBMITTED: "going",
  RESERVE_LIST: "going",
  GRANTED: "going",
  REJECTED: "none",
  AGREEMENT_SIGNED: "going",
  ONGOING: "going",
  IN_MODIFICATION: "going",
  FINAL_REPORT_SUBMITTED: "going",
  FINAL_PAYMENT_RECEIVED: "done",
  CLOSED: "done",
  CANCELLED: "none",
};

/** A project's status as shape and word; late when it has ended without its final report. */
export function describeStatus(status: ProjectStatus, late: boolean, words: Words): readonly [StatusKind, string] {
  return late ? ["late", words("projects.finalReportMissing")] : [SHAPES[status], words(`projects.status.${status}`)];
}

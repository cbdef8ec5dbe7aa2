import { addDays, type PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import type { ReportInput } from "./schema";

export type ReportRefusal = "visitClosed" | "visitCancelled" | "visitNotOver" | "visitReportInFuture" | "visitReportTooEarly" | "visitReportMissing";

interface Visit {
  starts: { on: PlainDate };
  endsOn: PlainDate;
  cancelledOn: PlainDate | null;
  closedOn: PlainDate | null;
}

/** Judges that a visit can be reported on, and on that day: from its first day on (V5a). Refused: visitClosed, visitCancelled, visitReportInFuture, visitReportTooEarly. */
export function judgeReport({ toldOn }: Pick<ReportInput, "toldOn">, visit: Visit, today: PlainDate): Result<null, ReportRefusal> {
  if (visit.closedOn !== null) return refuse("visitClosed");
  if (visit.cancelledOn !== null) return refuse("visitCancelled");
  if (toldOn > today) return refuse("visitReportInFuture", { field: "toldOn" });
  return toldOn < visit.starts.on ? refuse("visitReportTooEarly", { field: "toldOn", about: { day: visit.starts.on } }) : succeed(null);
}

/** Judges that a visit can be closed: it is over, and its report with its added value has been told (V5a). Refused: visitCancelled, visitNotOver, visitReportMissing. */
export function judgeClosing(visit: Omit<Visit, "closedOn">, hasReport: boolean, today: PlainDate): Result<null, ReportRefusal> {
  if (visit.cancelledOn !== null) return refuse("visitCancelled");
  if (visit.endsOn > today) return refuse("visitNotOver", { about: { day: visit.endsOn } });
  return hasReport ? succeed(null) : refuse("visitReportMissing");
}

/** As many days after a visit as its report may take. */
export const REPORT_DAYS = 30;
/** As many days before a visit as what is known of it should be whole. */
export const INFORMATION_DAYS = 14;

/** The day by which a visit is to be reported on. */
export function reportDueOn(endsOn: PlainDate): PlainDate {
  return addDays(endsOn, REPORT_DAYS);
}

/** What those who prepare a visit need to know of it. */
export const NEEDED = ["purpose", "counterpart", "hosts", "places"] as const;
export type Needed = (typeof NEEDED)[number];

/** Writes a report as its form holds it. */
export function writeReport(report: ReportInput): Values {
  return { toldOn: report.toldOn, outcome: report.outcome, addedValue: report.addedValue, benefit: report.benefit, spreadTo: report.spreadTo ?? "" };
}

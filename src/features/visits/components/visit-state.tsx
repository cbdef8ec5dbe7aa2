import type { StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import type { NoticeState, Responsibility } from "../rules";

interface Stated {
  cancelledOn: PlainDate | null;
  endsOn: PlainDate;
  representative: string | null;
  representativeBody: string | null;
  responsibility: Responsibility;
  notice: { state: NoticeState } | null;
}

const NOTICE_SHAPES: Readonly<Record<NoticeState, StatusKind>> = { MISSING: "missing", LATE: "missing", SAME_DAY: "done", UNCLEAR: "todo", IN_TIME: "done" };

/** The notice to the office as shape and word: red when it is missing or came too late. */
export function describeNotice(state: NoticeState, words: Words): readonly [StatusKind, string] {
  return [NOTICE_SHAPES[state], words(`visits.notice.${state}`)];
}

/** Who represents at a visit, or what is missing, as shape and word. */
export function describeAllocation(visit: Stated, today: PlainDate, words: Words): readonly [StatusKind, string] {
  if (visit.cancelledOn !== null) return ["none", words("visits.cancelledState")];
  if (visit.representative !== null) return ["done", words("visits.represents", { name: visit.representative, body: visit.representativeBody ?? "" })];
  switch (visit.responsibility.answer) {
    case "PRESIDIA":
      return visit.endsOn < today ? ["none", words("visits.noRepresentative")] : ["missing", words("visits.open")];
    case "UNIT":
      return visit.notice !== null && NOTICE_SHAPES[visit.notice.state] === "missing" ? describeNotice(visit.notice.state, words) : ["none", words("visits.unitsOwn")];
    case "NOT_NEEDED":
      return ["none", words("visits.withoutRepresentative")];
    case "NOT_REGULATED":
      return ["none", words("visits.notRegulated")];
    case "UNANSWERED":
      return ["todo", words("visits.unanswered")];
  }
}

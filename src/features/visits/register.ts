import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import type { Register } from "@/domain/registers";
import { isUrgent } from "./rules";
import { readVisitFilter, writeVisitFilter } from "./schema";
import { countVisitEvidence, countVisitsByUnit, getVisit, listNoticeGaps, listRepresentationTasks, listToNotify } from "./service";

/** What the register of visits offers the whole house. */
export const visitRegister: Register = {
  kind: "visit",
  path: (id) => `/visits/${id}`,
  titleOf: async (actor, id) => (await getVisit(actor, id)).visit.title,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor, today) => {
    const [{ open, questions }, toNotify] = await Promise.all([listRepresentationTasks(actor, new Date(`${today}T12:00:00Z`)), listToNotify(actor, today)]);
    return [
      ...open.map((visit) => {
        const urgent = isUrgent(visit.startsOn, today);
        return {
          key: `visit ${visit.id}`,
          path: `/visits/${visit.id}`,
          title: { message: "visits.tasks.open", params: { title: visit.title } },
          text: { message: urgent ? "visits.tasks.openLate" : "visits.tasks.openText" },
          dueOn: visit.startsOn,
          state: urgent ? ("late" as const) : ("missing" as const),
          stateWord: urgent ? "visits.late" : "visits.open",
        };
      }),
      ...questions.map((question) => ({
        key: `visit question ${question.id}`,
        path: `/visits/${question.visitId}`,
        title: { message: "visits.tasks.question", params: { title: question.title } },
        text: { message: "visits.tasks.questionText", params: { name: question.askedByName } },
        dueOn: question.startsOn,
        state: "todo" as const,
        stateWord: "visits.asked",
      })),
      ...toNotify.map((visit) => ({
        key: `visit notice ${visit.id}`,
        path: `/visits/${visit.id}`,
        title: { message: "visits.tasks.notify", params: { title: visit.title } },
        text: { message: "visits.tasks.notifyText" },
        dueOn: visit.startsOn,
        state: "missing" as const,
        stateWord: "visits.notice.MISSING",
      })),
    ];
  },
  gaps: async (actor, today) =>
    (await listNoticeGaps(actor, today)).map((gap) => ({
      key: `office notice ${gap.unitId}`,
      clause: gap.clause,
      title: { message: "visits.gaps.notice", params: { unit: gap.unitName, count: gap.count } },
      path: `/visits?unit=${gap.unitId}&notice=missing`,
      action: "visits.gaps.action",
    })),
  activity: {
    label: "visits.activity",
    countByUnit: async (actor, year, begunBy = null) => {
      const filter = listOf(year, begunBy);
      return (await countVisitsByUnit(actor, year, begunBy)).map((unit) => ({ ...unit, path: `/visits${writeVisitFilter(filter, { unitId: unit.unitId })}` }));
    },
  },
  evidence: async (actor, asOf) => {
    const { allocated, open, notified } = await countVisitEvidence(actor, asOf);
    const filter = listOf(asOf.year, asOf.begunBy);
    const awaited = asOf.begunBy === null && !asOf.isOver ? "/visits?when=coming&allocation=open" : `/visits${writeVisitFilter(filter, { allocation: "open" })}`;
    return [
      { kind: "ALLOCATED_VISIT", unitId: null, count: allocated, path: `/visits${writeVisitFilter(filter, { allocation: "taken" })}`, lacking: { count: open, path: awaited } },
      ...notified.map(({ unitId, count, all }) => ({
        kind: "NOTIFIED_VISIT",
        unitId,
        count,
        path: `/visits${writeVisitFilter(filter, { unitId, notice: "given" })}`,
        lacking: { count: all - count, path: `/visits${writeVisitFilter(filter, { unitId, notice: "missing" })}` },
      })),
    ];
  },
};

/** The list of a year's visits, as far as they had begun by a day. */
const listOf = (year: number, begunBy: PlainDate | null) => ({ ...readVisitFilter({ year: String(year) }).filter, begunBy });

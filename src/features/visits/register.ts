import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { countYears, holderOf, ownedBy, type Measure, type Register, type Searchable } from "@/domain/registers";
import type { Importable } from "@/features/imports/service";
import { ADDED_VALUES } from "@/features/projects/closings/schema";
import { notDisposed } from "@/server/disposed";
import { clauseOf, getPack } from "@/server/pack";
import { listProgrammeTimes } from "./calendar-days/service";
import { listAwaitedConsultations } from "./consultations/service";
import { addVisitRows, changeVisitRows, judgeVisitRows, listPointedToVisits, listVisitImportFields, restoreVisits, takeBackVisits } from "./imports/service";
import { mayAnnounceVisits } from "./policy";
import { listActionsToDo } from "./parts/service";
import { reportDueOn } from "./reports/rules";
import { listAwaited } from "./reports/service";
import { isUrgent, visitRulesOf } from "./rules";
import { readVisitFilter, VISIT_DIRECTIONS, writeVisitFilter } from "./schema";
import { countVisitEvidence, countVisitsByUnit, getVisit, listNoticeGaps, listRepresentationTasks, listToNotify, listVisits } from "./service";
import { approximateDay, body, count, day, flag, id, maybe, oneOf, type Resource, text } from "@/features/api/schema";

/** What has been disposed of is in lists and figures, and nothing of it is found, published or added to. */
const IS_THERE = `r.archived_at IS NULL AND ${notDisposed("r.id")}`;

/** What the register of visits offers the whole house. */
export const visitRegister: Register = {
  kind: "visit",
  path: (id) => `/visits/${id}`,
  titleOf: async (actor, id) => (await getVisit(actor, id)).visit.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { visit, ...may } = await getVisit(actor, id);
      return holderOf(visit.title, visit.unitId, { ...may, mayEdit: may.mayEdit && visit.closedOn === null });
    },
    stored: { table: "visit", title: "r.title", unitId: "r.unit_id", isThere: IS_THERE, isConfidential: null, registration: { caseNumber: "r.case_number", from: "r.starts_on", to: "r.ends_on", counterpart: "r.counterpart", state: { sql: "r.direction", words: "visits.direction" } } },
  },
  retention: { endedOn: "r.ends_on", isDisposable: true },
  tasks: async (actor, today) => {
    const { representation } = visitRulesOf(getPack(), today);
    const [{ open, questions }, consultations, toNotify, { unreported, incomplete }, actions] = await Promise.all([
      listRepresentationTasks(actor, new Date(`${today}T12:00:00Z`)),
      listAwaitedConsultations(actor, today),
      listToNotify(actor, today),
      listAwaited(actor, today),
      listActionsToDo(actor),
    ]);
    return [
      ...open.map((visit) => {
        const urgent = isUrgent(visit.startsOn, today);
        return {
          key: `visit ${visit.id}`,
          path: `/visits/${visit.id}`,
          owner: { kind: "PRESIDIUM" as const },
          clause: representation[visit.direction]?.clause ?? null,
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
        owner: { kind: "PERSON" as const },
        title: { message: "visits.tasks.question", params: { title: question.title } },
        text: { message: "visits.tasks.questionText", params: { name: question.askedByName } },
        dueOn: question.startsOn,
        state: "todo" as const,
        stateWord: "visits.asked",
      })),
      ...consultations.map((asked) => ({
        key: `visit consultation ${asked.id}`,
        path: `/visits/${asked.visitId}#consultation`,
        owner: { kind: "PRESIDIUM" as const },
        title: { message: "visits.consultation.task", params: { title: asked.title } },
        text: { message: "visits.consultation.taskText", params: { name: asked.askedBy } },
        dueOn: asked.startsOn,
        state: "todo" as const,
        stateWord: "visits.consultation.state.ASKED",
      })),
      ...toNotify.map((visit) => ({
        key: `visit notice ${visit.id}`,
        path: `/visits/${visit.id}`,
        owner: ownedBy(visit.unitId),
        clause: getPack().modules.visitInformation.clause,
        title: { message: "visits.tasks.notify", params: { title: visit.title } },
        text: { message: "visits.tasks.notifyText" },
        dueOn: visit.startsOn,
        state: "missing" as const,
        stateWord: "visits.notice.MISSING",
      })),
      ...incomplete.map((visit) => ({
        key: `visit information ${visit.id}`,
        path: `/visits/${visit.id}`,
        owner: ownedBy(visit.unitId),
        title: { message: "visitParts.tasks.incomplete", params: { title: visit.title } },
        text: { message: "visitParts.tasks.incompleteText", params: { count: visit.count } },
        dueOn: visit.startsOn,
        state: "todo" as const,
        stateWord: "visitParts.stateWord.incomplete",
      })),
      ...unreported.map((visit) => {
        const dueOn = reportDueOn(visit.endsOn);
        return {
          key: `visit report ${visit.id}`,
          path: `/visits/${visit.id}#report`,
          owner: ownedBy(visit.unitId),
          title: { message: "visitParts.tasks.report", params: { title: visit.title } },
          text: { message: "visitParts.tasks.reportText" },
          dueOn,
          state: dueOn < today ? ("late" as const) : ("todo" as const),
          stateWord: "visitParts.stateWord.report",
        };
      }),
      ...actions.map((action) => ({
        key: `visit action ${action.id}`,
        path: `/visits/${action.visitId}#action`,
        owner: { kind: "PERSON" as const },
        title: { message: "visitParts.tasks.action", params: { what: action.what } },
        text: { message: "visitParts.tasks.actionText", params: { title: action.title } },
        dueOn: action.dueOn,
        state: action.dueOn < today ? ("late" as const) : ("todo" as const),
        stateWord: "visitParts.stateWord.action",
      })),
    ];
  },
  ownTimes: listProgrammeTimes,
  gaps: async (actor, today) =>
    (await listNoticeGaps(actor, today)).map((gap) => ({
      key: `office notice ${gap.unitId}`,
      clause: gap.clause,
      unitId: gap.unitId,
      title: { message: "visits.gaps.notice", params: { unit: gap.unitName, count: gap.count } },
      path: `/visits?unit=${gap.unitId}&notice=missing`,
      action: "visits.gaps.action",
    })),
  known: [{ key: "visits", label: "visits.activity", table: "visit", title: "r.title", unitId: "r.unit_id", isOfYear: "r.archived_at IS NULL AND r.cancelled_on IS NULL AND r.starts_on BETWEEN y.first AND y.last" }],
  trends: async (actor, years) => [
    { key: "visits", about: "CONTACT", label: "visits.activity", years: await countYears(years, (year) => listOf(year, null), (filter) => listVisits(actor, filter), (filter) => `/visits${writeVisitFilter(filter)}`) },
  ],
  // Which way they went, and whom those that have been reported on were of benefit to (V5a).
  measures: async (actor, year) => {
    const filter = readVisitFilter({ year: String(year) }).filter;
    const reported = ADDED_VALUES.map(async (addedValue): Promise<Measure> => ({ key: addedValue, group: "ADDED_VALUE", label: `visits.measures.${addedValue}`, clause: clauseOf("PROJECT_CLOSINGS"), count: (await listVisits(actor, { ...filter, addedValue })).total, of: null, path: `/visits${writeVisitFilter(filter, { addedValue })}` }));
    return Promise.all([
      ...reported,
      ...VISIT_DIRECTIONS.map(async (direction) => ({ key: direction, label: `visits.measures.${direction}`, clause: null, count: (await listVisits(actor, { ...filter, direction })).total, of: null, path: `/visits${writeVisitFilter(filter, { direction })}` })),
    ]);
  },
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

/** What the register of visits offers those who have their visits in a list. */
export const visitImport: Importable = {
  kind: "visit",
  path: "/visits",
  pathOf: visitRegister.path,
  mayImport: mayAnnounceVisits,
  mostRows: 20_000,
  fields: listVisitImportFields,
  judge: judgeVisitRows,
  add: addVisitRows,
  change: changeVisitRows,
  restore: restoreVisits,
  pointedTo: listPointedToVisits,
  takeBack: takeBackVisits,
};

/** The list of a year's visits, as far as they had begun by a day. */
const listOf = (year: number, begunBy: PlainDate | null) => ({ ...readVisitFilter({ year: String(year) }).filter, begunBy });

/** How visits are found. */
export const visitSearchable: Searchable = {
  kind: "visit",
  path: visitRegister.path,
  table: "visit",
  title: "r.title",
  text: "r.search_text",
  isIndexed: true,
  caseNumber: "r.case_number",
  unitId: "r.unit_id",
  days: { from: "r.starts_on", to: "r.ends_on" },
  isThere: IS_THERE,
};

/** Visits and events as other systems read them; those that are handled separately are not among them, and neither is who travels or represents. */
export const visitResource: Resource = {
  name: "visits",
  title: "visits.title",
  page: (recordId) => `/visits/${recordId}`,
  table: "visit",
  isOpen: `${IS_THERE} AND NOT r.is_handled_separately`,
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    direction: oneOf("r.direction", VISIT_DIRECTIONS),
    unit: body("r.unit_id"),
    startsOn: approximateDay("r.starts_on", "r.start_precision"),
    endsOn: maybe(approximateDay("CASE WHEN r.end_precision IS NOT NULL THEN r.ends_on END", "r.end_precision")),
    purpose: maybe(text("r.purpose")),
    counterpart: maybe(text("r.counterpart")),
    places: maybe(text("r.places")),
    participantCount: maybe(count("r.participant_count")),
    reachesChildrenAndYouth: flag("r.reaches_children_and_youth"),
    childrenAndYouthCount: maybe(count("r.children_and_youth_count")),
    needsRepresentation: maybe(flag("r.needs_representation")),
    caseNumber: maybe(text("r.case_number")),
    cancelledOn: maybe(day("r.cancelled_on")),
    closedOn: maybe(day("r.closed_on")),
    recurringMeetingId: maybe(id("r.meeting_id")),
    isDemonstration: flag("r.is_demonstration"),
  },
};

import { describe, expect, it } from "vitest";
import { activityInput } from "../../../tests/factories/competence";
import { FORM_ID, issuesIn } from "../../../tests/factories/forms";
import { attendanceSchema, attendancesSchema, signUpSchema, withdrawSchema } from "./enrolments/schema";
import { readOverviewFilter, writeOverviewFilter } from "./overview/schema";
import { reportActivities, reportPersons, reportStaff } from "./report";
import { activityTimes, clocksOf, isLateInYear, judgeAttendance, judgeCancelling, judgeChange, judgeInviting, judgeSignUp, judgeStaff, judgeWithdrawal, lacksOf, noticeOf, searchTextOf, stateOf, takesPlace, tellBy, writeActivity, writeHours, type OpenTo } from "./rules";
import { changeActivitySchema, logIndividualSchema, planActivitySchema, readActivityFilter, writeActivityFilter } from "./schema";
import { readStaffFilter, tellStaffSchema, writeStaffFilter } from "./staff/schema";

const NOW = new Date("2026-11-22T11:00:00Z");
const BEFORE = new Date("2026-11-22T09:00:00Z");
const AFTER = new Date("2026-11-23T09:00:00Z");
const course = { kind: "JOINT" as const, startsAt: AFTER, endsAt: new Date("2026-11-23T14:00:00Z"), cancelledAt: null, signUpBy: null, mostEnrolled: null, organiser: "Kansliet" };
const held = { ...course, startsAt: BEFORE, endsAt: new Date("2026-11-22T10:00:00Z") };
const off = { ...course, cancelledAt: BEFORE };
const contact = { isContactPerson: true, byOffice: false };
const office = { isContactPerson: true, byOffice: true };
const reasonOf = (judged: { ok: boolean; reason?: string }) => (judged.ok ? null : judged.reason);
const written = writeActivity(activityInput());
const complaints = (more: Record<string, string>) => issuesIn(planActivitySchema, { _key: FORM_ID, kind: "JOINT", ...written, ...more });

describe("when an activity is", () => {
  it("V21a: goes by the clocks in Sweden, summer and winter, over several days, and refuses a time that the clocks skip with its day", () => {
    expect(activityTimes(activityInput({ startsOn: "2026-12-03" }))).toMatchObject({ value: { startsAt: new Date("2026-12-03T08:00:00Z"), endsAt: new Date("2026-12-03T14:00:00Z") } });
    expect(activityTimes(activityInput({ startsOn: "2026-06-03", endsOn: "2026-06-04" }))).toMatchObject({ value: { startsAt: new Date("2026-06-03T07:00:00Z"), endsAt: new Date("2026-06-04T13:00:00Z") } });
    expect(activityTimes(activityInput({ startsOn: "2027-03-28", from: "02:30" }))).toMatchObject({ reason: "competenceTimeNotThere", field: "from", about: { day: "2027-03-28" } });
    expect(activityTimes(activityInput({ startsOn: "2027-03-27", endsOn: "2027-03-28", to: "02:30" }))).toMatchObject({ reason: "competenceTimeNotThere", field: "to", about: { day: "2027-03-28" } });
    expect(clocksOf({ startsAt: new Date("2026-06-03T07:00:00Z"), endsAt: new Date("2026-12-04T13:00:00Z") })).toEqual({ startsOn: "2026-06-03", from: "09:00", endsOn: "2026-12-04", to: "14:00" });
  });

  it("comes until it is over, unless it is cancelled", () => {
    expect([stateOf(course, NOW), stateOf(held, NOW), stateOf(off, AFTER), stateOf({ ...course, endsAt: NOW }, NOW)]).toEqual(["COMING", "HELD", "CANCELLED", "HELD"]);
  });
});

describe("what is done with an activity", () => {
  it("V21a: is called off before it has begun, and contact persons are invited to what is joint", () => {
    expect([judgeCancelling(course, NOW), judgeCancelling(held, NOW), judgeCancelling(off, NOW)].map(reasonOf)).toEqual([null, "competenceHeld", "competenceCancelled"]);
    expect([judgeInviting(course, NOW), judgeInviting({ ...course, kind: "ALL_STAFF" }, NOW), judgeInviting(held, NOW), judgeInviting(off, NOW)].map(reasonOf)).toEqual([null, "competenceNotJoint", "competenceHeld", "competenceCancelled"]);
  });

  it("is changed with room for those who have signed up, and not moved ahead once somebody was there", () => {
    const to = (mostEnrolled: number | null, startsAt = AFTER) => ({ mostEnrolled, startsAt });
    expect(reasonOf(judgeChange(course, to(2), { enrolled: 2, attended: 0 }, NOW))).toBeNull();
    expect(judgeChange(course, to(1), { enrolled: 2, attended: 0 }, NOW)).toMatchObject({ reason: "competenceFewerThanEnrolled", field: "mostEnrolled", about: { enrolled: 2 } });
    expect(judgeChange(held, to(null), { enrolled: 1, attended: 1 }, NOW)).toMatchObject({ reason: "competenceAttendedAlready", field: "startsOn" });
    expect(reasonOf(judgeChange(held, to(null, BEFORE), { enrolled: 1, attended: 1 }, NOW))).toBeNull();
    expect(reasonOf(judgeChange(off, to(null), { enrolled: 0, attended: 0 }, NOW))).toBe("competenceCancelled");
  });

  it("goes into people's calendars and out of them", () => {
    const notice = noticeOf({ ...course, id: FORM_ID, place: null, link: "https://moten.example" }, "COMPETENCE_INVITED", ["a"]);
    expect(notice).toMatchObject({ to: ["a"], path: `/competence/${FORM_ID}`, params: { day: "2026-11-23" }, calendar: { method: "REQUEST", startsOn: "2026-11-23", at: { place: "https://moten.example" } } });
    expect((["COMPETENCE_ENROLLED", "COMPETENCE_CHANGED", "COMPETENCE_WITHDRAWN", "COMPETENCE_CANCELLED"] as const).map((kind) => noticeOf({ ...course, id: FORM_ID, place: "Salen", link: null }, kind, []).calendar?.method)).toEqual(["REQUEST", "REQUEST", "CANCEL", "CANCEL"]);
  });
});

describe("who takes part", () => {
  it("V21a: signs up as contact person until the last day and the last place, and after that by the office", () => {
    const signUp = (more: Partial<OpenTo> = {}, enrolled = 0, who = contact) => reasonOf(judgeSignUp({ ...course, ...more }, enrolled, who, NOW));
    expect([signUp(), signUp({ signUpBy: "2026-11-22" }), signUp({ mostEnrolled: 2 }, 1), signUp({ kind: "ALL_STAFF" })]).toEqual([null, null, null, null]);
    expect([signUp({ signUpBy: "2026-11-21" }), signUp({ mostEnrolled: 2 }, 2), signUp({ startsAt: NOW }), signUp({ cancelledAt: BEFORE }), signUp({ kind: "INDIVIDUAL" })]).toEqual(["competenceSignUpClosed", "competenceFull", "competenceBegun", "competenceCancelled", "competenceIndividual"]);
    expect(signUp({}, 0, { isContactPerson: false, byOffice: true })).toBe("competenceNotContactPerson");
    expect([signUp({ signUpBy: "2026-11-21" }, 0, office), signUp({ startsAt: BEFORE, mostEnrolled: 1 }, 1, office), signUp({ mostEnrolled: 1 }, 1, office), signUp({ cancelledAt: BEFORE }, 0, office)]).toEqual([null, null, "competenceFull", "competenceCancelled"]);
  });

  it("V21a: takes it back before it has begun, and tells how it went once it has", () => {
    expect([judgeWithdrawal(course, NOW), judgeWithdrawal(held, NOW), judgeWithdrawal(off, NOW), judgeWithdrawal({ ...course, kind: "INDIVIDUAL" }, NOW)].map(reasonOf)).toEqual([null, "competenceTooLateToWithdraw", "competenceCancelled", "competenceIndividual"]);
    expect([judgeAttendance(course, NOW), judgeAttendance(held, NOW), judgeAttendance({ ...held, cancelledAt: NOW }, NOW)].map(reasonOf)).toEqual(["competenceNotYet", null, "competenceCancelled"]);
    expect((["INVITED", "ENROLLED", "WITHDRAWN", "ATTENDED", "ABSENT"] as const).filter(takesPlace)).toEqual(["ENROLLED", "ATTENDED"]);
    expect(tellBy(held.endsAt)).toBe("2026-12-06");
  });

  it("V21b: lacks something joint and something of one's own, each for itself, and what is open to all makes up for neither", () => {
    expect([lacksOf({ joint: 0, individual: 0 }), lacksOf({ joint: 1, individual: 0 }), lacksOf({ joint: 0, individual: 2 }), lacksOf({ joint: 1, individual: 1 })]).toEqual([["JOINT", "INDIVIDUAL"], ["INDIVIDUAL"], ["JOINT"], []]);
    expect([isLateInYear("2026-09-30"), isLateInYear("2026-10-01"), isLateInYear("2026-12-31")]).toEqual([false, true, true]);
  });

  it("V22: counts other staff of what is open to all, and those who took part once it has begun", () => {
    const open = { ...course, kind: "ALL_STAFF" as const };
    expect([judgeStaff(open, 0, NOW), judgeStaff(open, 3, NOW), judgeStaff({ ...held, kind: "ALL_STAFF" }, 3, NOW), judgeStaff(course, 0, NOW), judgeStaff({ ...open, cancelledAt: NOW }, 0, NOW)].map(reasonOf)).toEqual([null, "competenceStaffNotYet", null, "competenceNotForStaff", "competenceCancelled"]);
  });
});

describe("the forms", () => {
  it("are read as they were written", () => {
    const several = activityInput({ endsOn: "2026-12-04", place: "Salen", link: "https://moten.example/kurs", signUpBy: "2026-11-30", mostEnrolled: 12, hoursHundredths: 750, about: "Program", audience: "Alla", programmeId: FORM_ID });
    expect(planActivitySchema.parse({ _key: FORM_ID, kind: "ALL_STAFF", ...writeActivity(several) })).toEqual({ key: FORM_ID, kind: "ALL_STAFF", activity: several });
    expect(changeActivitySchema.parse({ id: FORM_ID, _version: "3", ...written })).toEqual({ id: FORM_ID, version: 3, activity: activityInput() });
    expect(logIndividualSchema.parse({ _key: FORM_ID, appointmentId: FORM_ID, ...written })).toEqual({ key: FORM_ID, appointmentId: FORM_ID, activity: activityInput() });
    expect(signUpSchema.parse({ activityId: FORM_ID, personId: FORM_ID })).toEqual({ activityId: FORM_ID, personId: FORM_ID });
    expect(withdrawSchema.parse({ activityId: FORM_ID, personId: FORM_ID, _version: "2" })).toMatchObject({ version: 2 });
    expect(attendanceSchema.parse({ activityId: FORM_ID, personId: FORM_ID, _version: "2", wasThere: "YES", hours: "1,5" })).toMatchObject({ wasThere: true, hoursHundredths: 150 });
    expect(attendanceSchema.parse({ activityId: FORM_ID, personId: FORM_ID, _version: "2", wasThere: "NO", hours: "" })).toMatchObject({ wasThere: false, hoursHundredths: null });
    expect(attendancesSchema.parse({ id: FORM_ID, _version: "2", presentIds: FORM_ID })).toEqual({ id: FORM_ID, version: 2, presentIds: [FORM_ID] });
    expect(searchTextOf(several)).toBe("Att skriva en ansökan\nAlla\nSalen\nKansliet\nProgram");
    expect([writeHours(600), writeHours(150), writeHours(1)]).toEqual(["6", "1,5", "0,01"]);
  });

  it("say what to write where something is missing or out of order", () => {
    expect(complaints({ kind: "", title: " ", organiser: "", startsOn: "", from: "", to: "", hours: "" })).toEqual(
      ["kind kindMissing", "title titleMissing", "startsOn startsOnMissing", "from fromMissing", "to toMissing", "organiser organiserMissing", "hours hoursMissing"].map((line) => line.replace(" ", " competence.errors.")),
    );
    expect(complaints({ endsOn: "2026-12-02" })).toEqual(["endsOn competence.errors.endsBeforeStart"]);
    expect(complaints({ to: "09:00" })).toEqual(["to competence.errors.timeBeforeStart"]);
    expect(complaints({ endsOn: "2026-12-04", to: "08:00" })).toEqual([]);
    expect(complaints({ signUpBy: "2026-12-04" })).toEqual(["signUpBy competence.errors.signUpAfterStart"]);
    expect(complaints({ link: "möte" })).toEqual(["link competence.errors.link"]);
    expect(issuesIn(attendanceSchema, { activityId: FORM_ID, personId: FORM_ID, _version: "1", wasThere: "", hours: "" })).toEqual(["wasThere enrolments.errors.wasThereMissing"]);
  });

  it("V22: take numbers of staff, and no more who took part than were offered it", () => {
    const numbers = { _key: FORM_ID, activityId: FORM_ID, unitId: FORM_ID, _version: "0" };
    expect(tellStaffSchema.parse({ ...numbers, offered: "40", tookPart: "" })).toEqual({ key: FORM_ID, activityId: FORM_ID, unitId: FORM_ID, version: 0, offered: 40, tookPart: 0 });
    expect(issuesIn(tellStaffSchema, { ...numbers, offered: "4", tookPart: "5" })).toEqual(["tookPart staffParticipations.errors.moreThanOffered"]);
    expect(issuesIn(tellStaffSchema, { ...numbers, offered: "", tookPart: "" })).toEqual(["offered staffParticipations.errors.offeredMissing"]);
  });
});

describe("the lists", () => {
  it("have addresses that are read as they were written, and name what they do not understand", () => {
    const filter = readActivityFilter({ q: "kurs", kind: "JOINT", state: "HELD", year: "2026", until: "2026-11-22", person: FORM_ID, part: "ATTENDED", open: "1", sort: "-title", page: "2" }).filter;
    expect(readActivityFilter(Object.fromEntries(new URLSearchParams(writeActivityFilter(filter))))).toEqual({ filter, ignored: [] });
    expect(readActivityFilter({ kind: "X", colour: "blue" }).ignored.toSorted()).toEqual(["colour", "kind"]);
    const overview = readOverviewFilter({ year: "2026", on: "2026-11-22", until: "2026-11-21", unit: FORM_ID, had: "JOINT", lacks: "INDIVIDUAL" }).filter;
    expect(readOverviewFilter(Object.fromEntries(new URLSearchParams(writeOverviewFilter(overview))))).toEqual({ filter: overview, ignored: [] });
    const staff = readStaffFilter({ unit: FORM_ID, year: "2026", until: "2026-11-22", page: "2" }).filter;
    expect(readStaffFilter(Object.fromEntries(new URLSearchParams(writeStaffFilter(staff))))).toEqual({ filter: staff, ignored: [] });
  });

  it("are laid out in as many cells as they have columns", () => {
    const words = (key: string) => key;
    const activities = reportActivities([{ ...course, id: "1", title: "Kurs", audience: null, place: null, link: null, person: null, unit: null, hoursHundredths: 150, invited: 3, enrolled: 2, attended: 0 }], words, NOW);
    expect(activities.rows[0]).toHaveLength(activities.columns.length);
    expect(activities.rows[0]?.slice(0, 5)).toEqual(["Kurs", "competence.kind.JOINT", "competence.state.COMING", "2026-11-23", "2026-11-23"]);
    const persons = reportPersons([{ personName: "Maja", units: [{ name: "Hamn" }, { name: "Hav" }], invited: 1, joint: 1, individual: 0, allStaff: 0, hoursHundredths: 650 }], words);
    expect(persons.rows).toEqual([["Maja", "Hamn, Hav", 1, 1, 0, 0, "6,5"]]);
    expect(reportStaff([{ title: "Kurs", startsAt: BEFORE, unit: "Hamn", offered: 40, tookPart: 12 }], words).rows).toEqual([["Kurs", "2026-11-22", "Hamn", 40, 12]]);
  });
});

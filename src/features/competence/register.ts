import "server-only";
import { dateInStockholm } from "@/domain/plain-date";
import { holderOf, type Evidence, type Register, type Task, type Searchable } from "@/domain/registers";
import { clauseOf, getPack } from "@/server/pack";
import { listOwnEnrolments, listSignedUp } from "./enrolments/service";
import { readOverviewFilter, writeOverviewFilter, type OverviewFilter } from "./overview/schema";
import { countByUnit, listLate, listPersons } from "./overview/service";
import { stateOf, tellBy } from "./rules";
import { getActivity } from "./service";
import { readStaffFilter, writeStaffFilter } from "./staff/schema";
import { countStaff } from "./staff/service";
import { count, day, decimal, flag, id, instant, maybe, oneOf, type Resource, text } from "@/features/api/schema";
import { PLANNED_KINDS } from "./schema";

const isOff = () => getPack().modules.competence.state === "off";

const personsOf = (changes: Partial<OverviewFilter>) => `/competence/overview${writeOverviewFilter({ ...readOverviewFilter({}).filter, ...changes })}`;

/** What the activities for learning offer the whole house. */
export const competenceRegister: Register = {
  kind: "competenceActivity",
  path: (id) => `/competence/${id}`,
  titleOf: async (actor, id) => (await getActivity(actor, id)).activity.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { activity, ...may } = await getActivity(actor, id);
      return holderOf(activity.title, activity.unitId, may);
    },
    stored: { table: "competence_activity", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "(r.starts_at AT TIME ZONE 'Europe/Stockholm')::date", to: "(r.ends_at AT TIME ZONE 'Europe/Stockholm')::date", counterpart: "r.organiser" } },
  },
  retention: { endedOn: "(r.ends_at AT TIME ZONE 'Europe/Stockholm')::date" },
  // Each answers to what one is invited to and tells how it went; the office sees to whoever has had nothing when the year is nearly over (V21a, V21b).
  tasks: async (actor, today) => {
    if (isOff()) return [];
    const [own, late] = await Promise.all([listOwnEnrolments(actor), listLate(actor, today)]);
    const now = new Date();
    const joint = clauseOf("JOINT_COMPETENCE");
    return [
      ...own.flatMap(({ activityId, kind, title, state, startsAt, endsAt, signUpBy, cancelledAt }): Task[] => {
        const stands = stateOf({ endsAt, cancelledAt }, now);
        const about = { owner: { kind: "PERSON" as const }, clause: kind === "INDIVIDUAL" ? clauseOf("INDIVIDUAL_COMPETENCE") : kind === "JOINT" ? joint : null };
        if (state === "ENROLLED" && stands === "HELD") {
          const dueOn = tellBy(endsAt);
          return [{ ...about, key: `competence tell ${activityId}`, path: `/competence/${activityId}/attendance`, title: { message: "competence.tasks.tell", params: { title } }, text: { message: "competence.tasks.tellText" }, dueOn, state: dueOn < today ? "late" : "todo", stateWord: "competence.stateWord.tell" }];
        }
        const dueOn = signUpBy ?? dateInStockholm(startsAt);
        if (state !== "INVITED" || stands !== "COMING" || startsAt <= now || dueOn < today) return [];
        return [{ ...about, key: `competence answer ${activityId}`, path: `/competence/${activityId}`, title: { message: "competence.tasks.answer", params: { title } }, text: { message: "competence.tasks.answerText" }, dueOn, state: "todo", stateWord: "competence.stateWord.answer" }];
      }),
      ...late.map(
        ({ personId, units }): Task => ({
          key: `competence nothing ${personId}`,
          path: personsOf({ lacks: "JOINT", unitId: units[0]?.id ?? null }),
          owner: { kind: "OFFICE" },
          clause: joint,
          title: { message: "competence.tasks.nothing", params: { unit: [...new Set(units.map(({ name }) => name))].join(", ") } },
          text: { message: "competence.tasks.nothingText" },
          dueOn: `${today.slice(0, 4)}-12-31`,
          state: "missing",
          stateWord: "competence.stateWord.nothing",
        }),
      ),
    ];
  },
  // What a unit lacks is told by the coverage, and by the overview of the year.
  gaps: () => Promise.resolve([]),
  ownTimes: (actor, from) => (isOff() ? Promise.resolve([]) : listSignedUp(actor, from)),
  activity: null,
  measures: async (actor, year) => {
    if (isOff()) return [];
    const filter = { ...readOverviewFilter({}).filter, year };
    const [{ on, counts }, staff] = await Promise.all([listPersons(actor, filter), countStaff(actor, year)]);
    const path = (had: "JOINT" | "INDIVIDUAL") => personsOf({ year, on, had });
    return [
      { key: "joint", label: "competence.measures.joint", clause: clauseOf("JOINT_COMPETENCE"), count: counts.all - counts.JOINT, of: counts.all, path: path("JOINT") },
      { key: "individual", label: "competence.measures.individual", clause: clauseOf("INDIVIDUAL_COMPETENCE"), count: counts.all - counts.INDIVIDUAL, of: counts.all, path: path("INDIVIDUAL") },
      { key: "staff", label: "competence.measures.staff", clause: clauseOf("STAFF_COMPETENCE"), count: staff.reduce((sum, { offers }) => sum + offers, 0), of: null, path: `/competence/staff${writeStaffFilter({ ...readStaffFilter({}).filter, year })}` },
    ];
  },
  // Something joint and something of one's own are asked of each contact person (V21a, V21b), and that other staff be offered something of each unit (V22).
  evidence: async (actor, { year, on, begunBy }): Promise<Evidence[]> => {
    if (isOff()) return [];
    const [persons, staff] = await Promise.all([countByUnit(actor, { year, on, begunBy }), countStaff(actor, year, begunBy)]);
    const kinds = [["JOINT", "JOINT_COMPETENCE"], ["INDIVIDUAL", "INDIVIDUAL_COMPETENCE"]] as const;
    return [
      ...persons.flatMap(({ unitId, had, lacking }) =>
        kinds.map(([what, kind]) => {
          const path = (changes: Partial<OverviewFilter>) => personsOf({ year, on, until: begunBy, unitId, ...changes });
          return { kind, unitId, count: had[what], path: path({ had: what }), lacking: { count: lacking[what], path: path({ lacks: what }) } };
        }),
      ),
      ...staff.map(({ unitId, offers }) => ({ kind: "STAFF_COMPETENCE", unitId, count: offers, path: `/competence/staff${writeStaffFilter({ ...readStaffFilter({}).filter, unitId, year, until: begunBy })}` })),
    ];
  },
};

/** How competence development is found. */
export const competenceSearchable: Searchable = {
  kind: "competenceActivity",
  path: competenceRegister.path,
  table: "competence_activity",
  title: "r.title",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: { from: "(r.starts_at AT TIME ZONE 'Europe/Stockholm')::date", to: "(r.ends_at AT TIME ZONE 'Europe/Stockholm')::date" },
  isThere: "r.archived_at IS NULL",
  isKept: () => !isOff(),
};

/** What contact persons together and all staff are offered to learn, as other systems read it; what one person learns alone is that person's. */
export const competenceResource: Resource = {
  name: "competence-activities",
  title: "competence.title",
  page: (recordId) => `/competence/${recordId}`,
  table: "competence_activity",
  isOpen: "r.archived_at IS NULL AND r.kind <> 'INDIVIDUAL'",
  unitId: null,
  fields: {
    title: text("r.title"),
    competenceKind: oneOf("r.kind", PLANNED_KINDS),
    audience: maybe(text("r.audience")),
    description: maybe(text("r.about")),
    organiser: text("r.organiser"),
    startsAt: instant("r.starts_at"),
    endsAt: instant("r.ends_at"),
    place: maybe(text("r.place")),
    hours: decimal("r.hours_hundredths / 100.0"),
    signUpBy: maybe(day("r.sign_up_by")),
    mostEnrolled: maybe(count("r.most_enrolled")),
    programmeId: maybe(id("r.programme_id")),
    cancelledAt: maybe(instant("r.cancelled_at")),
    isDemonstration: flag("r.is_demonstration"),
  },
  isKept: () => !isOff(),
};

import "server-only";
import { isAdministrator, isCoordinator } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { holderOf, nameAll, type Register, type Task } from "@/domain/registers";
import { getBody } from "@/features/bodies/service";
import { getPack } from "@/server/pack";
import { listWaitingHandovers } from "./handovers/service";
import { ENDING_DAYS } from "./overview/rules";
import { listEnding, listSeveral, listUnconfirmed } from "./overview/service";
import { contactPersonsPolicy } from "./policy";
import { contactPersonDuty } from "./rules";
import { countCurrent, getAppointment, listGaps, scrutiniseUnits } from "./service";
import { dueDayOf } from "./space/rules";
import { listOpenQuestions } from "./space/service";
import { body, day, maybe, oneOf, type Resource, text } from "@/features/api/schema";
import { CONTACT_PERSON_KINDS } from "./schema";

const stateOf = (dueOn: PlainDate, today: PlainDate) => (dueOn < today ? ("late" as const) : ("todo" as const));

/** Units that the governing document says shall have a contact person, and have none. */
export const contactPersonRegister: Register = {
  kind: "contactPerson",
  path: (id) => `/bodies/${id}`,
  titleOf: async (actor, id) => (await getBody(actor, id, dateInStockholm(new Date()))).name,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor, today) => {
    const duty = contactPersonDuty(getPack());
    const { toWrite, toReceive } = await listWaitingHandovers(actor, today);
    const handovers: Task[] = [
      ...toWrite.map(({ appointmentId, unitName, lastDay }) => ({
        key: `write handover ${appointmentId}`,
        path: `/contact-persons/${appointmentId}/hand-over`,
        owner: { kind: "PERSON" as const },
        title: { message: "contactPersons.tasks.write", params: { unit: unitName } },
        text: { message: "contactPersons.tasks.writeText" },
        dueOn: lastDay,
        state: stateOf(lastDay, today),
        stateWord: "contactPersons.state.notWritten",
      })),
      ...toReceive.map(({ appointmentId, unitId, personName }) => ({
        key: `receive handover ${appointmentId}`,
        path: `/contact-persons/${appointmentId}/hand-over`,
        owner: { kind: "UNIT" as const, unitId },
        title: { message: "contactPersons.tasks.receive", params: { name: personName } },
        text: { message: "contactPersons.tasks.receiveText" },
        dueOn: null,
        state: "todo" as const,
        stateWord: "contactPersons.state.notReceived",
      })),
    ];
    // What a document that asks for no contact person leaves open is nobody's task.
    if (duty === null) return handovers;
    const [ending, several, unconfirmed, questions] = await Promise.all([isCoordinator(actor) ? listEnding(actor, today) : [], listSeveral(actor, today), listUnconfirmed(actor, today), listOpenQuestions(actor, today)]);
    return [
      ...handovers,
      ...ending.map(({ unitId, unitName, lastDay }) => ({
        key: `contact person ends ${unitId}`,
        path: `/bodies/${unitId}/contact-person`,
        owner: { kind: "OFFICE" as const },
        clause: duty.clause,
        title: { message: "contactPersons.tasks.ending", params: { unit: unitName } },
        text: { message: "contactPersons.tasks.endingText" },
        dueOn: lastDay,
        state: stateOf(lastDay, today),
        stateWord: "contactPersons.lack.ENDING",
        noticeDays: ENDING_DAYS,
      })),
      ...several.map(({ unitId, unitName, names }) => ({
        key: `several contact persons ${unitId}`,
        path: `/bodies/${unitId}`,
        owner: { kind: "OFFICE" as const },
        clause: duty.clause,
        title: { message: "contactPersons.tasks.several", params: { unit: unitName } },
        text: { message: "contactPersons.tasks.severalText", params: { names: names.join(", ") } },
        dueOn: null,
        state: "todo" as const,
        stateWord: "contactPersons.lack.SEVERAL",
      })),
      ...unconfirmed.map(({ appointmentId, unitId, unitName, personName }) => ({
        key: `confirm time ${appointmentId}`,
        path: `/bodies/${unitId}/contact-person?appointment=${appointmentId}`,
        owner: { kind: "BODY" as const },
        title: { message: "contactPersons.tasks.confirm", params: { name: personName } },
        text: { message: "contactPersons.tasks.confirmText", params: { unit: unitName } },
        dueOn: null,
        state: "missing" as const,
        stateWord: "contactPersons.lack.TIME",
      })),
      ...questions.open.map(({ appointmentId, unitName }) => ({
        key: `space ${appointmentId} ${String(questions.year)}`,
        path: `/contact-persons/${appointmentId}/space?year=${String(questions.year)}`,
        owner: { kind: "PERSON" as const },
        title: { message: "contactPersons.tasks.space", params: { year: String(questions.year) } },
        text: { message: "contactPersons.tasks.spaceText", params: { unit: unitName } },
        dueOn: dueDayOf(questions.year),
        state: stateOf(dueDayOf(questions.year), today),
        stateWord: "contactPersons.state.notAnswered",
      })),
    ];
  },
  gaps: async (actor, today) =>
    (await listGaps(actor, today)).map((gap) => ({
      key: `contact person ${gap.unitId}`,
      clause: gap.clause,
      unitId: gap.unitId,
      title: { message: "home.gaps.contactPerson", params: { unit: gap.unitName } },
      path: isCoordinator(actor) || isAdministrator(actor) ? `/bodies/${gap.unitId}/contact-person` : `/bodies/${gap.unitId}`,
    })),
  activity: null,
  scrutiny: async (actor, asOf) => {
    const found = await scrutiniseUnits(actor, asOf);
    if (found === null) return [];
    const named = (units: readonly { id: string; name: string }[]) => nameAll(units.map(({ id, name }) => ({ title: name, path: `/bodies/${id}` })));
    return [{ question: "ORGANISATION", label: "people.scrutiny.contactPerson", having: named(found.having), lacking: named(found.lacking) }];
  },
  evidence: async (actor, { on }) => {
    const [counted, ending] = await Promise.all([countCurrent(actor, on), listEnding(actor, on)]);
    const endOf = new Map(ending.map(({ unitId, lastDay }) => [unitId, lastDay]));
    return counted.flatMap(({ unitId, current, confirmed }) => {
      const until = endOf.get(unitId);
      return [
        { kind: "CURRENT_CONTACT_PERSON", unitId, count: current, path: `/bodies/${unitId}`, ...(until === undefined ? {} : { until }) },
        { kind: "CONFIRMED_CONTACT_PERSON_TIME", unitId, count: confirmed, path: `/bodies/${unitId}` },
      ];
    });
  },
};

const titleOf = ({ personName, unitName }: { personName: string; unitName: string }) => `${personName}, ${unitName}`;

/** What lies with an appointment as contact person or deputy: the papers about it. Nobody comments on a person. */
export const appointmentRegister: Register = {
  kind: "contactPersonAppointment",
  path: (id) => `/contact-persons/${id}`,
  titleOf: async (actor, id) => titleOf(await getAppointment(actor, id)),
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const appointment = await getAppointment(actor, id);
      const mayAppoint = may(contactPersonsPolicy, "appoint", actor, appointment);
      return holderOf(titleOf(appointment), appointment.unitId, { mayEdit: mayAppoint, mayArchive: mayAppoint });
    },
    stored: {
      table: `(SELECT c.id, c.unit_id, c.valid_from, c.valid_to, concat_ws(', ', d.name, (SELECT n.name FROM body_name n WHERE n.body_id = c.unit_id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> current_date DESC, n.valid_to DESC NULLS FIRST LIMIT 1)) AS title
        FROM contact_person_appointment c JOIN person_details d ON d.person_id = c.person_id)`,
      title: "r.title",
      unitId: "r.unit_id",
      isThere: "true",
      isConfidential: null,
      registration: { from: "r.valid_from", to: "r.valid_to" },
    },
    isUncommented: true,
  },
  // What an appointment asks of anybody stands with the units' contact persons.
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};

/** Which units have had a contact person, from when to when, as other systems read it; who it was is not among what they read. */
export const appointmentResource: Resource = {
  name: "contact-persons",
  title: "contactPersons.title",
  page: null,
  table: "contact_person_appointment",
  root: "r.unit_id",
  isOpen: "true",
  unitId: "r.unit_id",
  fields: {
    unit: body("r.unit_id"),
    appointmentKind: oneOf("r.kind", CONTACT_PERSON_KINDS),
    appointedOn: maybe(day("r.appointed_on")),
    appointedBy: maybe(text("r.appointed_by")),
    validFrom: day("r.valid_from"),
    validTo: maybe(day("r.valid_to")),
  },
  isKept: () => getPack().modules.contactPersons.state !== "off",
};

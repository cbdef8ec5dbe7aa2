import { addDays, dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { listEnrolments, signUp, tellAttendance } from "@/features/competence/enrolments/service";
import { getActivity, inviteContactPersons, logIndividual, planActivity } from "@/features/competence/service";
import { tellStaff } from "@/features/competence/staff/service";
import { listAppointments } from "@/features/contact-persons/service";
import type { ActivityInput } from "@/features/competence/schema";
import { certaintyOf } from "./organisation";
import { actAs, idOf, keyOf, must, onRoster, personOfAccount, type Town } from "./town";

/** What the demonstration says of an activity, as it is planned. */
function inputOf(data: { title: string; audience?: string | undefined; about?: string | undefined; organiser: string; days: number; from: string; to: string; place?: string | undefined; link?: string | undefined; hours: number; most?: number | undefined }, startsOn: PlainDate, signUpBy: PlainDate | null): ActivityInput {
  const { title, audience, about, organiser, days, from, to, place, link, hours, most } = data;
  return { title, audience: audience ?? null, startsOn, from, endsOn: addDays(startsOn, days - 1), to, place: place ?? null, link: link ?? null, organiser, hoursHundredths: Math.round(hours * 100), signUpBy, mostEnrolled: most ?? null, about: about ?? null, programmeId: null };
}

/** Plans what there is to learn, a month before; the contact persons are invited three weeks before, sign up two weeks before, and it is told the day after who was there. */
export async function loadCompetence(town: Town): Promise<number> {
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  for (const data of town.data.competence) {
    const what = `The competence activity ${data.key}`;
    const startsOn = data.on ?? addDays(dateInStockholm(town.now), data.inDays ?? 0);
    const at = (days: number) => new Date(Math.min(new Date(`${addDays(startsOn, days)}T09:00:00Z`).getTime(), town.now.getTime()));
    const input = inputOf(data, startsOn, data.signUpDaysBefore === undefined ? null : addDays(startsOn, -data.signUpDaysBefore));
    const about = { origin: { isDemonstration: true, certainty: certaintyOf(data.certainty) } };
    const { id } = must(what, await planActivity(office, data.kind, input, keyOf(town, "competence", data.key), about, at(-60)));
    const { activity } = await getActivity(office, id, at(-50));
    if (data.isInvited && activity.invitedAt === null) must(what, await inviteContactPersons(office, { id, version: activity.version }, at(-50)));
    // A load that is taken up again finds those who have signed up, and what was told of them since.
    const answered = new Set((await listEnrolments(office, id, at(-45))).rows.flatMap(({ personId, state }) => (state === "INVITED" ? [] : [personId])));
    for (const personId of data.enrolled.map((person) => idOf(town.people, person)).filter((one) => !answered.has(one))) must(what, await signUp(office, { activityId: id, personId }, at(-45)));
    if (activity.endsAt <= town.now) {
      for (const { personId, state, version } of (await listEnrolments(office, id, at(data.days))).rows) {
        const named = (people: readonly string[]) => people.some((person) => idOf(town.people, person) === personId);
        if (state === "ENROLLED" && !named(data.untold)) must(what, await tellAttendance(office, { activityId: id, personId, version, wasThere: !named(data.absent), hoursHundredths: null }, at(data.days)));
      }
    }
    for (const { unit, offered, tookPart } of data.staff) {
      must(what, await tellStaff(office, { key: keyOf(town, "competence staff", data.key, unit), activityId: id, unitId: idOf(town.bodies, unit), version: 0, offered, tookPart }, at(data.days)));
    }
  }
  for (const data of town.data.ownCompetence) {
    const [unitId, personId] = [idOf(town.bodies, data.unit), idOf(town.people, data.person)];
    const appointment = (await listAppointments(town.system, unitId)).find((one) => one.personId === personId && one.from <= data.on && (one.to === null || one.to >= data.on));
    const actor = onRoster(town, data.unit, "PRIMARY") === data.person ? await actAs(town, data.person) : office;
    const about = { origin: { isDemonstration: true, certainty: certaintyOf(data.certainty) } };
    must(`The competence activity ${data.key}`, await logIndividual(actor, appointment?.id ?? "", inputOf(data, data.on, null), keyOf(town, "own competence", data.key), about, new Date(`${addDays(data.on, data.days)}T09:00:00Z`)));
  }
  return town.data.competence.length + town.data.ownCompetence.length;
}

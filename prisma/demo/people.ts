import { addLocalAccount } from "@/features/accounts/service";
import { getHandover, receiveHandover, saveHandover } from "@/features/contact-persons/handovers/service";
import { appointContactPerson, confirmTime, listAppointments } from "@/features/contact-persons/service";
import { answerSpace } from "@/features/contact-persons/space/service";
import { addPerson, giveRole, giveSeat } from "@/features/people/service";
import { addTermOfOffice } from "@/features/terms-of-office/service";
import { DEMONSTRATION_PASSWORD } from "@/server/demonstration";
import { actAs, idOf, keyOf, must, personOfAccount, type Town } from "./town";

/** Stores the people, all of them invented. */
export async function loadPeople(town: Town): Promise<number> {
  for (const { key, name, title, email } of town.data.people) {
    const { id } = await addPerson(town.system, { name, title, email, phone: null, isDemonstration: true }, keyOf(town, "person", key));
    town.people.set(key, id);
  }
  return town.people.size;
}

/** Stores the terms of office. */
export async function loadTerms(town: Town): Promise<number> {
  for (const term of town.data.termsOfOffice) {
    const stored = await addTermOfOffice(town.system, { startsOn: term.from, endsOn: term.to }, keyOf(town, "term", term.key));
    town.terms.set(term.key, must(`The term of office ${term.key}`, stored).id);
  }
  return town.terms.size;
}

/** Gives people their roles; a place in a presidium is a seat and no role. */
export async function loadRoles(town: Town): Promise<number> {
  let count = 0;
  for (const { person, role, body, from, to } of town.data.roles) {
    if (role === "PRESIDIUM_MEMBER") continue;
    const input = { personId: idOf(town.people, person), role, bodyId: body === undefined ? null : idOf(town.bodies, body), from, to: to ?? null };
    must(`The role ${role} of ${person}`, await giveRole(town.system, input, keyOf(town, "role", person, role, body, from)));
    count += 1;
  }
  return count;
}

/** Gives people their seats, each in the term of office that it lies within. */
export async function loadSeats(town: Town): Promise<number> {
  for (const { presidium, person, position, from, to } of town.data.seats) {
    const term = town.data.termsOfOffice.find((candidate) => candidate.from <= from && to <= candidate.to);
    const input = { personId: idOf(town.people, person), bodyId: idOf(town.bodies, presidium), position, termId: term === undefined ? null : idOf(town.terms, term.key), from, to };
    must(`The seat of ${person} in ${presidium}`, await giveSeat(town.system, input, keyOf(town, "seat", presidium, person, position, from)));
  }
  return town.data.seats.length;
}

/** Lets the office appoint the contact persons and their deputies, and the unit's manager, or else the office, confirm their time; what they have answered and handed on is theirs. */
export async function loadContactPersons(town: Town): Promise<number> {
  const coordinator = personOfAccount(town, "COORDINATOR");
  // An appointment changes what its person does on others' behalf, at once as well as when a load is taken up later.
  const actAnew = (person: string) => {
    town.actors.clear();
    return actAs(town, person);
  };
  for (const held of town.data.contactPersons) {
    const office = await actAnew(coordinator);
    const what = `The contact person ${held.person} of ${held.unit}`;
    const unitId = idOf(town.bodies, held.unit);
    const input = {
      unitId,
      personId: idOf(town.people, held.person),
      kind: held.kind,
      from: held.from,
      to: held.to ?? null,
      appointedOn: held.appointedOn,
      appointedBy: held.appointedBy,
      timePercent: held.timePercent ?? null,
    };
    const { id } = must(what, await appointContactPerson(office, input, keyOf(town, "appointment", held.unit, held.person, held.kind, held.from)));
    for (const { year, answer, percent, comment } of held.space ?? []) {
      const space = { answer, timePercent: percent ?? null, comment: comment ?? null };
      must(what, await answerSpace(await actAnew(held.person), { key: keyOf(town, "space", held.unit, held.person, String(year)), appointmentId: id, year, version: 0, space }, town.now));
    }
    if (held.handover !== undefined) {
      const { isReceived, ongoing, contacts, advice } = held.handover;
      await saveHandover(await actAnew(held.person), { key: keyOf(town, "handover", held.unit, held.person), appointmentId: id, version: 0, handover: { ongoing, contacts: contacts ?? null, advice: advice ?? null } }, town.now);
      const { handover } = await getHandover(office, id, town.now);
      if (isReceived && handover !== null && handover.receivedOn === null) await receiveHandover(office, { appointmentId: id, version: handover.version }, town.now);
    }
    if (held.timeConfirmedOn === undefined || held.timePercent === undefined) continue;
    const stored = (await listAppointments(office, unitId)).find((appointment) => appointment.id === id);
    if (stored === undefined || stored.timeConfirmedOn !== null) continue;
    const manager = town.data.roles.find((role) => role.role === "UNIT_MANAGER" && role.body === held.unit && role.from <= town.day && (role.to === undefined || role.to >= town.day));
    const confirmer = await actAnew(manager?.person ?? coordinator);
    must(what, await confirmTime(confirmer, { id, version: stored.version, timePercent: held.timePercent, on: held.timeConfirmedOn }));
  }
  return town.data.contactPersons.length;
}

/** Gives the account holders their accounts, two at a time: hashing passwords is slow, and all at once they would wait in vain for connections on a busy machine. */
export async function loadAccounts(town: Town): Promise<number> {
  const waiting = [...town.data.accounts];
  const work = async () => {
    for (let account = waiting.shift(); account !== undefined; account = waiting.shift()) {
      const { name, person } = account;
      const email = town.data.people.find((candidate) => candidate.key === person)?.email ?? "";
      must(`The account ${name}`, await addLocalAccount(town.system, { personId: idOf(town.people, person), email, password: DEMONSTRATION_PASSWORD }, keyOf(town, "account", name)));
    }
  };
  await Promise.all([work(), work()]);
  return town.data.accounts.length;
}

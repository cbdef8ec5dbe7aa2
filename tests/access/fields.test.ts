import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import * as bodies from "@/features/bodies/service";
import * as contactPersons from "@/features/contact-persons/service";
import * as people from "@/features/people/service";
import * as projectDrafts from "@/features/project-drafts/service";
import * as projectChoices from "@/features/projects/choices/service";
import * as projects from "@/features/projects/service";
import { COLUMNS, type Column } from "./table.ts";
import { openWorld, TODAY, type World } from "./world.ts";

/*
 * Which fields of a person reach whom: Y is shown, - is not. A name and what the person is (title, roles, units, seats) are
 * everyone's. How to reach a person is for its own unit's contact persons, the office, the administrator and the person.
 *
 *                 contact deputy member manager secretary coordinator presidium its-secretary board council auditor reader administrator nobody
 */
const everyone = "    Y Y Y Y Y Y Y Y Y Y Y Y Y Y";
const ownUnit = "     Y Y - - - Y - - - - - - Y -";
const officeOnly = "  - - - - - Y - - - - - - Y -";

const FIELDS: Readonly<Record<"own" | "other" | "inherited", Readonly<Record<string, string>>>> = {
  own: { name: everyone, title: everyone, email: ownUnit, phone: ownUnit },
  other: { name: everyone, title: everyone, email: officeOnly, phone: officeOnly },
  // Of a unit that has gone up into the own one.
  inherited: { name: everyone, title: everyone, email: ownUnit, phone: ownUnit },
};

/** What each answer may hold, by its keys: a field that is added here has been thought about. */
const KEYS = {
  person: ["appointments", "detailsVersion", "email", "id", "isArchived", "isDemonstration", "isErased", "name", "phone", "roles", "seats", "showsContacts", "title", "unitIds", "version"],
  listed: ["id", "isArchived", "name", "roles", "seats", "title", "units"],
  named: ["id", "name", "title"],
  candidate: ["id", "name"],
  appointed: ["appointedBy", "appointedOn", "from", "id", "kind", "personId", "personName", "timeConfirmedOn", "timePercent", "to", "unitId", "version"],
  member: ["appointmentId", "kind", "personId", "personName", "since", "unitId", "unitName", "unitShortName"],
  seated: ["from", "id", "personId", "personName", "position", "to", "version"],
  inProject: ["id", "name", "personId"],
} as const;

let world: World;
let canaries: Record<"own" | "other" | "inherited", { id: string; name: string; title: string; email: string; phone: string }>;
let changes: string[];

beforeAll(async () => {
  world = await openWorld();
  const canaryOf = async (what: string, id: string) => {
    const earlier = { name: `${what} Kanariesson`, title: `Titel för ${what}`, email: `kanariefagel-${what}-forr@utblick.example`, phone: "0700-111111" };
    const now = { ...earlier, email: `kanariefagel-${what}@utblick.example`, phone: "0700-222222" };
    await people.changePerson(world.system, { id, version: 1, person: earlier });
    await people.changePerson(world.system, { id, version: 2, person: now });
    return { id, ...now };
  };
  canaries = { own: await canaryOf("egen", world.colleague), other: await canaryOf("annan", world.stranger), inherited: await canaryOf("arvd", world.departed) };
  changes = ["kanariefagel", "0700-111111", "0700-222222"];
});
afterAll(() => world.close());

const isShown = (line: string, column: Column): boolean => line.trim().split(/\s+/)[COLUMNS.indexOf(column)] === "Y";
const keysOf = (value: object | undefined): string[] => Object.keys(value ?? {}).sort();
const written = (value: unknown): string => JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? inner.toString() : inner));

describe("how to reach a person", () => {
  const cases = (["own", "other", "inherited"] as const).flatMap((of) => COLUMNS.map((column) => [of, column] as const));

  it.each(cases)("of the %s unit, shown to %s as the table says", async (of, column) => {
    const actor = world.actors[column];
    const canary = canaries[of];
    const person = await people.getPerson(actor, canary.id, TODAY);
    expect(keysOf(person)).toEqual(KEYS.person);
    for (const field of ["name", "title", "email", "phone"] as const) expect(person[field], field).toBe(isShown(FIELDS[of][field]!, column) ? canary[field] : null);
    expect(await people.findPerson(actor, canary.id, TODAY)).toEqual(person);

    const history = written(await people.listPersonHistory(actor, canary.id));
    for (const value of changes) expect(history.includes(value), `history: ${value}`).toBe(isShown(FIELDS[of].email!, column));
  });

  it.each(COLUMNS.map((column) => [column] as const))("stands in no list that %s reads", async (column) => {
    const actor = world.actors[column];
    const answers = await listsOf(actor, canaries.other.name);
    for (const [what, keys] of Object.entries(answers.keys)) expect(keys, what).toEqual(KEYS[what as keyof typeof KEYS]);
    const text = written(answers.all);
    for (const value of changes) expect(text).not.toContain(value);
    expect(text).toContain(canaries.other.name);
  });

  it.each(COLUMNS.map((column) => [column] as const))("is not found by who searches for it, not even by %s", async (column) => {
    for (const text of ["kanariefagel", canaries.other.email, "0700-222222"]) {
      expect((await people.listPeople(world.actors[column], { text, on: TODAY })).total, text).toBe(0);
    }
  });
});

/** Everything in which people are named, as one actor is answered. */
async function listsOf(actor: Actor, name: string) {
  const project = await world.project("other", false);
  const listed = await people.listPeople(actor, { text: name, on: TODAY });
  const everybody = await people.listEveryone(actor);
  const candidates = await projectChoices.listCandidates(actor);
  const appointed = await contactPersons.listAppointments(actor, world.otherUnit);
  const members = await contactPersons.listWorkingGroup(actor, TODAY);
  const presidium = await bodies.getBody(actor, world.presidium, TODAY);
  const view = await projects.getProject(actor, project.id);
  const all = [
    ...[listed, everybody, candidates, appointed, members, presidium, view],
    await bodies.getBody(actor, world.otherUnit, TODAY),
    await bodies.listBodies(actor, { on: TODAY }),
    await bodies.listBodyHistory(actor, world.otherUnit),
    await projects.listProjectHistory(actor, project.id, { limit: 50 }),
    await projectChoices.loadChoices(actor),
    await projectDrafts.listProjectDrafts(actor),
  ];
  return {
    all,
    keys: {
      listed: keysOf(listed.people[0]),
      named: keysOf(everybody[0]),
      candidate: keysOf(candidates[0]),
      appointed: keysOf(appointed[0]),
      member: keysOf(members[0]),
      seated: keysOf(presidium.seats[0]),
      inProject: keysOf(view.project.members[0]),
    },
  };
}

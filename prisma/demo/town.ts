import { createHash } from "node:crypto";
import type { Actor } from "@/domain/actor";
import type { PlainDate } from "@/domain/plain-date";
import { loadActor } from "@/server/session";
import type { Demonstration } from "../packs/demonstration";
import type { PolicyPack } from "../packs/pack";

/** A municipality on its way into a database: what has been stored so far is found by the data's own keys. */
export interface Town {
  pack: PolicyPack;
  data: Demonstration;
  system: Actor;
  /** The day that the demonstration stands on: it decides who acts, so that a load taken up later is acted by the same people. */
  day: PlainDate;
  /** The instant of loading, never before that day. */
  now: Date;
  bodies: Map<string, string>;
  people: Map<string, string>;
  terms: Map<string, string>;
  programmes: Map<string, string>;
  calls: Map<string, string>;
  priorities: Map<string, string>;
  opportunities: Map<string, string>;
  actors: Map<string, Actor>;
}

export type BodyData = Demonstration["bodies"][number];
export type ProjectData = Demonstration["projects"][number];

/** Begins a town with nothing stored yet. */
export function planTown(pack: PolicyPack, data: Demonstration, system: Actor, clock = new Date()): Town {
  const day = data.drafts.map((draft) => draft.savedOn).sort().at(-1) ?? data.projects.flatMap((project) => project.exchangeRate?.on ?? []).sort().at(-1);
  if (day === undefined) throw new Error("The demonstration data says nowhere which day it stands on: give it a draft.");
  const noon = new Date(`${day}T12:00:00Z`);
  return { pack, data, system, day, now: clock < noon ? noon : clock, bodies: new Map(), people: new Map(), terms: new Map(), programmes: new Map(), calls: new Map(), priorities: new Map(), opportunities: new Map(), actors: new Map() };
}

/** The idempotency key of a record: the same for the same pack and data on every run, so that nothing is stored twice. */
export function keyOf(town: Town, part: string, ...keys: readonly (string | undefined)[]): string {
  const digest = createHash("sha256").update(JSON.stringify([town.pack.id, part, ...keys])).digest("hex");
  return [digest.slice(0, 8), digest.slice(8, 12), `5${digest.slice(13, 16)}`, `8${digest.slice(17, 20)}`, digest.slice(20, 32)].join("-");
}

/** The id of something stored earlier. */
export function idOf(stored: ReadonlyMap<string, string>, key: string): string {
  const id = stored.get(key);
  if (id === undefined) throw new Error(`${key} is not stored yet.`);
  return id;
}

/** The value of a success; what refuses demonstration data stops the load. */
export function must<Value>(what: string, result: { ok: true; value: Value } | { ok: false; reason: string }): Value {
  if (!result.ok) throw new Error(`${what} was refused: ${result.reason}.`);
  return result.value;
}

/** A person of the data as an actor, with the roles held on the demonstration's day. */
export async function actAs(town: Town, personKey: string): Promise<Actor> {
  const known = town.actors.get(personKey);
  if (known !== undefined) return known;
  const actor = await loadActor(idOf(town.people, personKey), town.day);
  if (actor === null) throw new Error(`${personKey} cannot act.`);
  town.actors.set(personKey, actor);
  return actor;
}

/** The person who holds an account of the demonstration. */
export function personOfAccount(town: Town, role: Demonstration["accounts"][number]["role"]): string {
  const account = town.data.accounts.find((candidate) => candidate.role === role);
  if (account === undefined) throw new Error(`The demonstration has no account for ${role}.`);
  return account.person;
}

/** The person on a unit's roster on the demonstration's day, or null. */
export function onRoster(town: Town, unit: string, kind: "PRIMARY" | "DEPUTY"): string | null {
  const found = town.data.contactPersons.find((held) => held.unit === unit && held.kind === kind && held.from <= town.day && (held.to === undefined || held.to >= town.day));
  return found?.person ?? null;
}

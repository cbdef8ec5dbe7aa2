import type { Actor } from "./actor";

/** What every stored thing that permission is asked about has. */
export interface Identified {
  id: string;
}

/** A feature's permissions: one named claim a verb, asked about the stored thing. `view` decides what exists for the actor at all. */
export interface Policy<Feature extends string, Verb extends string, Thing extends Identified> {
  feature: Feature;
  rules: Readonly<Record<Verb | "view", (actor: Actor, thing: Thing) => boolean>>;
  /** The weighty verbs: who asks for them must have shown lately who it is, so that a browser that was left open does none of them. */
  weighty?: readonly NoInfer<Verb>[];
}

/** Declares a feature's permissions. */
export function definePolicy<Feature extends string, Verb extends string, Thing extends Identified>(
  policy: Policy<Feature, Verb, Thing>,
): Policy<Feature, Verb, Thing> {
  return policy;
}

/** Tells whether the actor may do this to the thing, without refusing: for what a page offers. */
export function may<Feature extends string, Verb extends string, Thing extends Identified>(
  policy: Policy<Feature, Verb, Thing>,
  verb: Verb | "view",
  actor: Actor,
  thing: Thing,
): boolean {
  return policy.rules.view(actor, thing) && policy.rules[verb](actor, thing);
}

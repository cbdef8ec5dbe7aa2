import type { Actor, ActorFacts, Role } from "@/domain/actor";

/** An actor made of thin air, for rules that need no stored person; integration tests ask the server for theirs. */
export function makeActor(facts: Partial<ActorFacts> = {}): Actor {
  return Object.freeze({ personId: "10000000-0000-4000-8000-000000000001", name: "Prov Provsson", roles: [], units: [], seats: [], isSystem: false, isConfirmed: true, ...facts }) as ActorFacts as Actor;
}

/** An actor that holds one role, for one body or for the whole municipality. */
export function actorWithRole(role: Role, bodyId: string | null = null): Actor {
  return makeActor({ roles: [{ role, bodyId }] });
}

/** A unit's contact person, or its deputy; other units may have gone up into it. */
export function actorOfUnit(unitId: string, kind: "PRIMARY" | "DEPUTY" = "PRIMARY", predecessorIds: readonly string[] = []): Actor {
  return makeActor({ units: [{ id: unitId, name: "Provkontoret", kind, predecessorIds }] });
}

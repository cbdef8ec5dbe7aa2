import { actsForBody, answersForUnit, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";
import { isMemberOf, isSecretaryOf, type Presidium } from "@/features/visits/rules";
import type { CalendarFeedKind } from "./schema";

/** What permission to a calendar that is followed depends on. */
export interface FeedThing extends Identified {
  personId: string;
  kind: CalendarFeedKind;
  unitId: string | null;
  presidium: Presidium | null;
}

const isOwn = (actor: Actor, feed: FeedThing) => actor.personId === feed.personId;

function mayFollow(actor: Actor, { kind, unitId, presidium }: FeedThing): boolean {
  if (kind === "PERSONAL") return true;
  if (isCoordinator(actor)) return true;
  if (kind === "UNIT") return answersForUnit(actor, unitId) || actsForBody(actor, unitId);
  return kind === "PRESIDIUM" && presidium !== null && (isMemberOf(actor, presidium) || isSecretaryOf(actor, presidium));
}

/** What a person follows is that person's alone; a unit's calendar is for its people, a presidium's for its members and secretaries, and the office follows all. Asked anew each time that it is fetched. */
export const calendarPolicy = definePolicy({
  feature: "calendars",
  rules: {
    view: isOwn,
    follow: mayFollow,
    close: isOwn,
  },
});

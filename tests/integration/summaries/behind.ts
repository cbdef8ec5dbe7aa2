import { expect } from "vitest";
import type { Actor } from "@/domain/actor";
import { NOON } from "../../factories/register.ts";

/** How many records the list at an address holds for someone; fails where the list does not understand all of the address. */
export async function countBehind(actor: Actor, address: string): Promise<number> {
  const { pathname, searchParams } = new URL(address, "http://x");
  const parameters = Object.fromEntries(searchParams);
  const count = async <Filter>(read: (of: Record<string, string>) => { filter: Filter; ignored: string[] }, list: (who: Actor, filter: Filter, now: Date) => Promise<{ total: number }>) => {
    const { filter, ignored } = read(parameters);
    expect(ignored, address).toEqual([]);
    return (await list(actor, filter, NOON)).total;
  };
  switch (pathname) {
    case "/projects":
      return count((await import("@/features/projects/schema")).readProjectFilter, (await import("@/features/projects/lists/service")).listProjects);
    case "/lessons":
      return count((await import("@/features/projects/closings/schema")).readLessonFilter, (await import("@/features/projects/closings/service")).listLessons);
    case "/visits":
      return count((await import("@/features/visits/schema")).readVisitFilter, (await import("@/features/visits/service")).listVisits);
    case "/town-relations/activities":
      return count((await import("@/features/town-relations/activities/schema")).readActivityFilter, (await import("@/features/town-relations/activities/service")).listActivities);
    case "/partners/searches":
      return count((await import("@/features/partners/searches/schema")).readSearchFilter, (await import("@/features/partners/searches/service")).listSearches);
    case "/networks":
      return count((await import("@/features/networks/schema")).readNetworkFilter, (await import("@/features/networks/service")).listNetworks);
    case "/eu-monitoring":
      return count((await import("@/features/eu-monitoring/schema")).readItemFilter, (await import("@/features/eu-monitoring/service")).listItems);
    case "/eu-monitoring/influence":
      return count((await import("@/features/eu-monitoring/influence/schema")).readInfluenceFilter, (await import("@/features/eu-monitoring/influence/service")).listInfluence);
    default:
      return expect.fail(`no list is known at ${address}`);
  }
}

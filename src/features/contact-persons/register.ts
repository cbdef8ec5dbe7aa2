import "server-only";
import { isAdministrator, isCoordinator } from "@/domain/actor";
import { dateInStockholm } from "@/domain/plain-date";
import { nameAll, type Register } from "@/domain/registers";
import { getBody } from "@/features/bodies/service";
import { countCurrent, listGaps, scrutiniseUnits } from "./service";

/** Units that the governing document says shall have a contact person, and have none. */
export const contactPersonRegister: Register = {
  kind: "contactPerson",
  path: (id) => `/bodies/${id}`,
  titleOf: async (actor, id) => (await getBody(actor, id, dateInStockholm(new Date()))).name,
  hiddenColumns: () => Promise.resolve([]),
  tasks: () => Promise.resolve([]),
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
  evidence: async (actor, { on }) =>
    (await countCurrent(actor, on)).flatMap(({ unitId, current, confirmed }) => [
      { kind: "CURRENT_CONTACT_PERSON", unitId, count: current, path: `/bodies/${unitId}` },
      { kind: "CONFIRMED_CONTACT_PERSON_TIME", unitId, count: confirmed, path: `/bodies/${unitId}` },
    ]),
};

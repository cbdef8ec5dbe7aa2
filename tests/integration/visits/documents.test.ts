import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import type { PolicyPack } from "@packs/pack";
import { asOfYear } from "@/domain/registers";
import type { PlainDate } from "@/domain/plain-date";
import { TODAY } from "../people/house.ts";
import { openVisits, valueOf, type VisitsHouse } from "./house.ts";

const shipped = (id: string): PolicyPack => {
  const found = packs.find((pack) => pack.id === id);
  if (found === undefined) throw new Error(`No pack ${id}.`);
  return found;
};

describe("whose matter a visit is, when one document has followed another", () => {
  let house: VisitsHouse;
  beforeAll(async () => {
    house = await openVisits("varberg");
    const documents = await import("@/features/governing-documents/service");
    const { refreshPack } = await import("@/server/pack");
    const admin = await house.someone("ADMINISTRATOR");
    const inForce = async (pack: PolicyPack, from: PlainDate) => {
      const { id } = valueOf(await documents.importVersion(admin, { documentId: null, label: from, pack }, randomUUID()));
      valueOf(await documents.putInForce(admin, { id, version: 1, from }, randomUUID()));
    };
    await inForce(shipped("halmstad"), "2015-01-01");
    await inForce(shipped("varberg"), "2022-01-01");
    await refreshPack();
    const on = (day: PlainDate) => ({ starts: { on: day, precision: "DAY" as const }, ends: { on: day, precision: "DAY" as const } });
    await house.announce({ title: "Före dem båda", needsRepresentation: true, concernsUnitDirectly: false, ...on("2014-05-01") });
    await house.announce({ title: "Under den förra, officiellt", needsRepresentation: false, concernsUnitDirectly: false, ...on("2020-05-01") });
    await house.announce({ title: "Under den förra, verksamhetens eget", needsRepresentation: true, concernsUnitDirectly: true, officeNotifiedOn: "2020-06-01", ...on("2020-05-02") });
    await house.announce({ title: "Under den senare", needsRepresentation: true, concernsUnitDirectly: true, ...on("2023-05-01") });
    await house.announce({ title: "Som kommer", needsRepresentation: true, ...on("2027-05-01") });
  });
  afterAll(() => house.close());

  it("V15, H18, H22b: each follows the document of its day, and before the first nothing is regulated", async () => {
    const { rows } = await house.list({ sort: "starts" });
    expect(Object.fromEntries(rows.map(({ title, responsibility }) => [title, "clause" in responsibility ? [responsibility.answer, responsibility.clause] : [responsibility.answer]]))).toEqual({
      "Före dem båda": ["NOT_REGULATED"],
      "Under den förra, officiellt": ["PRESIDIA", "H18"],
      "Under den förra, verksamhetens eget": ["UNIT", "H22b"],
      "Under den senare": ["PRESIDIA", "V15"],
      "Som kommer": ["PRESIDIA", "V15"],
    });
    for (const { id, title, responsibility, notice } of rows) expect(await house.visits.getVisit(house.office, id), title).toMatchObject({ responsibility, notice });
  });

  it("H22a: notice is missed of the visits that the earlier document asked it for, and no later ones", async () => {
    const { rows } = await house.list({});
    expect(rows.filter(({ notice }) => notice !== null).map(({ title, notice }) => [title, notice?.state, notice?.clause])).toEqual([["Under den förra, verksamhetens eget", "LATE", "H22a"]]);
  });

  it("what a year's figures count is what its lists hold", async () => {
    const [{ allocated, open, notified }, listed] = [await house.visits.countVisitEvidence(house.office, asOfYear(2020, TODAY)), async (more: Record<string, string>) => (await house.list({ year: "2020", ...more })).rows.map(({ title }) => title)];
    expect([allocated, open, notified]).toEqual([0, 1, [{ unitId: house.unit, count: 0, all: 1 }]]);
    expect([await listed({ allocation: "open" }), await listed({ notice: "missing" }), await listed({ notice: "given" })]).toEqual([["Under den förra, officiellt"], ["Under den förra, verksamhetens eget"], []]);
    expect((await house.list({ year: "2014", allocation: "open" })).total).toBe(0);
    expect((await house.list({ year: "2023", allocation: "open" })).rows.map(({ title }) => title)).toEqual(["Under den senare"]);
  });
});

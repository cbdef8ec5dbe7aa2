import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asOfYear } from "@/domain/registers";
import { NOON, openVisits, valueOf, type VisitsHouse } from "./house.ts";

// Under a document by which the board's presidium answers for official visits, and units for their own once the office has been told.
let house: VisitsHouse;
beforeAll(async () => {
  house = await openVisits("halmstad");
});
afterAll(() => house.close());

describe("whose matter a visit is", () => {
  it("H18: an official visit is the executive board presidium's, and on no other desk", async () => {
    const id = await house.announce({ title: "Officiellt" });
    expect((await house.visits.getVisit(house.office, id, NOON)).responsibility).toEqual({ answer: "PRESIDIA", by: ["EXECUTIVE_BOARD_PRESIDIUM"], clause: "H18" });
    expect((await house.visitRegister.tasks(house.bo, "2026-11-22")).find(({ key }) => key === `visit ${id}`)).toMatchObject({ clause: "H18", owner: { kind: "PRESIDIUM" } });
    expect(await house.visitRegister.tasks(house.gunnel, "2026-11-22")).toEqual([]);
    expect(await house.take(house.gunnel, id)).toMatchObject({ reason: "visitNotForPresidium" });
    valueOf(await house.take(house.bo, id));
  });

  it("H22b: a visit that concerns the unit's own field directly is the unit's, and cannot be taken", async () => {
    const id = await house.announce({ concernsUnitDirectly: true });
    expect((await house.visits.getVisit(house.office, id, NOON)).responsibility).toEqual({ answer: "UNIT", clause: "H22b" });
    expect(await house.take(house.bo, id)).toMatchObject({ reason: "visitIsTheUnits" });
  });

  it("H18: a journey is not regulated: nobody is claimed, and nobody is barred", async () => {
    const id = await house.announce({ direction: "OUTGOING", concernsUnitDirectly: null, needsRepresentation: null });
    expect((await house.visits.getVisit(house.office, id, NOON)).responsibility).toEqual({ answer: "NOT_REGULATED" });
    for (const actor of [house.bo, house.gunnel]) expect((await house.visitRegister.tasks(actor, "2026-11-22")).some(({ key }) => key === `visit ${id}`)).toBe(false);
    valueOf(await house.take(house.gunnel, id));
  });
});

describe("the notice to the office", () => {
  it("H22a: is red when it is missing or later than the visit's start, on the unit's and the office's first screens", async () => {
    const own = { concernsUnitDirectly: true, starts: { on: "2026-05-12", precision: "DAY" as const } };
    const late = await house.announce({ ...own, title: "För sent", officeNotifiedOn: "2026-05-13" });
    const same = await house.announce({ ...own, title: "Samma dag", officeNotifiedOn: "2026-05-12" });
    const inTime = await house.announce({ ...own, title: "I tid", officeNotifiedOn: "2026-05-11" });
    const coming = await house.announce({ ...own, title: "Kommer", starts: { on: "2026-12-12", precision: "DAY" } });
    const states = await Promise.all([late, same, inTime, coming].map(async (id) => (await house.visits.getVisit(house.office, id, NOON)).notice?.state));
    expect(states).toEqual(["LATE", "SAME_DAY", "IN_TIME", "MISSING"]);
    const [gap] = await house.visitRegister.gaps(house.maja, "2026-11-22");
    const listed = await house.list(Object.fromEntries(new URL(gap?.path ?? "", "http://own.invalid").searchParams));
    expect(gap).toMatchObject({ clause: "H22a", key: `office notice ${house.unit}`, title: { params: { count: listed.total } } });
    expect(listed.rows.map(({ title }) => title)).toEqual(expect.arrayContaining(["För sent", "Kommer"]));
    expect(listed.rows.every(({ notice }) => notice?.state === "MISSING" || notice?.state === "LATE")).toBe(true);
    expect((await house.visitRegister.tasks(house.maja, "2026-11-22")).find(({ key }) => key === `visit notice ${coming}`)).toMatchObject({ clause: "H22a", owner: { kind: "UNIT", unitId: house.unit } });
    const notified = (await house.visitRegister.evidence(house.office, asOfYear(2026, "2026-11-22"))).find(({ kind }) => kind === "NOTIFIED_VISIT");
    expect(notified).toMatchObject({ unitId: house.unit, count: 2 });
    expect((await house.list(Object.fromEntries(new URL(notified?.path ?? "", "http://own.invalid").searchParams))).total).toBe(2);
  });
});

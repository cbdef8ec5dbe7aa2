import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PartnerInput } from "@/features/partners/schema";
import type * as partnersService from "@/features/partners/service";
import type * as linksService from "@/features/projects/partners/service";
import { projectInput } from "../../factories/projects.ts";
import { partnerInput } from "../../factories/partners.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let links: typeof linksService;
let partners: typeof partnersService;
beforeAll(async () => {
  house = await openDecisions("varberg");
  links = await import("@/features/projects/partners/service");
  partners = await import("@/features/partners/service");
});
afterAll(() => house.close());

const add = async (more: Partial<PartnerInput> & Pick<PartnerInput, "name">) => valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput(more), answers: { saveAnyway: true, placeId: null } }, {}, NOON)).id;
const line = (name: string, country: string | null = "DK") => ({ name, town: null, country, isLead: false });
const linesOf = async (id: string, actor = house.reader) => (await links.listProjectPartners(actor, id, NOON)).lines;
const change = async (id: string, more: Parameters<typeof projectInput>[0] extends infer Input ? Partial<Input> : never) => {
  const { inTransaction } = await import("@/server/transaction");
  const { project } = await house.projects.getProject(house.maja, id, NOON);
  await inTransaction((tx) => house.projects.changeInTransaction(tx, house.maja, id, project.version, projectInput({ unitId: house.unit, title: project.title, partners: project.partners, ...more }), NOON));
};

describe("a project's partners and the register", () => {
  it("V11b: are the same when the name is the same in any spelling, of the same country, and only one is called so", async () => {
    const vejle = await add({ name: "Vejle Kommune", aliases: [{ name: "Weile", language: "de" }] });
    await add({ name: "Nordskolen" });
    await add({ name: "Nordskolen" });
    const id = await house.project({ partners: [line("Vejle Kommune"), line("VEJLE kommun"), line("Weile"), line("Vejle Kommune", "NO"), line("nordskolen")] });
    expect((await linesOf(id)).map(({ partnerId }) => partnerId)).toEqual([vejle, vejle, vejle, null, null]);
    expect((await house.projects.getProject(house.reader, id, NOON)).project.partnerIds).toEqual([vejle, vejle, vejle, null, null]);
  });

  it("V11b: are offered those that they may be, and are linked to the one that is pointed out, which stays when the project is changed", async () => {
    const tang = await add({ name: "Tangfabrikken" });
    const id = await house.project({ partners: [line("Tangfabriken AB")] });
    const [before] = await linesOf(id);
    expect(before).toMatchObject({ partnerId: null, version: 1 });
    expect(before?.similar.map((one) => one.id)).toContain(tang);
    const link = (version: number, partnerId: string | null, actor = house.maja) => links.linkProjectPartner(actor, { projectId: id, lineId: before?.id ?? "", version, partnerId }, NOON);
    valueOf(await link(1, tang));
    expect(await linesOf(id)).toMatchObject([{ partnerId: tang, partnerName: "Tangfabrikken", similar: [], version: 2 }]);
    await expect(link(1, tang)).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(link(2, null, house.reader)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await link(2, randomUUID())).toMatchObject({ reason: "projectPartnerNotThere" });
    expect((await house.projects.listProjectHistory(house.reader, id, { limit: 1 }))[0]).toMatchObject({ action: "projects.partnerLinked", changes: [{ table: "project_partner", column: "partner_id", before: null, after: tang }] });

    // The line is another when it says more, and means the same partner.
    await change(id, { partners: [line("En ny, först"), { ...line("Tangfabriken AB"), town: "Vejle" }] });
    expect((await linesOf(id)).map(({ partnerId }) => partnerId)).toEqual([null, tang]);
    const [, after] = await linesOf(id);
    valueOf(await links.linkProjectPartner(house.maja, { projectId: id, lineId: after?.id ?? "", version: after?.version ?? 0, partnerId: null }, NOON));
    expect((await linesOf(id)).map(({ partnerId }) => partnerId)).toEqual([null, null]);
  });

  it("are linked to the one that a merged partner is today", async () => {
    const [old, today] = [await add({ name: "Ølgod Kommune" }), await add({ name: "Varde Kommune" })];
    const id = await house.project({ partners: [line("Något helt annat")] });
    valueOf(await partners.mergePartner(house.office, { id: old, version: 1, kind: "MERGED", intoId: today, on: { on: "2007-01-01", precision: "DAY" }, note: null, source: null }, NOON));
    const [only] = await linesOf(id);
    valueOf(await links.linkProjectPartner(house.maja, { projectId: id, lineId: only?.id ?? "", version: 1, partnerId: old }, NOON));
    expect(await linesOf(id)).toMatchObject([{ partnerId: today, partnerName: "Varde Kommune" }]);
  });
});

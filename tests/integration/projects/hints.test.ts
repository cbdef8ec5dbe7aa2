import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HintKind, HintSubject } from "@/features/projects/hints/rules";
import type * as hintsService from "@/features/projects/hints/service";
import { closingInput } from "../../factories/closings.ts";
import { contactInput, partnerInput } from "../../factories/partners.ts";
import { callInput, programmeInput } from "../../factories/programmes.ts";
import { projectInput } from "../../factories/projects.ts";
import { enterInput } from "../../factories/town-relations.ts";
import { visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let hints: typeof hintsService;
let other: string;
let programmeId: string;
beforeAll(async () => {
  house = await openDecisions("varberg");
  hints = await import("@/features/projects/hints/service");
  other = await house.body("DEPARTMENT", "Ängsförvaltningen", { parentId: house.otherCommittee });
  const { addProgramme } = await import("@/features/programmes/service");
  programmeId = valueOf(await addProgramme(house.system, programmeInput({ nameSv: "Havsprogrammet" }), randomUUID())).id;
});
afterAll(() => house.close());

const nothing: HintSubject = { projectId: null, unitId: null, title: "", programmeId: null, callId: null, partners: [], partnerIds: [] };
const find = async (subject: Partial<HintSubject>, kind: HintKind, actor = house.reader) => (await hints.listHints(actor, { ...nothing, unitId: house.unit, ...subject }, NOON)).filter((hint) => hint.kind === kind);
const ofOther = (title: string, more: Parameters<typeof projectInput>[0] = {}) => house.projects.logProject(house.office, projectInput({ unitId: other, title, status: "ONGOING", ...more }), randomUUID(), {}, NOON).then(({ id }) => id);
const partner = (name: string, town: string | null = null) => ({ name, town, country: "LV", isLead: false });

describe("hints to a project", () => {
  it("say which other units are on the same programme, and nothing of the own unit, of ideas, or of what is closed", async () => {
    const there = await ofOther("Ängens ansökan", { programmeId, status: "SUBMITTED" });
    await ofOther("Ängens idé", { programmeId, status: "IDEA" });
    await ofOther("Ängens avslutade", { programmeId, status: "CLOSED" });
    await house.project({ title: "Vårt eget", programmeId, status: "SUBMITTED" });
    expect(await find({ programmeId }, "SAME_PROGRAMME")).toMatchObject([{ id: there, title: "Ängens ansökan", unit: "Ängsförvaltningen" }]);
    expect(await find({}, "SAME_PROGRAMME")).toEqual([]);
    const { addCall } = await import("@/features/programmes/calls/service");
    const { id: callId } = valueOf(await addCall(house.system, callInput({ programmeId }), randomUUID(), {}, NOON));
    const rival = await ofOther("Ängen i samma utlysning", { programmeId, callId, status: "APPLICATION_IN_PROGRESS" });
    expect((await find({ programmeId, callId }, "SAME_CALL")).map(({ id }) => id)).toEqual([rival]);
    expect((await find({ programmeId, callId }, "SAME_PROGRAMME")).map(({ id }) => id)).toEqual([there]);
    expect(await find({ programmeId }, "SAME_CALL")).toEqual([]);
  });

  it("say who works with the same partner, whatever letters it is written in, and who knows someone there", async () => {
    const there = await ofOther("Med Riga", { partners: [partner("Riga Skola", "Riga")] });
    expect(await find({ partners: [partner("RIGA skola")] }, "KNOWS_PARTNER")).toMatchObject([{ id: there, through: "Riga Skola" }]);
    expect(await find({ projectId: there, partners: [partner("Riga Skola")] }, "KNOWS_PARTNER")).toEqual([]);
    const partners = await import("@/features/partners/service");
    const contacts = await import("@/features/partners/contacts/service");
    const { id } = valueOf(await partners.addPartner(house.office, { key: randomUUID(), partner: partnerInput({ name: "Nordskolen" }), answers: { saveAnyway: true, placeId: null } }, {}, NOON));
    valueOf(await contacts.addContact(house.office, { key: randomUUID(), input: { partnerId: id, unitId: other, contact: contactInput() } }, {}, NOON));
    expect(await find({ partnerIds: [id] }, "KNOWS_SOMEONE")).toMatchObject([{ id, title: "Nordskolen", unit: "Ängsförvaltningen" }]);
    expect(await find({ partnerIds: [id], unitId: other }, "KNOWS_SOMEONE")).toEqual([]);
  });

  it("say who has been to the town, as a word of its own, and that the municipality has a relation with it", async () => {
    const visits = await import("@/features/visits/service");
    const relations = await import("@/features/town-relations/service");
    const { id } = valueOf(await visits.announceVisit(house.office, visitInput({ unitId: other, title: "Studieresa", places: "Gent och Brygge" }), randomUUID(), {}, NOON));
    valueOf(await visits.announceVisit(house.office, visitInput({ unitId: other, title: "Agentmöte" }), randomUUID(), {}, NOON));
    expect(await find({ partners: [partner("Stad", "Gent")] }, "BEEN_THERE")).toMatchObject([{ id, title: "Studieresa", through: "Gent" }]);
    const relation = valueOf(await relations.enterRelation(house.office, { ...enterInput({ unitId: other, name: "Gent" }), town: { name: "Gent", country: "BE" } }, randomUUID(), {}, NOON));
    expect(await find({ partners: [partner("Stad", "GENT")] }, "TOWN_RELATION")).toMatchObject([{ id: relation.id }]);
    expect(await find({ partners: [partner("Stad", "Brno")] }, "TOWN_RELATION")).toEqual([]);
  });

  it("V9b: lead to the lessons of what was alike: the same programme, the same partner, or a like title", async () => {
    const { saveClosing } = await import("@/features/projects/closings/service");
    const close = async (id: string, lessons: string | null) => valueOf(await saveClosing(house.office, { projectId: id, key: randomUUID(), version: 0, closing: closingInput({ lessons }) }, {}, NOON));
    const a = await ofOther("Ålgräs i lagunen", { status: "CLOSED", partners: [partner("Tallinns akvarium")] });
    const b = await ofOther("Helt annat", { status: "CLOSED" });
    await close(a, "Plantera i maj");
    await close(b, null);
    expect((await find({ title: "Ålgräs i lagunerna" }, "LESSONS")).map(({ id }) => id)).toEqual([a]);
    expect((await find({ title: "x", partners: [partner("tallinns AKVARIUM")] }, "LESSONS")).map(({ id }) => id)).toEqual([a]);
    expect(await find({ title: "Helt annat" }, "LESSONS")).toEqual([]);
    expect(await find({ projectId: a, title: "Ålgräs i lagunen" }, "LESSONS")).toEqual([]);
  });

  it("tell nobody of a confidential project that they may not see", async () => {
    const id = await ofOther("Dolt samarbete", { isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", partners: [partner("Hemlig partner")], programmeId, status: "SUBMITTED" });
    for (const kind of ["KNOWS_PARTNER", "SAME_PROGRAMME"] as const) {
      const subject = { partners: [partner("Hemlig partner")], programmeId };
      expect((await find(subject, kind)).map((hint) => hint.id)).not.toContain(id);
      expect((await find(subject, kind, house.office)).map((hint) => hint.id)).toContain(id);
    }
  });
});

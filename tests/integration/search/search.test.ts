import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "@/domain/actor";
import type { Searchables } from "@/domain/registers";
import type * as documentService from "@/features/documents/service";
import type * as contactService from "@/features/partners/contacts/service";
import type * as partnerService from "@/features/partners/service";
import { readSearchFilter } from "@/features/search/schema";
import type * as searchService from "@/features/search/service";
import type * as visitService from "@/features/visits/service";
import { attachInput, pdfOf, received } from "../../factories/documents.ts";
import { ASKED_NOTHING, contactInput, partnerInput } from "../../factories/partners.ts";
import { visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let service: typeof searchService;
let searchables: Searchables;
let documents: typeof documentService;
let partners: typeof partnerService;
let contacts: typeof contactService;
let visits: typeof visitService;
let neighbour: Actor;
let member: { id: string; actor: Actor };
beforeAll(async () => {
  house = await openDecisions("varberg");
  service = await import("@/features/search/service");
  ({ searchables } = await import("@/registers"));
  documents = await import("@/features/documents/service");
  partners = await import("@/features/partners/service");
  contacts = await import("@/features/partners/contacts/service");
  visits = await import("@/features/visits/service");
  const other = await house.body("DEPARTMENT", "Ängsförvaltningen", { parentId: house.otherCommittee });
  const neighbourId = await house.person("Nils Grannvik");
  await house.contactPerson(other, neighbourId, "2020-01-01");
  neighbour = await house.actor(neighbourId);
  const memberId = await house.person("Moa Medlemsson");
  member = { id: memberId, actor: await house.actor(memberId) };
});
afterAll(() => house.close());

const SECRET = { isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §" };
const ask = (q: string, actor: Actor = house.reader, more: Record<string, string> = {}) => service.search(actor, searchables, readSearchFilter({ q, ...more }).filter, 3, NOON);
const namesOf = async (q: string, actor: Actor = house.reader, more: Record<string, string> = {}) => (await ask(q, actor, more)).groups.flatMap(({ kind, hits }) => hits.map(({ name }) => `${kind} ${name}`));
const everyone = () => ({ office: house.office, contact: house.maja, member: member.actor, neighbour, reader: house.reader, secretary: house.secretary });
/** Who finds something by a word, and that to the others it is as if nothing were there. */
async function whoFinds(q: string, kind: string): Promise<string[]> {
  const finding: string[] = [];
  for (const [name, actor] of Object.entries(everyone())) {
    const { groups, total, best } = await ask(q, actor);
    const group = groups.find((one) => one.kind === kind);
    if (group === undefined) expect([total, groups, best], name).toEqual([0, [], []]);
    else finding.push(`${name} ${String(group.total)}`);
  }
  return finding;
}

describe("what one may not see", () => {
  it("Never counted or hinted at: a confidential project, the decision about it and what lies with it are found by its unit, its members and the office, each as far as they see it", async () => {
    const id = await house.project({ title: "Kvistholmsprövningen", ...SECRET });
    valueOf(await house.projects.nameMember(house.maja, { projectId: id, personId: member.id }));
    member.actor = await house.actor(member.id);
    expect(await whoFinds("kvistholmsprövning", "project")).toEqual(["office 1", "contact 1", "member 1"]);
    await house.recorded({ title: "Beslut om Vinkelgrundet", subject: house.about(id), bodyId: house.committee });
    expect(await whoFinds("vinkelgrund", "decision")).toEqual(["office 1", "contact 1", "member 1"]);
    valueOf(await documents.attachDocument(house.maja, attachInput(house.about(id), { title: "Tratthamnsbilagan" }), await received(pdfOf(1)), { registers: house.registers }, NOON));
    expect(await whoFinds("tratthamn", "document")).toEqual(["office 1", "contact 1"]);
    // Also when it is looked for by another spelling, and by its number.
    expect((await ask("kvistholmsprövnngen")).groups).toEqual([]);
    expect((await ask("kvistholmsprövnngen", house.maja)).best[0]?.name).toBe("Kvistholmsprövningen");
  });

  it("Never counted or hinted at: a confidential document of an open record is found by who added it, its unit and the office", async () => {
    const id = await house.project({ title: "Öppen hamn" });
    valueOf(await documents.attachDocument(house.maja, attachInput(house.about(id), { title: "Sluten kobbebilaga", ...SECRET }), await received(pdfOf(1)), { registers: house.registers }, NOON));
    expect(await whoFinds("kobbebilaga", "document")).toEqual(["office 1", "contact 1"]);
  });

  it("Never counted or hinted at: what has been taken out of its register is found by nobody, whoever may still open it", async () => {
    const id = await house.project({ title: "Bortlagd klintbrygga" });
    expect(await whoFinds("klintbrygga", "project")).toHaveLength(6);
    await house.projects.archiveProject(house.maja, { id, _version: 1 }, true, NOON);
    expect(await whoFinds("klintbrygga", "project")).toEqual([]);
  });

  it("Never counted or hinted at: people are found by name and role, and not by how they are reached; contacts at partners and guests at visits not at all", async () => {
    await house.person("Rut Sökbarsson", { email: "lyckselbrev@utblick.example", phone: "070-174 99 31" });
    expect(await whoFinds("sökbarsson", "person")).toHaveLength(6);
    for (const actor of Object.values(everyone())) for (const q of ["lyckselbrev", "070-174 99 31", "1749931"]) expect((await ask(q, actor)).groups, q).toEqual([]);
    const { id: partnerId } = valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name: "Sandreva kommun" }), answers: ASKED_NOTHING }, {}, NOON));
    valueOf(await contacts.addContact(house.maja, { key: randomUUID(), input: { partnerId, unitId: house.unit, contact: contactInput({ name: "Hemlige Kontaktorp" }) } }, {}, NOON));
    expect(await whoFinds("kontaktorp", "partner")).toEqual([]);
    expect(await whoFinds("sandreva", "partner")).toHaveLength(6);
  });
});

describe("a hit", () => {
  it("Ranked: a case number before a name, a whole name before a word of it, a title before what stands below; the latest first of equals", async () => {
    await house.project({ title: "Alvarmossa", summary: "Grund" });
    await house.project({ title: "Kring alvarmossan i väst", summary: "Grund" });
    await house.project({ title: "Ett annat namn", summary: "Om en alvarmossa." });
    await house.project({ title: "Storalvarmossens framtid", summary: "Grund" });
    expect((await ask("alvarmossa", house.reader, { kind: "project" })).groups[0]?.hits.map(({ name }) => name)).toEqual(["Alvarmossa", "Kring alvarmossan i väst", "Storalvarmossens framtid", "Ett annat namn"]);
    await house.project({ title: "Med nummer", caseNumber: "AM 2026/0777" });
    expect((await ask("am2026/0777")).best[0]).toMatchObject({ name: "Med nummer", caseNumber: "AM 2026/0777" });
    expect(await namesOf("0777 AM")).toEqual(["project Med nummer"]);
  });

  it("Highlighted: says where the words stand, title and text, as pieces and never as markup", async () => {
    await house.project({ title: "Tångräka <b>i</b> text", summary: "Här odlas tångräkor & mera <script>alert(1)</script>." });
    const [hit] = (await ask("tångräkor")).best;
    expect(hit?.title).toEqual([{ text: "Tångräka", isHit: true }, { text: " <b>i</b> text", isHit: false }]);
    expect(hit?.excerpt?.find(({ isHit }) => isHit)?.text).toBe("tångräkor");
    expect(hit?.excerpt?.map(({ text }) => text).join("")).toContain("<script>alert(1)</script>");
  });

  it("Grouped by kind, paged within one, and asked for with all of its words", async () => {
    for (let number = 1; number <= 28; number += 1) await house.project({ title: `Vassruggsprojekt ${String(number).padStart(2, "0")}` });
    await visits.announceVisit(house.maja, visitInput({ unitId: house.unit, title: "Vassruggsbesöket" }), randomUUID(), {}, NOON);
    const all = await ask("vassrugg");
    expect(all.groups.map(({ kind, total, hits }) => [kind, total, hits.length])).toEqual([["project", 28, 3], ["visit", 1, 1]]);
    const second = await ask("vassrugg", house.reader, { kind: "project", page: "2" });
    expect(second.groups.find(({ kind }) => kind === "project")).toMatchObject({ total: 28, hits: [{}, {}, {}] });
    expect(await namesOf("vassrugg 07")).toEqual(["project Vassruggsprojekt 07"]);
    expect(await namesOf('"vassruggsprojekt 08"')).toEqual(["project Vassruggsprojekt 08"]);
    expect(await namesOf('"08 vassruggsprojekt"')).toEqual([]);
    expect((await ask("vassrugg", house.reader, { unit: randomUUID() })).groups).toEqual([]);
    expect((await ask("vassrugg", house.reader, { unit: house.unit, year: "2027" })).groups.map(({ kind }) => kind)).toContain("visit");
  });

  it("Unaccented and misspelt forms: what is spelt almost so is shown only where nothing is spelt just so, and is said to be like it", async () => {
    await house.project({ title: "Sjöfågelräkning" });
    expect(await ask("sjofagelrakning")).toMatchObject({ isAlike: false, best: [{ name: "Sjöfågelräkning" }] });
    expect(await ask("sjöfågelräknign")).toMatchObject({ isAlike: true, best: [{ name: "Sjöfågelräkning" }] });
    expect(await ask("zzqqxxvv")).toMatchObject({ isAsked: true, isAlike: false, groups: [] });
  });

  it("A kind that the municipality does not keep is not searched", async () => {
    const { getPack } = await import("@/server/pack");
    expect(searchables.filter(({ isKept }) => isKept?.() === false).map(({ kind }) => kind)).toEqual(getPack().modules.monitoring.state === "off" ? ["monitoringItem"] : []);
  });
});

describe("hostile queries", () => {
  const HOSTILE = [
    "'", "''; DROP TABLE project; --", "%", "_", "%%%", "\\", "\\\\'", ":*", "&|!", "a:*", "!a", "a & b | !c", "<->", "(((", "[a-", ".*", "a{99999}", "\\m", "och", "och i på", "\u0000", "a\u0000b", "\u202egnirts", "\u200f\u200e", "🎈", "🎈🎈 hamn", "ﷺ", "²", "ª",
    "x".repeat(5_000), "ord ".repeat(2_000), "\"", "\"\"", "”a", "1", "§ 1", "--", "/*", "$1", "${1}", "NaN", "null", "\ud800", "e\u0301".repeat(90), "İ", "ß", "Å".repeat(200), "%' OR 1=1", "a'b", "1e400", "２０２６",
  ];
  it.each(HOSTILE.map((query) => [JSON.stringify(query).slice(0, 40), query]))("Hostile queries give an answer and no fault: %s", async (_shown, query) => {
    const found = await ask(query, house.office);
    expect(found.total).toBeGreaterThanOrEqual(found.best.length);
  });

  it("Hostile queries: signs that mean something to the database mean themselves", async () => {
    await house.project({ title: "Hundra procent" });
    for (const query of ["%", "_", "h%t", "hun_ra", "hund.q", "hundra:*x"]) expect(await namesOf(query), query).not.toContain("project Hundra procent");
  });
});

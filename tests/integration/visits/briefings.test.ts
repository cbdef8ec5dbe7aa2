import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type * as partnersService from "@/features/partners/service";
import type { PartInput } from "@/features/visits/parts/schema";
import type * as partsService from "@/features/visits/parts/service";
import type * as briefingsService from "@/features/visits/briefings/service";
import type * as townRelationsService from "@/features/town-relations/service";
import type * as papersService from "@/features/town-relations/papers/service";
import type * as visitsService from "@/features/visits/service";
import { partnerInput } from "../../factories/partners.ts";
import { agreementInput, enterInput } from "../../factories/town-relations.ts";
import { giftInput, itemInput, participantInput, visitInput } from "../../factories/visits.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

const browser = vi.hoisted(() => ({ cookie: "" }));
vi.mock("next/headers", () => ({
  cookies: () => Promise.resolve({ get: (name: string) => (browser.cookie === "" ? undefined : { name, value: browser.cookie }) }),
  headers: () => Promise.resolve(new Headers()),
}));

let house: DecisionsHouse;
let briefings: typeof briefingsService;
let visits: typeof visitsService;
let id: string;

const announce = async (title: string, on: string, counterpart: string | null) =>
  valueOf(await visits.announceVisit(house.maja, visitInput({ unitId: house.unit, title, counterpart, purpose: "Möte om bibliotek.", starts: { on, precision: "DAY" } }), randomUUID(), {}, NOON)).id;

beforeAll(async () => {
  house = await openDecisions("varberg");
  const townRelations: typeof townRelationsService = await import("@/features/town-relations/service");
  const papers: typeof papersService = await import("@/features/town-relations/papers/service");
  const partners: typeof partnersService = await import("@/features/partners/service");
  briefings = await import("@/features/visits/briefings/service");
  visits = await import("@/features/visits/service");
  const entered = enterInput({ unitId: house.unit, name: "Vänorten Leeuwarden" }, { state: "ACTIVE", starts: { on: "1994-01-01", precision: "YEAR" }, basis: "UNKNOWN", source: "Skylten" });
  const relation = valueOf(await townRelations.enterRelation(house.office, { ...entered, town: { name: "Leeuwarden", country: "NL" } }, randomUUID(), {}, NOON)).id;
  valueOf(await papers.addAgreement(house.office, { id: relation, version: 1, agreement: agreementInput({ title: "Vänortsavtal", signed: { on: "1994-05-02", precision: "DAY" } }) }, randomUUID(), NOON));
  valueOf(await partners.addPartner(house.maja, { key: randomUUID(), partner: partnerInput({ name: "Tresoar", country: "NL", place: "Leeuwarden" }), answers: { saveAnyway: false, placeId: null } }, {}, NOON));
  const withPartner = (title: string, more: object = {}) => house.project({ title, partners: [{ name: "Tresoar", town: "Leeuwarden", country: "NL", isLead: false }], ...more });
  await withPartner("Läsa tillsammans");
  await withPartner("Hemligt", { isConfidential: true, confidentialityProvision: "OSL 19 kap. 1 §", confidentialityOn: "2026-01-01", confidentialityBy: "Enhetschefen" });
  const parts: typeof partsService = await import("@/features/visits/parts/service");
  const hold = async (visitId: string, part: PartInput) => valueOf(await parts.savePart(house.maja, { key: randomUUID(), visitId, changed: null, part }, NOON));
  await hold(await announce("Förra besöket", "2025-05-02", "Leeuwardens kulturnämnd"), giftInput({ what: "En tavla" }));
  await announce("Senare besök", "2028-05-02", "Leeuwarden");
  await announce("Annan ort", "2025-06-02", "Gent");
  id = await announce("Kulturutskottet på besök", "2027-03-02", "Tresoar, Leeuwarden, Nederländerna");
  await hold(id, itemInput({ day: "2027-03-02", what: "Samtal i biblioteket" }));
  await hold(id, participantInput({ name: "Doeke Provstra", title: "Ordföranden" }));
});
afterAll(() => house.close());

describe("a briefing", () => {
  it("tells of the relation with its agreement, earlier visits, projects together and where they come from, and of nothing else", async () => {
    const briefing = await briefings.readBriefing(house.reader, id, NOON);
    expect(briefing.names).toEqual(["Leeuwarden", "Tresoar"]);
    expect(briefing.relations).toMatchObject([{ name: "Vänorten Leeuwarden", standing: "ACTIVE", agreement: { title: "Vänortsavtal" } }]);
    expect(briefing.visits.map(({ title }) => title)).toEqual(["Förra besöket"]);
    expect(briefing.projects.map(({ title }) => title)).toEqual(["Läsa tillsammans"]);
    expect(briefing.programme.map(({ what }) => what)).toEqual(["Samtal i biblioteket"]);
    expect(briefing.gifts).toMatchObject([{ visit: "Förra besöket", gift: { what: "En tavla" } }]);
    expect(briefing.town).toMatchObject({ name: "Leeuwarden", country: "NL" });
    expect(briefing.town?.population).toBeGreaterThan(50_000);
    expect(briefing.town?.latitude).toBeCloseTo(53.2, 1);
  });

  it("holds nothing confidential, not even for those who may see it", async () => {
    for (const actor of [house.maja, house.office]) expect((await briefings.readBriefing(actor, id, NOON)).projects.map(({ title }) => title)).toEqual(["Läsa tillsammans"]);
  });

  it("names nobody from elsewhere, not even for those who may read the name", async () => {
    for (const actor of [house.maja, house.office]) expect((await briefings.readBriefing(actor, id, NOON)).participants).toMatchObject([{ name: null, title: "Ordföranden" }]);
  });

  it("of a visit that names nobody looks for nobody", async () => {
    const briefing = await briefings.readBriefing(house.reader, await announce("Utan motpart", "2027-04-01", null), NOON);
    expect(briefing).toMatchObject({ names: [], relations: [], visits: [], projects: [], contacts: [], town: null });
  });
});

describe("the sheets of a visit", () => {
  it("are PDFs in both languages, and it is said how long a briefing takes", async () => {
    const { GET: briefingOf } = await import("@/app/api/visits/[id]/briefing/route");
    const { GET: sheetOf } = await import("@/app/api/fact-sheets/[kind]/[id]/route");
    const { beginSession } = await import("@/server/session");
    const accounts = await import("@/features/accounts/service");
    const { personId } = house.reader;
    const account = valueOf(await accounts.addOidcIdentity(house.system, { personId, issuer: "https://login.kommun.example", subject: randomUUID() }, randomUUID()));
    browser.cookie = await beginSession({ id: account.id, personId }, "prov");
    const fetchBriefing = (of: string, lang: string) => briefingOf(new Request(`http://127.0.0.1:3000/api/visits/${of}/briefing?lang=${lang}`), { params: Promise.resolve({ id: of }) });
    for (const lang of ["sv", "en"]) {
      const [briefing, programme] = [await fetchBriefing(id, lang), await sheetOf(new Request(`http://127.0.0.1:3000/api/fact-sheets/visits/${id}?lang=${lang}`), { params: Promise.resolve({ kind: "visits", id }) })];
      for (const response of [briefing, programme]) {
        expect([response.status, response.headers.get("content-type")]).toEqual([200, "application/pdf"]);
        const bytes = Buffer.from(await response.arrayBuffer());
        expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
        expect(bytes.toString("latin1")).toContain("pdfuaid");
      }
    }
    const times: number[] = [];
    for (let round = 0; round < 7; round += 1) {
      const another = await announce(`Besök nummer ${String(round)}`, "2027-05-02", "Tresoar, Leeuwarden");
      const began = performance.now();
      await (await fetchBriefing(another, "sv")).arrayBuffer();
      times.push(performance.now() - began);
    }
    // The best of them: what it takes where nothing else is in the way.
    const best = Math.min(...times);
    console.log(`A briefing: ${best.toFixed(0)} ms.`);
  });
});

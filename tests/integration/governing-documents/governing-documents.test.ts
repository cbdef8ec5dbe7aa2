import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PolicyPack } from "@packs/pack";
import type { Actor } from "@/domain/actor";
import { answerMandate, type MandateRule, type StepTaken } from "@/domain/mandate";
import type { Condition, Facts } from "@/domain/matter";
import type { RuleForm } from "@/features/governing-documents/mandate-rules/schema";
import { removeRule, restoreRule, saveRule } from "@/features/governing-documents/mandate-rules/service";
import type { VersionFacts } from "@/features/governing-documents/schema";
import * as documents from "@/features/governing-documents/service";
import { assemblePack, followPack, getPack, packOn, refreshPack, shippedPack } from "@/server/pack";
import { beginSession, findSession } from "@/server/session";
import * as accounts from "@/features/accounts/service";
import { openHouse, valueOf, type House } from "../people/house.ts";

let house: House;
let admin: Actor;
let other: Actor;
/** The version that the program came with. */
let shipped: string;

beforeAll(async () => {
  house = await openHouse();
  admin = await house.someone("ADMINISTRATOR");
  other = await house.someone("ADMINISTRATOR");
  expect([getPack(), await packOn("2020-01-01")]).toEqual([shippedPack(), shippedPack()]);
  expect(await documents.bringShipped(house.system, shippedPack())).toBe("added");
  shipped = (await documents.listVersions(admin, TODAY))[0]?.id ?? "";
});
afterAll(() => house.close());

const NOW = new Date("2026-11-22T10:00:00Z");
const TODAY = "2026-11-22";

/** The shipped pack as a draft of its own, in which one clause has become a goal. */
const packCalled = (name: string): PolicyPack => ({ ...shippedPack(), municipality: { ...shippedPack().municipality, name } });
const imported = async (name: string, documentId: string | null = null): Promise<string> => valueOf(await documents.importVersion(admin, { documentId, label: `${name} ${randomUUID()}`, pack: packCalled(name) }, randomUUID())).id;
const read = async (id: string) => (await documents.getVersion(admin, id)).version;
const change = async (id: string, facts: Partial<VersionFacts>, actor = admin) => {
  const version = await read(id);
  return documents.changeVersion(actor, { id, version: version.version, documentVersion: version.documentVersion, facts: { ...version, ...facts } }, NOW);
};


describe("what a release ships", () => {
  it("is in force, with its text, and is brought in once, also by two that start at once", async () => {
    expect(await Promise.all([documents.bringShipped(house.system, shippedPack()), documents.bringShipped(house.system, shippedPack())])).toEqual(["nothing", "nothing"]);
    const { version, pack } = await documents.getVersion(admin, shipped);
    expect(version).toMatchObject({ isDraft: false, title: shippedPack().document.title, shippedAs: shippedPack().id, validTo: null });
    expect(pack.clauses).toEqual(shippedPack().clauses);
  });

  it("is brought up to date when the text is new and nobody has changed it here, with what the municipality has written left alone", async () => {
    valueOf(await change(shipped, { caseNumber: "KS 2026/7", minutesParagraph: "§ 54" }));
    const anew: PolicyPack = { ...shippedPack(), coordinatingOffice: { ...shippedPack().coordinatingOffice, name: "Nya kontoret" } };
    expect(await documents.bringShipped(house.system, anew)).toBe("updated");
    expect(await documents.bringShipped(house.system, anew)).toBe("nothing");
    const { version, pack } = await documents.getVersion(admin, shipped);
    expect([version.caseNumber, version.minutesParagraph, pack.coordinatingOffice.name]).toEqual(["KS 2026/7", "§ 54", "Nya kontoret"]);
    expect((await documents.listVersionHistory(admin, shipped))[0]).toMatchObject({ action: "governingDocuments.shippedAnew", actorName: null });
    expect(await documents.bringShipped(house.system, shippedPack())).toBe("updated");
  });

  it("becomes a draft when the version is another, so that nobody is judged by it unasked", async () => {
    const next: PolicyPack = { ...shippedPack(), document: { ...shippedPack().document, version: "nästa" } };
    expect(await documents.bringShipped(house.system, next)).toBe("drafted");
    expect(await documents.bringShipped(house.system, next)).toBe("nothing");
    const draft = (await documents.listVersions(admin, TODAY)).find((version) => version.label === "nästa");
    expect(draft).toMatchObject({ state: "draft", documentId: (await read(shipped)).documentId });
  });
});

describe("a file that is read in", () => {
  it("becomes one draft however often it is sent, and judges nobody", async () => {
    const key = randomUUID();
    const input = { documentId: null, label: "tvåfalt", pack: packCalled("Tvåfalt") };
    const twice = await Promise.all([documents.importVersion(admin, input, key), documents.importVersion(admin, input, key)]);
    expect(twice[0]).toEqual(twice[1]);
    await refreshPack(NOW);
    expect(getPack().municipality.name).not.toBe("Tvåfalt");
    await expect(documents.importVersion(admin, { ...input, label: "annan" }, key)).rejects.toMatchObject({ code: "KEY_REUSED" });
  });

  it("is refused under a name that the document has already, and for a document that is not there", async () => {
    const { documentId, label } = await read(shipped);
    expect(await documents.importVersion(admin, { documentId, label, pack: shippedPack() }, randomUUID())).toEqual({ ok: false, reason: "versionLabelTaken", field: "label" });
    expect(await documents.importVersion(admin, { documentId: randomUUID(), label: "x", pack: shippedPack() }, randomUUID())).toMatchObject({ ok: false, reason: "documentIsPutAway" });
  });

  it("is the same text as the one that was fetched", async () => {
    const { text } = await documents.exportVersion(admin, shipped);
    const pack = JSON.parse(text) as PolicyPack;
    const id = valueOf(await documents.importVersion(admin, { documentId: null, label: "hämtad", pack }, randomUUID())).id;
    const again = await documents.getVersion(admin, id);
    expect({ ...again.pack, document: null }).toEqual({ ...pack, document: null });
    expect(again.pack.document).toEqual({ ...pack.document, version: "hämtad" });
  });

  it("leaves nothing behind when it is refused half-way", async () => {
    const count = async () => (await house.client.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM governing_document`)[0]?.n;
    const before = await count();
    const unstorable = { ...packCalled("Trasig"), document: { ...shippedPack().document, version: "\u0000" } };
    await expect(documents.importVersion(admin, { documentId: null, label: null, pack: unstorable }, randomUUID())).rejects.toThrow();
    expect(await count()).toBe(before);
  });
});

describe("putting a version in force", () => {
  it("V14a: ends the one before the day before, and what happened until then is judged by that one", async () => {
    const [before, draft] = [await read(shipped), await imported("Från 2030")];
    const preview = valueOf(await documents.previewInForce(admin, draft, "2030-01-01"));
    expect(preview.takeover).toEqual({ ends: { id: shipped, label: before.label, validTo: "2029-12-31" }, validTo: null });
    expect(preview.difference.clauses).toEqual({ added: [], removed: [], changed: [] });
    valueOf(await documents.putInForce(admin, { id: draft, version: 1, from: "2030-01-01" }, randomUUID()));
    expect([await packOn("2029-12-31"), await packOn("2030-01-01")].map((pack) => pack?.municipality.name)).toEqual([shippedPack().municipality.name, "Från 2030"]);
    await refreshPack(NOW);
    expect(getPack().municipality.name).toBe(shippedPack().municipality.name);
    await refreshPack(new Date("2030-01-01T10:00:00Z"));
    expect(getPack().municipality.name).toBe("Från 2030");
    const early = await imported("Från 2028");
    expect(valueOf(await documents.previewInForce(admin, early, "2028-01-01")).takeover).toMatchObject({ ends: { id: shipped }, validTo: "2029-12-31" });
    valueOf(await documents.putInForce(admin, { id: early, version: 1, from: "2028-01-01" }, randomUUID()));
    expect((await Promise.all(["2027-12-31", "2028-01-01", "2029-12-31", "2031-01-01"].map((day) => packOn(day)))).map((pack) => pack?.municipality.name)).toEqual([shippedPack().municipality.name, "Från 2028", "Från 2028", "Från 2030"]);
    expect((await documents.listVersionHistory(admin, early))[0]).toMatchObject({ action: "governingDocuments.putInForce", actorName: admin.name });
  });

  it("has one winner when two administrators do so for the same day", async () => {
    const drafts = [await imported("Ena"), await imported("Andra")];
    const outcomes = await Promise.all(drafts.map((id, index) => documents.putInForce(index === 0 ? admin : other, { id, version: 1, from: "2035-01-01" }, randomUUID())));
    expect(outcomes.map((outcome) => (outcome.ok ? "in force" : outcome.reason)).sort()).toEqual(["in force", "versionBeginsThen"]);
    const sameDraft = await imported("Samma");
    const both = await Promise.allSettled(["2036-01-01", "2037-01-01"].map((from) => documents.putInForce(admin, { id: sameDraft, version: 1, from }, randomUUID())));
    expect(both.map((one) => (one.status === "fulfilled" ? (one.value.ok ? "in force" : one.value.reason) : "thrown")).sort()).toEqual(["in force", "versionIsInForce"]);
  });

  it("is done once for a form that is sent twice, and not for a draft that has changed since", async () => {
    const [draft, key] = [await imported("Dubbel"), randomUUID()];
    const input = { id: draft, version: 1, from: "2040-01-01" };
    expect(await Promise.all([documents.putInForce(admin, input, key), documents.putInForce(admin, input, key)])).toEqual([{ ok: true, value: { id: draft } }, { ok: true, value: { id: draft } }]);
    const changed = await imported("Ändrad");
    valueOf(await change(changed, { note: "Ändrad." }));
    await expect(documents.putInForce(admin, { id: changed, version: 1, from: "2041-01-01" }, randomUUID())).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await documents.archiveVersion(admin, { id: draft, version: 2 }, true)).toEqual({ ok: false, reason: "versionIsInForce" });
  });

  it("is refused by the database itself where no rule stands in the way", async () => {
    await expect(
      house.client.$executeRaw`INSERT INTO document_version (document_id, label, is_draft, valid_from, valid_to, content, digest) SELECT document_id, 'krock', false, '2035-06-01', '2035-07-01', content, digest FROM document_version WHERE id = ${shipped}::uuid`,
    ).rejects.toThrow(/document_version_one_at_a_time/);
  });
});

describe("a pack that was stored while it had a table of whose matter visits are", () => {
  it("is read without it, since its rules say that", () => {
    const facts = { type: "POLICY" as const, label: "Förra", adoptedOn: null, adoptedBy: null, caseNumber: null, note: null };
    expect(assemblePack({ ...facts, content: { ...shippedPack(), representation: { incoming: null, outgoing: null, event: null } } })).toEqual(assemblePack({ ...facts, content: shippedPack() }));
    expect(() => assemblePack({ ...facts, content: { ...shippedPack(), colour: "red" } })).toThrow(/colour/);
  });
});

describe("a draft's rules", () => {
  const rule = (name: string, more: Partial<MandateRule> = {}): Omit<RuleForm, "id" | "version"> => ({
    place: null,
    rule: { id: name, clause: shippedPack().clauses[0]?.number ?? "", matters: ["START_PROJECT"], effect: "DECIDES", holders: ["EXECUTIVE_BOARD"], when: null, exceptionFrom: [], steps: [], consultations: [], notices: [], delegations: [], validFrom: null, validTo: null, ...more },
    keepsCondition: false,
    fields: new Map([["clause", "clause"], ["exceptionFrom", "exceptionFrom"]]),
  });
  const rulesOf = async (id: string) => (await documents.getVersion(admin, id)).pack.mandateRules;

  it("are written, changed and taken away, each with an entry in the history, and only in a draft", async () => {
    const draft = await imported("Med regler");
    const before = (await rulesOf(draft)).length;
    valueOf(await saveRule(admin, { id: draft, version: 1, ...rule("lang") }));
    expect((await rulesOf(draft)).at(-1)).toMatchObject({ id: "lang", holders: ["EXECUTIVE_BOARD"] });
    valueOf(await saveRule(admin, { id: draft, version: 2, ...rule("annat-namn", { holders: ["COUNCIL"] }), place: before + 1 }));
    expect((await rulesOf(draft)).at(-1)).toMatchObject({ id: "lang", holders: ["COUNCIL"] });
    valueOf(await removeRule(admin, { id: draft, version: 3, place: before + 1 }));
    expect(await rulesOf(draft)).toHaveLength(before);
    expect((await documents.listVersionHistory(admin, draft)).slice(0, 3).map(({ action }) => action)).toEqual(["governingDocuments.ruleRemoved", "governingDocuments.ruleSaved", "governingDocuments.ruleSaved"]);
    expect(await saveRule(admin, { id: shipped, version: (await read(shipped)).version, ...rule("x") })).toEqual({ ok: false, reason: "versionIsInForce" });
  });

  it("that have been taken away are kept with the draft, and taken back as they were", async () => {
    const draft = await imported("Ångrad");
    const rules = await rulesOf(draft);
    const removed = async (actor = admin) => (await documents.listRemovedRules(actor, draft)).map(({ id }) => id);
    valueOf(await removeRule(admin, { id: draft, version: 1, place: 1 }));
    valueOf(await removeRule(other, { id: draft, version: 2, place: 1 }));
    expect([await removed(), (await rulesOf(draft)).length]).toEqual([[rules[0]?.id, rules[1]?.id], rules.length - 2]);
    await expect(restoreRule(other, { id: draft, version: 2, place: 1 })).rejects.toMatchObject({ code: "CONFLICT" });
    valueOf(await restoreRule(other, { id: draft, version: 3, place: 1 }));
    expect((await rulesOf(draft)).at(-1)).toEqual(rules[0]);
    expect(await removed()).toEqual([rules[1]?.id]);
    expect((await documents.listVersionHistory(admin, draft))[0]).toMatchObject({ action: "governingDocuments.ruleRestored" });
    // Other changes leave what has been taken away where it is.
    valueOf(await saveRule(admin, { id: draft, version: 4, ...rule("ny") }));
    expect(await removed()).toEqual([rules[1]?.id]);
    expect(await restoreRule(admin, { id: draft, version: 5, place: 9 })).toEqual({ ok: false, reason: "ruleGone" });
    await expect(restoreRule(await house.someone("COORDINATOR"), { id: draft, version: 5, place: 1 })).rejects.toMatchObject({ code: "FORBIDDEN" });
    await expect(documents.listRemovedRules(await house.someone("READER"), draft)).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("cannot be taken back beside another of the same name, nor without what they lean on", async () => {
    const draft = await imported("Ångras ej");
    valueOf(await saveRule(admin, { id: draft, version: 1, ...rule("grund") }));
    valueOf(await saveRule(admin, { id: draft, version: 2, ...rule("undantag", { exceptionFrom: ["grund"] }) }));
    const placeOf = async (id: string) => (await rulesOf(draft)).findIndex((each) => each.id === id) + 1;
    valueOf(await removeRule(admin, { id: draft, version: 3, place: await placeOf("undantag") }));
    valueOf(await removeRule(admin, { id: draft, version: 4, place: await placeOf("grund") }));
    expect(await restoreRule(admin, { id: draft, version: 5, place: 1 })).toMatchObject({ ok: false, reason: "ruleFaulty", issues: [{ message: "mandateRules.faults.unknownRule" }] });
    valueOf(await saveRule(admin, { id: draft, version: 5, ...rule("grund", { holders: ["COUNCIL"] }) }));
    expect(await restoreRule(admin, { id: draft, version: 6, place: 2 })).toMatchObject({ ok: false, reason: "ruleFaulty", issues: [{ message: "mandateRules.faults.overlappingValidity" }] });
    valueOf(await documents.putInForce(admin, { id: draft, version: 6, from: "2046-01-01" }, randomUUID()));
    expect(await restoreRule(admin, { id: draft, version: 7, place: 1 })).toEqual({ ok: false, reason: "versionIsInForce" });
    expect(await documents.listRemovedRules(admin, draft)).toEqual([]);
  });

  it("are refused with every fault at its field, and nothing is stored", async () => {
    const draft = await imported("Med fel");
    expect(await saveRule(admin, { id: draft, version: 1, ...rule("fel", { clause: "Q99", exceptionFrom: ["finns-inte"] }) })).toMatchObject({
      ok: false,
      reason: "ruleFaulty",
      issues: [{ field: "clause", message: "mandateRules.faults.unknownClause" }, { field: "exceptionFrom", message: "mandateRules.faults.unknownRule" }],
    });
    valueOf(await saveRule(admin, { id: draft, version: 1, ...rule("grund") }));
    valueOf(await saveRule(admin, { id: draft, version: 2, ...rule("undantag", { exceptionFrom: ["grund"] }) }));
    const place = (await rulesOf(draft)).findIndex(({ id }) => id === "grund") + 1;
    expect(await removeRule(admin, { id: draft, version: 3, place })).toMatchObject({ ok: false, reason: "ruleFaulty", issues: [{ field: "", message: "mandateRules.faults.unknownRule" }] });
    expect(await saveRule(admin, { id: draft, version: 3, ...rule("grund") })).toMatchObject({ ok: false, reason: "ruleIdTaken", field: "name" });
    expect((await read(draft)).version).toBe(3);
    expect(await saveRule(admin, { id: draft, version: 3, ...rule("grund"), place: 400 })).toEqual({ ok: false, reason: "ruleGone" });
  });

  it("of two who write at once from the same draft one is told", async () => {
    const draft = await imported("Samtidigt");
    const outcomes = await Promise.allSettled([saveRule(admin, { id: draft, version: 1, ...rule("ena") }), saveRule(other, { id: draft, version: 1, ...rule("andra") })]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("answer from the day that the draft is in force, and not before", async () => {
    const draft = await imported("Tredje kommunen");
    const when: Condition = { op: "or", of: [{ op: ">", fact: "budgetYears", value: 3 }, { op: ">", fact: "bodiesConcerned", value: 1 }] };
    const steps = [{ kind: "DECISION" as const, party: "EACH_CONCERNED_BODY" as const }];
    const delegations = [{ number: "4.2", to: "kommundirektören", limitOre: 50_000_000, reportWithinDays: 30 }];
    valueOf(await saveRule(admin, { id: draft, version: 1, ...rule("stora-projekt", { when, steps, delegations }) }));
    valueOf(await documents.putInForce(admin, { id: draft, version: 2, from: "2045-01-01" }, randomUUID()));
    const ask = async (on: string, facts: Facts, taken: StepTaken[] = []) => answerMandate((await packOn(on))!, { matter: "START_PROJECT", facts, on, steps: taken });
    const facts: Facts = { budgetYears: 4, bodiesConcerned: 2, isInternational: true, isExternallyFunded: true, amountOre: 40_000_000, isOfPrincipalImportance: false, isBoardsOwnField: false };
    expect(await ask("2045-01-01", facts)).toMatchObject({ kind: "decidesAfter", holders: ["EXECUTIVE_BOARD"], steps: [{ party: "EACH_CONCERNED_BODY", taken: 0, of: 2, state: "MISSING" }], delegations: [{ number: "4.2", standing: "WITHIN", reportWithinDays: 30 }] });
    const both = [1, 2].map((body): StepTaken => ({ kind: "DECISION", party: "EACH_CONCERNED_BODY", on: "2044-12-30", bodyId: String(body) }));
    expect(await ask("2045-01-01", facts, both)).toMatchObject({ kind: "decides", holders: ["EXECUTIVE_BOARD"] });
    expect(await ask("2044-12-31", facts, both)).not.toMatchObject({ citation: { ruleId: "stora-projekt" } });
  });
});

describe("correcting the facts", () => {
  it("keeps what stood before, names the version that is in the way, and leaves no hole today", async () => {
    valueOf(await change(shipped, { adoptedOn: "2011-03-15", adoptedBy: { id: null, name: "Kommunfullmäktige" } }));
    expect((await documents.listVersionHistory(admin, shipped))[0]).toMatchObject({ action: "governingDocuments.changed", changes: expect.arrayContaining([expect.objectContaining({ column: "adopted_on", after: "2011-03-15" })]) });
    expect(await change(shipped, { validTo: "2029-06-01" })).toMatchObject({ ok: false, reason: "versionOverlaps", field: "validFrom" });
    expect(await change(shipped, { validTo: "2026-11-21" })).toEqual({ ok: false, reason: "versionLeavesToday", field: "validTo" });
    expect(await change(shipped, { adoptedBy: { id: randomUUID(), name: null } })).toEqual({ ok: false, reason: "versionBodyGone" });
    await refreshPack(NOW);
    expect(getPack().document).toMatchObject({ adoptedOn: "2011-03-15", adoptedBy: "Kommunfullmäktige" });
  });

  it("names the body as it was called on the day of the adoption", async () => {
    const council = await house.body("COUNCIL", "Fullmäktige i staden");
    valueOf(await change(shipped, { adoptedBy: { id: council, name: null } }));
    expect((await documents.getVersion(admin, shipped)).pack.document.adoptedBy).toBe("Fullmäktige i staden");
  });

  it("lets only one of two through that began from the same version", async () => {
    const version = await read(shipped);
    const input = { id: shipped, version: version.version, documentVersion: version.documentVersion, facts: version };
    const outcomes = await Promise.allSettled([documents.changeVersion(admin, { ...input, facts: { ...version, note: "Ena." } }, NOW), documents.changeVersion(other, { ...input, facts: { ...version, note: "Andra." } }, NOW)]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((outcome) => outcome.status === "rejected")?.reason).toMatchObject({ code: "CONFLICT" });
  });

  it("of a draft that has been put away is refused until it is back", async () => {
    const draft = await imported("Undan");
    valueOf(await documents.archiveVersion(admin, { id: draft, version: 1 }, true));
    expect((await documents.listVersions(admin, TODAY)).some((version) => version.id === draft)).toBe(false);
    expect(await change(draft, { note: "x" })).toMatchObject({ reason: "versionIsPutAway" });
    expect(await documents.putInForce(admin, { id: draft, version: 2, from: "2050-01-01" }, randomUUID())).toMatchObject({ reason: "versionIsPutAway" });
    valueOf(await documents.archiveVersion(admin, { id: draft, version: 2 }, false));
    expect((await documents.listVersions(admin, TODAY)).some((version) => version.id === draft)).toBe(true);
  });
});

describe("the pack in force", () => {
  it("is known to an instance from the next session it reads, also one that has not been told", async () => {
    const personId = await house.person("Vem Provsson");
    const account = valueOf(await accounts.addOidcIdentity(house.system, { personId, issuer: "https://login.utblick.example", subject: randomUUID() }, randomUUID()));
    const key = await beginSession({ id: account.id, personId }, "prov", NOW);
    await findSession(key, NOW);
    const before = getPack();
    await findSession(key, NOW);
    expect(getPack()).toBe(before);
    // As another instance does, which knows nothing of this one.
    valueOf(await change(shipped, { caseNumber: "KS 2026/99" }));
    expect(getPack()).toBe(before);
    await findSession(key, NOW);
    expect(getPack().document.caseNumber).toBe("KS 2026/99");
  });

  it("is read once by those who ask at the same time, and none before the first day that is known", async () => {
    valueOf(await change(shipped, { validFrom: "2011-03-15" }));
    expect(await packOn("2011-03-14")).toBeNull();
    await Promise.all(Array.from({ length: 20 }, () => refreshPack(NOW)));
    const known = getPack();
    await followPack(null);
    expect(getPack()).toBe(shippedPack());
    await refreshPack(NOW);
    expect(getPack()).toBe(known);
  });

  it("comes as a task to the office that keeps the document when it is to be reviewed", async () => {
    const board = await house.body("EXECUTIVE_BOARD", "Styrelsen");
    const office = await house.body("OFFICE", "Kansliet", { parentId: board });
    const person = await house.person("Kansli Provsson");
    await house.contactPerson(office, person, "2020-01-01");
    valueOf(await change(shipped, { responsibleOffice: { id: office, name: null }, reviewOn: "2027-01-31", remindOn: "2026-11-01" }));
    const mine = await house.actor(person);
    expect(await documents.listReviews(mine, TODAY)).toMatchObject([{ id: shipped, isOverdue: false }]);
    expect(await documents.listReviews(mine, "2026-10-31")).toEqual([]);
    expect(await documents.listReviews(mine, "2027-02-01")).toMatchObject([{ isOverdue: true }]);
    expect(await documents.listReviews(await house.someone("READER"), TODAY)).toEqual([]);
  });
});

it("the audit chain holds after all of it", async () => {
  expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
});

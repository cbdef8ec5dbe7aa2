import { randomUUID } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { writeProject } from "@/features/projects/rules";
import { addDays } from "@/domain/plain-date";
import { decisionInput } from "../factories/decisions.ts";
import { entryInput } from "../factories/coordination.ts";
import { closingInput } from "../factories/closings.ts";
import { claimInput, paymentInput } from "../factories/funding.ts";
import { caseInput } from "../factories/economy-support.ts";
import { answerInput, examineInput, requestInput } from "../factories/disclosures.ts";
import { decisionOn, ruleInput } from "../factories/retention.ts";
import { influenceInput, monitoringInput, readinessInput } from "../factories/eu-monitoring.ts";
import { informationInput, opportunityInput, OWN } from "../factories/opportunities.ts";
import { examinationInput, initiativeInput } from "../factories/initiatives.ts";
import { networkInput } from "../factories/networks.ts";
import { priorityInput } from "../factories/priorities.ts";
import { meetingInput } from "../factories/recurring-meetings.ts";
import { activityInput, agreementInput, enterInput, episodeInput } from "../factories/town-relations.ts";
import { participantInput, reportInput, visitInput } from "../factories/visits.ts";
import { createTestDatabase, type TestDatabase } from "../setup/database.ts";
import { findViolations } from "./harness/check.ts";
import { Instance, Refusal } from "./harness/instance.ts";
import { MONEY_YEAR, openLooker, projectInput, settleTown, valueOf, type Town } from "./harness/town.ts";
import { yesterday } from "./harness/visit-writes.ts";

const READS = Number(process.env["FAULT_READS"] ?? 100);
const PAIRS = Number(process.env["FAULT_PAIRS"] ?? 30);

let database: TestDatabase;
let looker: pg.Client;
let town: Town;
let one: Instance;
let other: Instance;
let writer: string;
let colleague: string;

beforeAll(async () => {
  database = await createTestDatabase();
  town = await settleTown(database.appUrl, { writers: 2, shared: 1 });
  [writer = "", colleague = ""] = town.writerIds;
  looker = await openLooker(database.ownerUrl);
  one = new Instance(database.appUrl);
  other = new Instance(database.appUrl);
  await Promise.all([one.ready(), other.ready()]);
});
afterAll(async () => {
  await Promise.all([one.stop(), other.stop()]);
  await looker.end();
  await database.drop();
});

const codeOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "done",
    (error: unknown) => (error instanceof Refusal ? (error.code ?? error.message) : String(error)),
  );
const many = <Value>(times: number, work: (index: number) => Promise<Value>): Promise<Value[]> => Promise.all(Array.from({ length: times }, (_none, index) => work(index)));
const inTurn = async (times: number, work: (index: number) => Promise<void>): Promise<void> => {
  for (let index = 0; index < times; index += 1) await work(index);
};
const newDraft = async (title: string): Promise<string> => {
  const { draftId } = await one.call("project-drafts", "startLog", writer, { copyOf: null });
  const values = writeProject(projectInput(town, title));
  for (const section of ["about", "period", "goals", "youth"] as const) await one.call("project-drafts", "saveSection", writer, { draftId, section, then: "next", values });
  return draftId;
};
const titled = async (title: string): Promise<number> => (await looker.query("SELECT 1 FROM project WHERE title = $1", [title])).rowCount ?? 0;

describe("two instances on one database", () => {
  it("read what the other one has written, at once", { timeout: Math.max(120_000, READS * 500) }, async () => {
    await inTurn(READS, async (index) => {
      const [writes, reads] = index % 2 === 0 ? [one, other] : [other, one];
      const title = `Läst ${randomUUID()}`;
      const { id } = await writes.call("projects", "logProject", writer, projectInput(town, title), randomUUID());
      expect((await reads.call("projects", "getProject", colleague, id)).project.title).toBe(title);
    });
  });

  it("make one project of one key, whichever gets it, and give the same answer", async () => {
    await inTurn(20, async () => {
      const [title, key] = [`Nyckel ${randomUUID()}`, randomUUID()];
      const answers = await many(6, (index) => (index % 2 === 0 ? one : other).call("projects", "logProject", writer, projectInput(town, title), key));
      expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
      expect(await titled(title)).toBe(1);
      expect(await codeOf(other.call("projects", "logProject", writer, projectInput(town, "Annat"), key))).toBe("KEY_REUSED");
    });
  });

  it("make one project of one draft that is handed in to both at once", async () => {
    await inTurn(20, async () => {
      const title = `Utkast ${randomUUID()}`;
      const draftId = await newDraft(title);
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("project-drafts", "submitLog", writer, draftId));
      expect(new Set(answers.map((answer) => valueOf(answer).id)).size).toBe(1);
      expect(await titled(title)).toBe(1);
      expect(valueOf(await other.call("project-drafts", "submitLog", writer, draftId))).toEqual(valueOf(answers[0]!));
    });
  });

  it("give one address for a form that is sent to both, one subscription to a calendar, and let one of two changes of it through", async () => {
    await inTurn(10, async () => {
      const calendar = { kind: "PERSONAL", bodyId: null } as const;
      const form = randomUUID();
      const ids = new Set((await many(4, (index) => (index % 2 === 0 ? one : other).call("calendars", "openFeed", writer, { key: form, calendar }))).map((answer) => valueOf(answer).id));
      expect(ids.size).toBe(1);
      const [id = ""] = ids;
      const again = await many(4, (index) => (index % 2 === 0 ? one : other).call("calendars", "openFeed", writer, { key: randomUUID(), calendar }));
      expect(again.map(({ ok }) => ok)).toEqual([false, false, false, false]);
      expect((await Promise.all([codeOf(one.call("calendars", "renewFeed", writer, { id, version: 1, key: randomUUID() })), codeOf(other.call("calendars", "renewFeed", writer, { id, version: 1, key: randomUUID() }))])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await codeOf(one.call("calendars", "closeFeed", writer, { id, version: 1 }))).toBe("CONFLICT");
      expect((await many(2, (index) => codeOf((index === 0 ? one : other).call("calendars", "closeFeed", writer, { id, version: 2 })))).every((code) => code === "done")).toBe(true);
      expect((await one.call("calendars", "listCalendars", writer)).feeds).toEqual([]);
    });
  });

  it("give one token for a form that is sent to both, refuse on one what the other has revoked, and count a system's requests together", async () => {
    const { administratorId } = town;
    const registers = { registers: ["projects"] };
    await inTurn(5, async () => {
      const [key, renewal] = [randomUUID(), randomUUID()];
      const token = { name: `System ${randomUUID()}`, contact: "Systemförvaltningen", registers: ["projects"], validTo: addDays(town.today, 30) };
      const ids = new Set((await many(4, (index) => (index % 2 === 0 ? one : other).call("system-tokens", "makeToken", administratorId, { key, token }, registers))).map((answer) => valueOf(answer).id));
      expect(ids.size).toBe(1);
      const [id = ""] = ids;
      const ask = (instance: Instance, form = key) => instance.askAsSystem(administratorId, form);
      const renew = (instance: Instance) => codeOf(instance.call("system-tokens", "renewToken", administratorId, { id, version: 1, key: instance === one ? renewal : randomUUID(), validTo: token.validTo }));
      expect([(await ask(one)).state, (await ask(other)).state]).toEqual(["live", "live"]);
      expect((await Promise.all([renew(one), renew(other)])).sort()).toEqual(["CONFLICT", "done"]);
      expect([(await ask(one)).state, (await ask(other)).state]).toEqual(["unknown", "unknown"]);
      await one.call("system-tokens", "revokeToken", administratorId, { id, version: 2 });
      expect(["unknown", "revoked"]).toContain((await ask(other, renewal)).state);
    });
    const key = randomUUID();
    valueOf(await one.call("system-tokens", "makeToken", administratorId, { key, token: { name: `System ${key}`, contact: "Systemförvaltningen", registers: ["projects"], validTo: addDays(town.today, 30) } }, registers));
    const asked = await many(640, (index) => (index % 2 === 0 ? one : other).askAsSystem(administratorId, key));
    const passed = asked.filter(({ rate }) => rate?.isBeyond === false).length;
    // The minute may turn while they ask; then those after it are counted anew.
    const { rows: windows } = await looker.query<{ count: number }>("SELECT count FROM rate_counter WHERE key LIKE 'api %' ORDER BY count DESC");
    expect(windows.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThanOrEqual(640);
    expect(passed).toBe(windows.filter(({ count }) => count > 100).reduce((sum, { count }) => sum + Math.min(count, 600), 0));
  });

  it("publish open data once, whichever is asked, and let one of two changes of it through", async () => {
    const { administratorId } = town;
    const datasets = { datasets: ["projects"] };
    const publication = { datasets: ["projects"], licence: "CC0_1_0" as const, publisher: "Provköpings kommun", contactEmail: "data@provkoping.example" };
    const current = async (instance: Instance) => (await instance.call("open-data", "getPublication", administratorId))?.version ?? 0;
    await inTurn(5, async () => {
      const [version, key] = [await current(one), randomUUID()];
      await many(4, (index) => (index % 2 === 0 ? one : other).call("open-data", "publish", administratorId, { key, version, publication }, datasets));
      expect(await current(other)).toBe(version + 1);
      const change = (instance: Instance) => codeOf(instance.call("open-data", "publish", administratorId, { key: randomUUID(), version: version + 1, publication }, datasets));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await codeOf(one.call("open-data", "withdraw", administratorId, { version: version + 1 }))).toBe("CONFLICT");
      await other.call("open-data", "withdraw", administratorId, { version: version + 2 });
      expect((await one.call("open-data", "getPublication", administratorId))?.isOn).toBe(false);
    });
  });

  it("let only one of two steps from the same version through", async () => {
    await inTurn(30, async () => {
      const { id } = await one.call("projects", "logProject", writer, projectInput(town, `Steg ${randomUUID()}`), randomUUID());
      const step = { id, _version: 1, to: "IN_MODIFICATION", on: town.today, note: null } as const;
      expect((await Promise.all([codeOf(one.call("projects/steps", "changeStatus", writer, step)), codeOf(other.call("projects/steps", "changeStatus", colleague, step))])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await codeOf(other.call("projects", "archiveProject", colleague, { id, _version: 1 }, true))).toBe("CONFLICT");
      expect((await one.call("projects", "getProject", writer, id)).project).toMatchObject({ version: 2, status: "IN_MODIFICATION", isArchived: false });
    });
  });

  it("lose neither of two edits: different fields are merged, the same field is a collision", { timeout: Math.max(120_000, PAIRS * 1_500) }, async () => {
    await inTurn(PAIRS, async (index) => {
      const isSame = index % 2 === 0;
      const { id } = await one.call("projects", "logProject", writer, projectInput(town, `Par ${randomUUID()}`), randomUUID());
      const edit = async (instance: Instance, person: string, field: "summary" | "benefit", value: string) => {
        const { draftId } = await instance.call("project-drafts", "startEdit", person, id);
        const { draft } = await instance.call("project-drafts", "getProjectDraft", person, draftId);
        await instance.call("project-drafts", "saveSection", person, { draftId, section: field === "summary" ? "about" : "goals", then: "next", values: { ...draft.values, [field]: value } });
        return draftId;
      };
      const mine = await edit(one, writer, "summary", "Mitt");
      const theirs = await edit(other, colleague, isSame ? "summary" : "benefit", "Ditt");
      const outcomes = await Promise.all([one.call("project-drafts", "submitEdit", writer, mine), other.call("project-drafts", "submitEdit", colleague, theirs)]);
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(isSame ? ["collided", "saved"] : ["saved", "saved"]);
      const { project } = await one.call("projects", "getProject", writer, id);
      if (!isSame) expect(project).toMatchObject({ version: 3, summary: "Mitt", benefit: "Ditt" });
      else expect(project).toMatchObject({ version: 2, summary: outcomes[0].outcome === "saved" ? "Mitt" : "Ditt" });
    });
  });

  it("V15: let one of two take a visit, and tell the other who", async () => {
    await inTurn(20, async () => {
      const [title, key] = [`Besök ${randomUUID()}`, randomUUID()];
      const input = visitInput({ unitId: town.unitId, title, starts: { on: addDays(town.today, 30), precision: "DAY" } });
      const [first, second] = await Promise.all([one.call("visits", "announceVisit", writer, input, key), other.call("visits", "announceVisit", writer, input, key)]);
      expect(valueOf(first)).toEqual(valueOf(second));
      const { id } = valueOf(first);
      const outcomes = await Promise.all([
        one.call("visits/representation", "takeVisit", writer, { id, personId: null }, randomUUID()),
        other.call("visits/representation", "takeVisit", colleague, { id, personId: null }, randomUUID()),
      ]);
      const { visit } = await one.call("visits", "getVisit", writer, id);
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.find(({ ok }) => !ok)).toEqual({ ok: false, reason: "visitTaken", about: { name: visit.representative?.name } });
      // Whoever lost is named as substitute, and goes instead once.
      const loser = visit.representative?.personId === writer ? colleague : writer;
      const assignmentId = visit.representative?.assignmentId ?? "";
      valueOf(await one.call("visits/representation", "nameSubstitute", loser === writer ? colleague : writer, { id, assignmentId, personId: loser }));
      const stepped = await Promise.all([one, other].map((instance) => instance.call("visits/representation", "stepIn", loser, { id, assignmentId })));
      expect(stepped.filter(({ ok }) => ok)).toHaveLength(1);
      const change = (instance: Instance) => codeOf(instance.call("visits", "changeVisit", writer, { id, version: 1, visit: { ...input, places: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("V5a: have what a visit holds told once for a key, changed once from a version, its name erased once, and the visit closed once", async () => {
    await inTurn(8, async () => {
      const visitId = await yesterday(one, writer, town);
      const key = randomUUID();
      const sent = await Promise.all([one, other, one, other].map((instance) => instance.call("visits/parts", "savePart", writer, { key, visitId, changed: null, part: participantInput({ name: "Gäst" }) })));
      expect(new Set(sent.map((answer) => valueOf(answer).id)).size).toBe(1);
      const { id } = valueOf(sent[0]!);
      const change = (instance: Instance, name: string) => codeOf(instance.call("visits/parts", "savePart", writer, { key: randomUUID(), visitId, changed: { id, version: 1 }, part: participantInput({ name }) }));
      expect((await Promise.all([change(one, "Min"), change(other, "Din")])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await change(other, "Från en gammal sida")).toBe("CONFLICT");
      const erase = (instance: Instance) => codeOf(instance.call("visits/parts", "eraseName", writer, { visitId, id, version: 2 }));
      expect((await Promise.all([erase(one), erase(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const report = (instance: Instance) => codeOf(instance.call("visits/reports", "saveReport", writer, { visitId, key: randomUUID(), version: 0, report: reportInput({ toldOn: town.today }) }));
      expect((await Promise.all([report(one), report(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const close = (instance: Instance) => codeOf(instance.call("visits/reports", "closeVisit", writer, { id: visitId, version: 1 }, true));
      expect((await Promise.all([close(one), close(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("record one decision of one key, and let one of two corrections through", async () => {
    await inTurn(20, async () => {
      const [title, key] = [`Beslut ${randomUUID()}`, randomUUID()];
      const input = decisionInput({ bodyId: town.councilId, decidedOn: town.today, title });
      const record = (instance: Instance) => instance.call("decisions", "recordDecision", town.officeId, input, key, { registers: [] });
      const answers = await many(4, (index) => record(index % 2 === 0 ? one : other));
      const [first, ...others] = answers.map(valueOf);
      for (const again of others) expect(again).toEqual(first);
      expect((await looker.query("SELECT 1 FROM decision WHERE title = $1", [title])).rowCount).toBe(1);
      const id = first?.id ?? "";
      const correct = (instance: Instance) => codeOf(instance.call("decisions", "correctDecision", town.officeId, { id, version: 1, decision: { ...input, caseNumber: randomUUID() } }));
      expect((await Promise.all([correct(one), correct(other)])).sort()).toEqual(["CONFLICT", "done"]);
      expect((await one.call("decisions", "getDecision", writer, id)).decision).toMatchObject({ version: 2, title });
    });
  });

  it("V16a: propose one priority of one key, let one of two changes through, and put none in force without a decision", async () => {
    await inTurn(10, async () => {
      const [title, key] = [`Prioritering ${randomUUID()}`, randomUUID()];
      const input = priorityInput({ setById: town.councilId, title });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("priorities", "proposePriority", town.officeId, input, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM strategic_priority WHERE title = $1", [title])).rowCount).toBe(1);
      const change = (instance: Instance) => codeOf(instance.call("priorities", "changePriority", town.officeId, { id, version: 1, priority: { ...input, description: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      // Without a decision it is in force in neither, however often and wherever it is tried.
      const enter = async (instance: Instance) => instance.call("priorities", "takePriorityStep", town.officeId, { id, version: 2, to: "IN_FORCE", on: town.today });
      expect(await Promise.all([enter(one), enter(other)])).toEqual([{ ok: false, reason: "priorityLacksDecision" }, { ok: false, reason: "priorityLacksDecision" }]);
    });
  });

  it("V14b: enter one town relation of one key, let one of two steps through, and make none active without a basis", async () => {
    await inTurn(10, async () => {
      const [name, key] = [`Relation ${randomUUID()}`, randomUUID()];
      const input = enterInput({ unitId: town.unitId, name });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("town-relations", "enterRelation", town.officeId, input, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM town_relation WHERE name = $1", [name])).rowCount).toBe(1);
      const enter = (instance: Instance, basis: "NONE" | "UNKNOWN") =>
        instance.call("town-relations", "addEpisode", town.officeId, { id, version: 1, episode: episodeInput({ state: "ACTIVE", starts: { on: "2026-02-01", precision: "DAY" }, basis, source: "Skylten" }) }, randomUUID());
      for (const { ok } of await Promise.all([enter(one, "NONE"), enter(other, "NONE")])) expect(ok).toBe(false);
      expect((await Promise.all([codeOf(enter(one, "UNKNOWN")), codeOf(enter(other, "UNKNOWN"))])).sort()).toEqual(["CONFLICT", "done"]);
      expect((await looker.query("SELECT 1 FROM town_relation_episode WHERE relation_id = $1", [id])).rowCount).toBe(2);
    });
  });

  it("V12a: log one exchange of one key, and let one of two changes through", async () => {
    await inTurn(10, async () => {
      const { id: relationId } = valueOf(await one.call("town-relations", "enterRelation", town.officeId, enterInput({ unitId: town.unitId, name: randomUUID() }), randomUUID()));
      const [title, key] = [`Utbyte ${randomUUID()}`, randomUUID()];
      const input = activityInput({ relationId, unitId: town.unitId, title, held: { on: town.today, precision: "DAY" } });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("town-relations/activities", "logActivity", town.officeId, input, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      const change = (instance: Instance) => codeOf(instance.call("town-relations/activities", "changeActivity", town.officeId, { id, version: 1, activity: { ...input, benefit: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("V15: add one recurring meeting of one key, and let one of two changes through", async () => {
    await inTurn(10, async () => {
      const { id: relationId } = valueOf(await one.call("town-relations", "enterRelation", town.officeId, enterInput({ unitId: town.unitId, name: randomUUID() }), randomUUID()));
      const [name, key] = [`Möte ${randomUUID()}`, randomUUID()];
      const input = meetingInput({ relationId, unitId: town.unitId, name });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("recurring-meetings", "addMeeting", town.officeId, input, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM recurring_meeting WHERE name = $1", [name])).rowCount).toBe(1);
      const change = (instance: Instance) => codeOf(instance.call("recurring-meetings", "changeMeeting", town.officeId, { id, version: 1, meeting: { ...input, note: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("write one agreement and one review of one key, let one of two corrections through, and put a removed episode back once", async () => {
    await inTurn(10, async () => {
      const { id } = valueOf(await one.call("town-relations", "enterRelation", town.officeId, enterInput({ unitId: town.unitId, name: randomUUID() }), randomUUID()));
      const [key, title] = [randomUUID(), randomUUID()];
      const agree = (instance: Instance) => instance.call("town-relations/papers", "addAgreement", town.officeId, { id, version: 1, agreement: agreementInput({ title }) }, key);
      for (const answer of await many(4, (index) => agree(index % 2 === 0 ? one : other))) expect(valueOf(answer).id).toBe(id);
      const { rows } = await looker.query<{ id: string }>("SELECT id FROM town_agreement_version WHERE relation_id = $1", [id]);
      expect(rows).toHaveLength(1);
      const correct = (instance: Instance) => codeOf(instance.call("town-relations/papers", "changeAgreement", town.officeId, { id, version: 2, agreementId: rows[0]?.id ?? "", agreement: agreementInput({ title, source: randomUUID() }) }));
      expect((await Promise.all([correct(one), correct(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const review = (instance: Instance) => instance.call("town-relations/papers", "addReview", town.officeId, { id, version: 3, review: { reviewedOn: town.today, outcome: "KEEP", reasons: title, proposal: null } }, key);
      for (const answer of await many(4, (index) => review(index % 2 === 0 ? one : other))) expect(valueOf(answer).id).toBe(id);
      const reviews = await looker.query<{ id: string }>("SELECT id FROM town_relation_review WHERE relation_id = $1", [id]);
      expect(reviews.rows).toHaveLength(1);
      const rewrite = (instance: Instance) => codeOf(instance.call("town-relations/papers", "changeReview", town.officeId, { id, version: 4, reviewId: reviews.rows[0]?.id ?? "", review: { reviewedOn: town.today, outcome: "KEEP", reasons: randomUUID(), proposal: null } }));
      expect((await Promise.all([rewrite(one), rewrite(other)])).sort()).toEqual(["CONFLICT", "done"]);
      valueOf(await one.call("town-relations", "addEpisode", town.officeId, { id, version: 5, episode: episodeInput({ state: "ACTIVE", starts: { on: town.today, precision: "DAY" }, basis: "UNKNOWN", source: "Skylten" }) }, randomUUID()));
      const episodes = await looker.query<{ id: string }>("SELECT id FROM town_relation_episode WHERE relation_id = $1 AND state = 'ACTIVE'", [id]);
      const episodeId = episodes.rows[0]?.id ?? "";
      const remove = (instance: Instance) => codeOf(instance.call("town-relations", "removeEpisode", town.officeId, { id, version: 6, episodeId }));
      expect((await Promise.all([remove(one), remove(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const restore = (instance: Instance) => codeOf(instance.call("town-relations", "restoreEpisode", town.officeId, { id, version: 7, episodeId }));
      expect((await Promise.all([restore(one), restore(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("bring a new town into the register once, though several relations name it at once", async () => {
    await inTurn(10, async () => {
      const name = `Ort ${randomUUID()}`;
      const enter = (instance: Instance) => instance.call("town-relations", "enterRelation", town.officeId, { ...enterInput({ unitId: town.unitId, name: randomUUID() }), town: { name, country: "NO" } }, randomUUID());
      for (const { ok } of await many(4, (index) => enter(index % 2 === 0 ? one : other))) expect(ok).toBe(true);
      expect((await looker.query("SELECT 1 FROM partner WHERE name = $1", [name])).rowCount).toBe(1);
    });
  });

  it("add one new town of one key to a relation, and let one of two that change it through", async () => {
    await inTurn(10, async () => {
      const { id } = valueOf(await one.call("town-relations", "enterRelation", town.officeId, enterInput({ unitId: town.unitId, name: randomUUID() }), randomUUID()));
      const [name, key, never] = [`Ort ${randomUUID()}`, randomUUID(), { since: null, until: null, note: null }];
      const join = (instance: Instance) => instance.call("town-relations", "addTown", town.officeId, { id, version: 1, town: { name, country: "NO", isNew: true }, time: never }, key);
      for (const answer of await many(4, (index) => join(index % 2 === 0 ? one : other))) expect(valueOf(answer).id).toBe(id);
      expect((await looker.query("SELECT 1 FROM partner WHERE name = $1", [name])).rowCount).toBe(1);
      const { rows } = await looker.query<{ id: string }>("SELECT id FROM relation_town WHERE relation_id = $1 AND name = $2", [id, name]);
      expect(rows).toHaveLength(1);
      const change = (instance: Instance) => codeOf(instance.call("town-relations", "changeTown", town.officeId, { id, townId: rows[0]?.id ?? "", version: 2, town: { name, country: "NO" }, time: { ...never, note: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("H9: add one network of one key, let one of two changes through, replace one assessment by one, and write one fee for a year", async () => {
    await inTurn(10, async () => {
      const [name, key] = [`Nätverk ${randomUUID()}`, randomUUID()];
      const network = networkInput({ unitId: town.unitId, name, through: "Regionen", joined: { on: `${town.today.slice(0, 4)}-01-01`, precision: "YEAR" } });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("networks", "addNetwork", town.officeId, { network, key, isAnother: true }));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM network WHERE name = $1", [name])).rowCount).toBe(1);
      const change = (instance: Instance) => codeOf(instance.call("networks", "changeNetwork", town.officeId, { id, version: 1, network: { ...network, about: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const enter = (instance: Instance) => codeOf(instance.call("networks", "takeMembershipStep", town.officeId, { id, version: 2, to: "MEMBER", on: town.today }));
      expect((await Promise.all([enter(one), enter(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const assess = (instance: Instance) => instance.call("networks/entries", "assessNeed", town.officeId, { assessment: { networkId: id, unitId: town.unitId, need: "JOIN", reason: "Behövs", assessedOn: town.today }, key: randomUUID() });
      await Promise.all([assess(one), assess(other)]);
      expect((await looker.query("SELECT 1 FROM network_assessment WHERE network_id = $1 AND removed_at IS NULL AND replaced_at IS NULL", [id])).rowCount).toBe(1);
      const fee = { networkId: id, year: Number(town.today.slice(0, 4)), payerId: town.unitId, currency: "SEK" as const, amountMinor: 100n, rateMillionths: null, rateOn: null, rateSource: null };
      const pay = (instance: Instance) => instance.call("networks/entries", "addFee", town.officeId, { fee, key: randomUUID() });
      const paid = await Promise.all([pay(one), pay(other)]);
      expect(paid.filter((answer) => answer.ok)).toHaveLength(1);
      expect((await looker.query("SELECT 1 FROM network_fee WHERE network_id = $1", [id])).rowCount).toBe(1);
    });
  });

  it("V5a: tell one closing of one key, one of two that begin from nothing, one of two changes, and take it away once", async () => {
    await inTurn(10, async () => {
      const { id: projectId } = await one.call("projects", "logProject", writer, projectInput(town, `Avslutas ${randomUUID()}`), randomUUID());
      const save = (instance: Instance, version: number, key: string = randomUUID(), lessons: string = randomUUID()) => codeOf(instance.call("projects/closings", "saveClosing", writer, { projectId, key, version, closing: closingInput({ toldOn: town.today, lessons }) }));
      const key = randomUUID();
      expect(await many(4, (index) => save(index % 2 === 0 ? one : other, 0, key, "Samma"))).toEqual(["done", "done", "done", "done"]);
      expect((await looker.query("SELECT 1 FROM project_closing WHERE project_id = $1", [projectId])).rowCount).toBe(1);
      expect((await Promise.all([save(one, 1), save(other, 1)])).sort()).toEqual(["CONFLICT", "done"]);
      const remove = (instance: Instance) => codeOf(instance.call("projects/closings", "removeClosing", writer, { projectId, version: 2 }));
      expect((await Promise.all([remove(one), remove(other)])).sort()).toEqual(["CONFLICT", "done"]);
      expect((await Promise.all([save(one, 0), save(other, 0)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("V17: log one support case of one key, and let one of two answers and one of two removals through", async () => {
    await inTurn(10, async () => {
      const [title, key] = [`Stöd ${randomUUID()}`, randomUUID()];
      const input = caseInput({ unitId: town.unitId, title, askedOn: town.today });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("economy-support", "logCase", writer, input, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM support_case WHERE title = $1", [title])).rowCount).toBe(1);
      const answer = (instance: Instance) => codeOf(instance.call("economy-support", "changeCase", writer, { id, version: 1, supportCase: { ...input, answeredOn: town.today, answer: randomUUID() } }));
      expect((await Promise.all([answer(one), answer(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const archive = (instance: Instance) => codeOf(instance.call("economy-support", "archiveCase", writer, { id, version: 2 }, true));
      expect((await Promise.all([archive(one), archive(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("ask for one recount of the log and recount it once, and let one of two changes of the municipality's profile, and one of two erasures, through", async () => {
    await inTurn(5, async () => {
      const asked = await many(4, (index) => (index % 2 === 0 ? one : other).call("audit-trail", "requestCheck", town.administratorId));
      expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
      await looker.query("UPDATE audit_check SET finished_at = now()");
      const { version } = await one.call("municipality/profile", "getProfile", town.administratorId);
      const change = (instance: Instance) => codeOf(instance.call("municipality/profile", "changeProfile", town.administratorId, { version, profile: { name: randomUUID(), colour: null, contactEmail: null }, coat: undefined }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const { id } = await one.call("people", "addPerson", town.administratorId, { name: randomUUID(), title: null, email: null, phone: null }, randomUUID());
      valueOf(await one.call("people", "archivePerson", town.administratorId, { id, version: 1 }));
      const erase = (instance: Instance) => codeOf(instance.call("people/erasure", "erasePerson", town.administratorId, { id, version: 2 }, new Date(Date.now() + 3 * 366 * 86_400_000)));
      expect((await Promise.all([erase(one), erase(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("H6: log one matter of one key, tell its influence and readiness once for one key each, and let one of two changes of any of them through", async () => {
    await inTurn(10, async () => {
      const [title, key, again] = [`Bevakning ${randomUUID()}`, randomUUID(), randomUUID()];
      const input = monitoringInput({ unitId: town.unitId, title, begunOn: town.today, assessedOn: town.today });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("eu-monitoring", "logItem", writer, input, key));
      const [itemId = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([itemId]));
      expect((await looker.query("SELECT 1 FROM monitoring_item WHERE title = $1", [title])).rowCount).toBe(1);
      const action = influenceInput({ actedOn: town.today });
      await many(4, (index) => (index % 2 === 0 ? one : other).call("eu-monitoring/influence", "addInfluence", writer, { key: again, itemId, action }));
      const readiness = readinessInput({ assessedOn: town.today });
      await many(4, (index) => (index % 2 === 0 ? one : other).call("eu-monitoring/readiness", "addReadiness", writer, { key: again, itemId, readiness }));
      const [acted, ready] = await Promise.all(["influence_action", "readiness"].map((table) => looker.query<{ id: string }>(`SELECT id FROM ${table} WHERE item_id = $1`, [itemId])));
      expect([acted?.rowCount, ready?.rowCount]).toEqual([1, 1]);
      const change = (instance: Instance) => codeOf(instance.call("eu-monitoring", "changeItem", writer, { id: itemId, version: 1, item: { ...input, meaning: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const tell = (instance: Instance) => codeOf(instance.call("eu-monitoring/influence", "changeInfluence", writer, { itemId, partId: acted?.rows[0]?.id ?? "", version: 1, action: { ...action, outcome: randomUUID() } }));
      expect((await Promise.all([tell(one), tell(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const remove = (instance: Instance) => codeOf(instance.call("eu-monitoring/readiness", "removeReadiness", writer, { itemId, partId: ready?.rows[0]?.id ?? "", version: 1 }));
      expect((await Promise.all([remove(one), remove(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("Issue's own words: register one request for documents of one key, pick its record once, and let one of two examinations and one of two answers through", async () => {
    await inTurn(5, async () => {
      const [asked, key, again] = [`Begäran ${randomUUID()}`, randomUUID(), randomUUID()];
      const request = requestInput({ asked, receivedOn: town.today });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("disclosures", "registerRequest", town.officeId, request, key));
      const [requestId = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([requestId]));
      expect((await looker.query("SELECT 1 FROM disclosure_request WHERE asked = $1", [asked])).rowCount).toBe(1);
      const { id } = await one.call("projects", "logProject", writer, projectInput(town, `Projekt ${randomUUID()}`), randomUUID());
      await many(4, (index) => (index % 2 === 0 ? one : other).call("disclosures", "pickRecords", town.officeId, { key: again, requestId, subjects: [{ kind: "project", id }], ids: [] }));
      expect((await looker.query("SELECT 1 FROM disclosure_record WHERE request_id = $1", [requestId])).rowCount).toBe(1);
      const input = examineInput({ requestId, rest: "RELEASE", ...(await one.call("disclosures", "firstRecord", town.officeId, requestId)) });
      const examine = (instance: Instance) => codeOf(instance.call("disclosures", "examineRecord", town.officeId, input));
      expect((await Promise.all([examine(one), examine(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const { version } = await one.call("disclosures", "getRequest", town.officeId, requestId);
      const answer = (instance: Instance) => instance.call("disclosures", "answerRequest", town.officeId, answerInput({ requestId, version, decidedOn: town.today }));
      const both = await Promise.all([answer(one), answer(other)]);
      expect(both.map((each) => (each.ok ? "done" : each.reason)).sort()).toEqual(["disclosureClosed", "done"]);
      expect((await looker.query("SELECT 1 FROM disclosure_answer WHERE request_id = $1", [requestId])).rowCount).toBe(1);
    });
  });

  it("dispose of each record once, and propose one disposal of a kind", async () => {
    const { version } = await one.call("retention", "getRule", town.administratorId, "visit");
    valueOf(await one.call("retention", "setRule", town.administratorId, { key: randomUUID(), version, rule: ruleInput({ years: 1 }) }));
    await inTurn(3, async () => {
      const day = { on: "1990-05-12", precision: "DAY" as const };
      await many(40, () => one.call("visits", "announceVisit", writer, visitInput({ unitId: town.unitId, title: `Gammalt besök ${randomUUID()}`, starts: day, ends: day }), randomUUID()));
      const propose = (instance: Instance) => instance.call("retention/disposals", "proposeDisposal", town.officeId, { key: randomUUID(), proposal: { kind: "visit", on: town.today } });
      const both = await Promise.all([propose(one), propose(other)]);
      expect(both.map((each) => (each.ok ? "done" : each.reason)).sort()).toEqual(["disposalOpenAlready", "done"]);
      const id = both.flatMap((each) => (each.ok ? [each.value.id] : []))[0] ?? "";
      valueOf(await one.call("retention/disposals", "decideDisposal", town.officeId, { id, version: 1, decision: decisionOn() }));
      const carryOut = (instance: Instance) => instance.call("retention/disposals", "carryOutDisposal", town.administratorId, { id, version: 2 });
      expect((await Promise.all([carryOut(one), carryOut(other), carryOut(one)])).map((each) => valueOf(each).remaining)).toEqual([0, 0, 0]);
      const { rows } = await looker.query<{ records: number; entries: number; ended: number }>(
        "SELECT (SELECT count(*)::int FROM disposal_record WHERE disposal_id = $1 AND outcome = 'DISPOSED') AS records, (SELECT count(*)::int FROM audit_entry WHERE action = 'retention.recordDisposed' AND details ->> 'disposalId' = $1::text) AS entries, (SELECT count(*)::int FROM audit_entry WHERE action = 'retention.disposalCarriedOut' AND subject_id = $1) AS ended", [id]);
      expect(rows).toEqual([{ records: 40, entries: 40, ended: 1 }]);
    });
  });

  it("write one retention rule of one key, let one of two others through, keep a record once and let it go once", async () => {
    await inTurn(5, async () => {
      const { version } = await one.call("retention", "getRule", town.administratorId, "visit");
      const key = randomUUID();
      const set = (instance: Instance, with_: { key: string; version: number; years: number }) => instance.call("retention", "setRule", town.administratorId, { key: with_.key, version: with_.version, rule: ruleInput({ years: with_.years }) });
      await many(4, (index) => set(index % 2 === 0 ? one : other, { key, version, years: 20 }));
      expect((await one.call("retention", "getRule", town.administratorId, "visit")).version).toBe(version + 1);
      const change = (instance: Instance, years: number) => codeOf(set(instance, { key: randomUUID(), version: version + 1, years }));
      expect((await Promise.all([change(one, 30), change(other, 40)])).sort()).toEqual(["CONFLICT", "done"]);
      const { id: projectId } = await one.call("projects", "logProject", writer, projectInput(town, `Projekt ${randomUUID()}`), randomUUID());
      const again = randomUUID();
      await many(4, (index) => (index % 2 === 0 ? one : other).call("retention", "placeHold", town.officeId, { key: again, hold: { subject: { kind: "project", id: projectId }, reason: "Tvist" } }));
      const { rows } = await looker.query<{ id: string }>("SELECT id FROM retention_hold WHERE subject_id = $1", [projectId]);
      expect(rows).toHaveLength(1);
      const lift = (instance: Instance) => instance.call("retention", "liftHold", town.officeId, { id: rows[0]?.id ?? "", version: 1, liftReason: "Slut" });
      expect((await Promise.all([lift(one), lift(other)])).map((each) => (each.ok ? "done" : each.reason)).sort()).toEqual(["done", "retentionHoldLifted"]);
    });
  });

  it("V20c: enter one opportunity of one key, save it once for a person, forward it once for one key, and let one of two changes of either through", async () => {
    await inTurn(10, async () => {
      const [title, key, again] = [`Möjlighet ${randomUUID()}`, randomUUID(), randomUUID()];
      const opportunity = opportunityInput({ unitId: town.unitId, title, enteredOn: town.today });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("opportunities", "logOpportunity", writer, { key, opportunity, from: OWN }));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM opportunity WHERE title = $1", [title])).rowCount).toBe(1);
      await many(4, (index) => (index % 2 === 0 ? one : other).call("opportunities/savings", "saveOpportunity", writer, id));
      expect((await looker.query("SELECT 1 FROM saved_opportunity WHERE opportunity_id = $1", [id])).rowCount).toBe(1);
      const activity = informationInput({ unitId: town.unitId, kind: "FORWARDED", title, heldOn: town.today, opportunityId: id });
      await many(4, (index) => (index % 2 === 0 ? one : other).call("opportunities/information", "logInformation", writer, { key: again, activity, seenDeadline: null }));
      const told = await looker.query<{ id: string }>("SELECT id FROM information_activity WHERE opportunity_id = $1", [id]);
      expect(told.rowCount).toBe(1);
      const change = (instance: Instance) => codeOf(instance.call("opportunities", "changeOpportunity", writer, { id, version: 1, opportunity: { ...opportunity, text: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const tell = (instance: Instance) => codeOf(instance.call("opportunities/information", "changeInformation", writer, { id: told.rows[0]?.id ?? "", version: 1, activity: { ...activity, text: randomUUID() }, seenDeadline: null }));
      expect((await Promise.all([tell(one), tell(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("Issue's own words: keep one view of one key, mark a record once, and let one of two changes of a view through", async () => {
    const projectId = (await one.call("projects", "logProject", writer, projectInput(town, `Märkt ${randomUUID()}`), randomUUID())).id;
    await inTurn(10, async () => {
      const [key, name] = [randomUUID(), `Vy ${randomUUID()}`];
      const view = { list: "/projects" as const, name, query: "youth=1", sharing: "PRIVATE" as const, unitId: null };
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("saved-views", "saveView", writer, { view, isDefault: true }, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM saved_view WHERE name = $1", [name])).rowCount).toBe(1);
      expect((await looker.query("SELECT 1 FROM default_view WHERE view_id = $1", [id])).rowCount).toBe(1);
      // Another key under the same name is told that the name is taken, whichever instance it comes to.
      expect(await many(2, (index) => (index === 0 ? one : other).call("saved-views", "saveView", writer, { view, isDefault: false }, randomUUID()))).toMatchObject([{ reason: "viewNameTaken" }, { reason: "viewNameTaken" }]);
      const change = (instance: Instance) => codeOf(instance.call("saved-views", "changeView", writer, { id, version: 1, name: `Vy ${randomUUID()}`, sharing: "PRIVATE", unitId: null }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      await many(4, (index) => (index % 2 === 0 ? one : other).call("saved-views/favourites", "markFavourite", writer, { kind: "project", id: projectId, isMarked: true }));
      expect((await looker.query("SELECT 1 FROM favourite WHERE record_id = $1", [projectId])).rowCount).toBe(1);
    });
  });

  it("V10a: log one initiative of one key, examine it once for one key, and let one of two changes and one of two examinations through", async () => {
    await inTurn(10, async () => {
      const [title, key, again] = [`Initiativ ${randomUUID()}`, randomUUID(), randomUUID()];
      const input = initiativeInput({ unitId: town.unitId, title, begunOn: town.today });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("initiatives", "logInitiative", writer, input, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM initiative WHERE title = $1", [title])).rowCount).toBe(1);
      const examine = (instance: Instance, version: number, pressed: string) => codeOf(instance.call("initiatives/examinations", "examine", writer, { id, version, key: pressed, examination: examinationInput({ examinedOn: town.today }) }));
      expect(await many(4, (index) => examine(index % 2 === 0 ? one : other, 1, again))).toEqual(["done", "done", "done", "done"]);
      expect((await looker.query("SELECT 1 FROM examination WHERE initiative_id = $1", [id])).rowCount).toBe(1);
      expect((await Promise.all([examine(one, 2, randomUUID()), examine(other, 2, randomUUID())])).sort()).toEqual(["CONFLICT", "done"]);
      const change = (instance: Instance) => codeOf(instance.call("initiatives", "changeInitiative", writer, { id, version: 3, initiative: { ...input, text: randomUUID() } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const archive = (instance: Instance) => codeOf(instance.call("initiatives", "archiveInitiative", writer, { id, version: 4 }, true));
      expect((await Promise.all([archive(one), archive(other)])).sort()).toEqual(["CONFLICT", "done"]);
    });
  });

  it("V19: write one claim and one payment of one key down, and let one of two changes and one of two removals through", async () => {
    await inTurn(10, async () => {
      const { id: projectId } = await one.call("projects", "logProject", writer, projectInput(town, `Pengar ${randomUUID()}`), randomUUID());
      const [key, again] = [randomUUID(), randomUUID()];
      const claims = await many(4, (index) => (index % 2 === 0 ? one : other).call("funding", "addClaim", writer, { key, projectId, claim: claimInput() }));
      const [claimId = "", ...others] = claims.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([claimId]));
      const payments = await many(4, (index) => (index % 2 === 0 ? one : other).call("funding", "addPayment", writer, { key: again, projectId, payment: paymentInput({ claimId }) }));
      const [id = ""] = payments.map((answer) => valueOf(answer).id);
      expect((await looker.query("SELECT (SELECT count(*) FROM claim WHERE project_id = $1) + (SELECT count(*) FROM payment WHERE project_id = $1) AS written", [projectId])).rows).toEqual([{ written: "2" }]);
      const change = (instance: Instance) => codeOf(instance.call("funding", "changePayment", writer, { projectId, id, version: 1, payment: paymentInput({ note: randomUUID() }) }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const remove = (instance: Instance) => codeOf(instance.call("funding", "removePayment", writer, { projectId, id, version: 2 }));
      expect((await Promise.all([remove(one), remove(other)])).sort()).toEqual(["CONFLICT", "done"]);
      // A claim is not taken away while a payment that answers it is written down: one of them is refused.
      const pay = await Promise.all([one.call("funding", "removeClaim", writer, { projectId, id: claimId, version: 1 }), other.call("funding", "addPayment", writer, { key: randomUUID(), projectId, payment: paymentInput({ claimId }) })]);
      expect(pay.filter((answer) => answer.ok)).toHaveLength(1);
    });
  });

  it("H13: note one entry of one key, let one of two changes through, and mark a task as done once", async () => {
    await inTurn(10, async () => {
      const [title, key] = [`Post ${randomUUID()}`, randomUUID()];
      const input = entryInput({ responsibleId: town.councilId, unitIds: [town.unitId], notedOn: town.today, title });
      const answers = await many(4, (index) => (index % 2 === 0 ? one : other).call("coordination", "noteEntry", town.officeId, input, key));
      const [id = "", ...others] = answers.map((answer) => valueOf(answer).id);
      expect(new Set(others)).toEqual(new Set([id]));
      expect((await looker.query("SELECT 1 FROM coordination_entry WHERE title = $1", [title])).rowCount).toBe(1);
      const change = (instance: Instance) => codeOf(instance.call("coordination", "changeEntry", town.officeId, { id, version: 1, entry: { ...input, text: randomUUID(), unitIds: [] } }));
      expect((await Promise.all([change(one), change(other)])).sort()).toEqual(["CONFLICT", "done"]);
      const finish = (instance: Instance) => codeOf(instance.call("coordination", "markDone", town.officeId, { id, version: 2, on: town.today }));
      expect((await Promise.all([finish(one), finish(other)])).sort()).toEqual(["CONFLICT", "done"]);
      expect((await one.call("coordination", "getEntry", writer, id)).entry).toMatchObject({ version: 3, doneOn: town.today, units: [] });
    });
  });

  it("share one count of how often something is tried", async () => {
    const key = `prov ${randomUUID()}`;
    const answers = await many(40, (index) => codeOf((index % 2 === 0 ? one : other).limitRate(key, 10, 86_400)));
    expect(answers.filter((answer) => answer === "done")).toHaveLength(10);
    expect(answers.filter((answer) => answer === "RATE_LIMITED")).toHaveLength(30);
  });

  it("open a year's round once, and submit its answers once, whichever gets them", async () => {
    for (let year = town.year - 1; year > town.year - 8; year -= 1) {
      const outcomes = await many(4, (index) => (index % 2 === 0 ? one : other).call("follow-up", "openRound", town.officeId, { year, answersDueOn: town.today }, randomUUID()));
      expect(outcomes.map((outcome) => (outcome.ok ? "opened" : outcome.reason)).sort()).toEqual(["opened", "roundOpenAlready", "roundOpenAlready", "roundOpenAlready"]);
      const reminded = await many(4, (index) => (index % 2 === 0 ? one : other).call("follow-up/reminders", "remindUnanswered", town.officeId, year, randomUUID()));
      expect(reminded.map((outcome) => (outcome.ok ? "reminded" : outcome.reason)).sort()).toEqual(["reminded", "roundRemindedToday", "roundRemindedToday", "roundRemindedToday"]);
      const { questions } = await one.call("follow-up", "getStatement", writer, year, town.unitId);
      const input = { year, unitId: town.unitId, answers: questions.map(({ code }) => ({ code, version: 0, text: "Provas." })) };
      const key = randomUUID();
      const sent = await many(6, (index) => (index % 2 === 0 ? one : other).call("follow-up", "submitStatement", index < 4 ? writer : colleague, input, index < 4 ? key : randomUUID()));
      const said = sent.map((outcome) => (outcome.ok ? "submitted" : outcome.reason));
      expect(["submitted,submitted,submitted,submitted", "submitted"]).toContain(said.filter((word) => word === "submitted").join());
      expect(said.filter((word) => word !== "submitted").every((word) => word === "statementSubmittedAlready")).toBe(true);
      const { steps } = await other.call("follow-up", "getStatement", town.officeId, year, town.unitId);
      expect(steps.map((step) => step.to)).toEqual(["SUBMITTED"]);
      const stale = { year, unitId: town.unitId, version: 1 };
      expect(await codeOf(other.call("follow-up", "approveStatement", town.officeId, stale))).toBe("CONFLICT");
    }
  });

  it("freeze a year in one order, each edition from one moment, while others save projects", { timeout: 240_000 }, async () => {
    for (let round = 0; round < 8; round += 1) {
      const saving = many(6, (index) => (index % 2 === 0 ? one : other).call("projects", "logProject", writer, projectInput(town, `Samtidigt ${randomUUID()}`), randomUUID()));
      const freeze = (instance: Instance, key: string) => instance.call("summaries", "freezeSummary", town.officeId, { year: MONEY_YEAR, version: 0, caseNumber: key }, key);
      const key = randomUUID();
      const before = (await other.call("summaries", "listEditions", writer, MONEY_YEAR)).length;
      // The first two are one person's button, pressed twice.
      const [first, again, colleagues] = await Promise.all([freeze(one, key), freeze(other, key), freeze(other, randomUUID())]);
      await saving;
      // One press may be refused, since nothing is new after the colleague's, and the other find what was saved in between.
      if (first.ok && again.ok) expect(again).toEqual(first);
      const numbers = [...new Set([first, again, colleagues].map((outcome) => (outcome.ok ? outcome.value.number : outcome.reason)))].sort((a, b) => Number(typeof a === "string") - Number(typeof b === "string") || Number(a) - Number(b));
      expect([[before + 1], [before + 1, before + 2]]).toContainEqual(numbers.filter((number) => number !== "nothingNewToFreeze"));
      expect(await one.call("summaries", "listEditions", writer, MONEY_YEAR)).toHaveLength(Math.max(...numbers.filter((number) => typeof number === "number")));
      for (const number of numbers.filter((each) => typeof each === "number")) {
        expect((await one.call("summaries", "verifyEdition", writer, MONEY_YEAR, number)).ok).toBe(true);
        const { data } = await other.call("summaries", "getEdition", writer, MONEY_YEAR, number);
        // Every project that has money has the same, so the sum tells how many the edition saw.
        const paid = data.projects.filter(({ externalOre }) => externalOre !== "0").length;
        expect(data.years.at(-1)).toMatchObject({ externalOre: String(paid * 200_000), ownOre: String(paid * 100_000) });
      }
    }
  });

  it("keep the office's words once when they are sent twice, and refuse those that began from older ones", async () => {
    for (let year = MONEY_YEAR; year > MONEY_YEAR - 6; year -= 1) {
      const write = (instance: Instance, version: number, lead: string) => codeOf(instance.call("summaries", "writeWords", town.officeId, { year, version, lead, commentary: null }));
      const states = async () => (await looker.query("SELECT 1 FROM record_version WHERE table_name = 'summary' AND (row ->> 'year')::int = $1", [year])).rowCount;
      expect(await Promise.all([write(one, 0, "Ett år."), write(other, 0, "Ett år."), write(one, 0, "Ett år.")])).toEqual(["done", "done", "done"]);
      expect(await states()).toBe(1);
      expect((await Promise.all([write(one, 1, "Det ena."), write(other, 1, "Det andra.")])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await write(other, 1, "Från en gammal sida.")).toBe("CONFLICT");
      expect(await states()).toBe(2);
      const freeze = one.call("summaries", "freezeSummary", town.officeId, { year, version: 1, caseNumber: null }, randomUUID());
      expect(await codeOf(freeze)).toBe("CONFLICT");
    }
  });

  it("hand a task over once for one key, to one of two people, and take it back once", async () => {
    await inTurn(10, async () => {
      const { id } = valueOf(await one.call("coordination", "noteEntry", town.officeId, entryInput({ responsibleId: town.unitId, title: `Uppgift ${randomUUID()}`, notedOn: town.today, dueOn: town.today }), randomUUID()));
      const taskKey = `coordination ${id}`;
      const found = await one.call("tasks", "find", writer, taskKey);
      if (found === null) throw new Error("the task is not the writer's");
      const { place } = found;
      const key = randomUUID();
      const hand = (instance: Instance, requestKey: string, toId: string, version = 0) => instance.call("tasks", "handOver", writer, requestKey, place, version, toId);
      const [first, again] = await Promise.all([hand(one, key, colleague), hand(other, key, colleague)]);
      expect(valueOf(again)).toEqual(valueOf(first));
      expect((await other.call("tasks", "find", colleague, taskKey))?.standing).toBe("open");
      expect((await one.call("tasks", "find", writer, taskKey))?.standing).toBe("handed");
      expect((await Promise.all([codeOf(hand(one, randomUUID(), town.officeId, 1)), codeOf(hand(other, randomUUID(), writer, 1))])).sort()).toEqual(["CONFLICT", "done"]);
      expect(await codeOf(hand(other, randomUUID(), colleague, 1))).toBe("CONFLICT");
      const handover = valueOf(first);
      expect((await Promise.all([codeOf(one.call("tasks", "takeBack", writer, handover.id, 2)), codeOf(other.call("tasks", "takeBack", writer, handover.id, 2))])).sort()).toEqual(["CONFLICT", "done"]);
      expect((await other.call("tasks", "find", writer, taskKey))?.handover).toBeNull();
    });
  });

  it("leave a database in which everything agrees", async () => {
    expect(await findViolations(looker, [])).toEqual([]);
  });
});

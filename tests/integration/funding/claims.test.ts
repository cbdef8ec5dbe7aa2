import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as Forecasts from "@/features/funding/forecasts/service";
import type * as Funding from "@/features/funding/service";
import { claimInput, paymentInput } from "../../factories/funding.ts";
import { NOON, openRegister, valueOf } from "../../factories/register.ts";

let house: Awaited<ReturnType<typeof openRegister>>;
let funding: typeof Funding;
let forecasts: typeof Forecasts;

beforeAll(async () => {
  house = await openRegister();
  funding = await import("@/features/funding/service");
  forecasts = await import("@/features/funding/forecasts/service");
});
afterAll(async () => {
  await house.close();
});

const codeOf = (work: Promise<unknown>) => work.then(() => "done", (error: unknown) => (error as { code?: string }).code ?? String(error));
const addClaim = async (projectId: string, more: Parameters<typeof claimInput>[0] = {}) => valueOf(await funding.addClaim(house.contact, { key: randomUUID(), projectId, claim: claimInput(more) }, NOON)).id;
const addPayment = async (projectId: string, more: Parameters<typeof paymentInput>[0] = {}) => valueOf(await funding.addPayment(house.contact, { key: randomUUID(), projectId, payment: paymentInput(more) }, NOON)).id;

describe("claims and payments of a project", () => {
  it("V19: are kept as they are said, with who did it, in the project's history", async () => {
    const projectId = await house.log({ title: "Södra infarten", status: "GRANTED" });
    const claim = claimInput({ state: "SENT", sentOn: "2026-07-01", note: "Första halvåret" });
    const { value, entries, versions } = await house.recorded(() => funding.addClaim(house.contact, { key: randomUUID(), projectId, claim }, NOON));
    const { id: claimId } = valueOf(value);
    expect(entries).toMatchObject([{ action: "funding.claimAdded", subject_id: projectId, actor_id: house.contact.personId, unit_id: house.unit, on_behalf: false }]);
    expect(versions).toMatchObject([{ table_name: "claim", version: 1 }]);
    const payment = paymentInput({ claimId, receivedOn: "2026-11-20", receivedMinor: 119_999_50n });
    await addPayment(projectId, payment);
    const money = await funding.getProjectMoney(house.reader, projectId, NOON);
    expect(money.claims).toEqual([{ id: claimId, version: 1, ...claim }]);
    expect(money.payments).toEqual([{ id: money.payments[0]?.id, version: 1, ...payment }]);
    expect(money).toMatchObject({ mayEdit: false, project: { title: "Södra infarten" } });
    const history = await house.projects.listProjectHistory(house.reader, projectId, { limit: 10 });
    expect(history.map(({ action }) => action)).toEqual(["funding.paymentAdded", "funding.claimAdded", "projects.logged"]);
    expect(history[1]?.changes).toContainEqual({ table: "claim", column: "note", before: null, after: "Första halvåret" });
  });

  it("are changed from the version that was seen, and removed without being lost", async () => {
    const projectId = await house.log();
    const id = await addClaim(projectId);
    const sent = claimInput({ state: "APPROVED", sentOn: "2026-07-01", answeredOn: "2026-09-01", approvedMinor: 100n, currency: "EUR" });
    valueOf(await funding.changeClaim(house.contact, { projectId, id, version: 1, claim: sent }, NOON));
    expect(await codeOf(funding.changeClaim(house.office, { projectId, id, version: 1, claim: claimInput() }, NOON))).toBe("CONFLICT");
    expect((await funding.getProjectMoney(house.contact, projectId, NOON)).claims).toEqual([{ id, version: 2, ...sent }]);
    const paymentId = await addPayment(projectId, { claimId: id });
    expect(await funding.removeClaim(house.contact, { projectId, id, version: 2 }, NOON)).toMatchObject({ ok: false, reason: "claimHasPayments" });
    expect(await codeOf(funding.removePayment(house.contact, { projectId, id: paymentId, version: 2 }, NOON))).toBe("CONFLICT");
    await funding.removePayment(house.contact, { projectId, id: paymentId, version: 1 }, NOON);
    valueOf(await funding.removeClaim(house.contact, { projectId, id, version: 2 }, NOON));
    expect(await funding.getProjectMoney(house.contact, projectId, NOON)).toMatchObject({ claims: [], payments: [] });
    expect(await house.query("SELECT count(*)::int AS kept FROM claim WHERE id = $1 AND removed_at IS NOT NULL", [id])).toEqual([{ kept: 1 }]);
    expect(await codeOf(funding.changePayment(house.contact, { projectId, id: paymentId, version: 2, payment: paymentInput() }, NOON))).toBe("CONFLICT");
  });

  it("come once for one key, and another project's are out of reach", async () => {
    const [projectId, other] = [await house.log(), await house.log()];
    const key = randomUUID();
    const add = () => funding.addClaim(house.contact, { key, projectId, claim: claimInput() }, NOON);
    expect(valueOf(await add())).toEqual(valueOf(await add()));
    expect(await codeOf(funding.addClaim(house.contact, { key, projectId, claim: claimInput({ amountMinor: 1n }) }, NOON))).toBe("KEY_REUSED");
    const [claim] = (await funding.getProjectMoney(house.contact, projectId, NOON)).claims;
    expect(await codeOf(funding.changeClaim(house.contact, { projectId: other, id: claim?.id ?? "", version: 1, claim: claimInput() }, NOON))).toBe("CONFLICT");
    expect(await funding.addPayment(house.contact, { key: randomUUID(), projectId: other, payment: paymentInput({ claimId: claim?.id ?? "" }) }, NOON)).toMatchObject({ ok: false, reason: "claimNotThere", field: "claimId" });
    expect(await funding.addPayment(house.contact, { key: randomUUID(), projectId, payment: paymentInput({ receivedOn: "2026-11-23", receivedMinor: 1n }) }, NOON)).toMatchObject({ ok: false, reason: "paymentInFuture" });
    expect(await funding.addClaim(house.contact, { key: randomUUID(), projectId, claim: claimInput({ state: "SENT", sentOn: "2026-11-23" }) }, NOON)).toMatchObject({ ok: false, reason: "claimInFuture" });
  });

  it("V19: the database itself refuses what no state or line can be", async () => {
    const projectId = await house.log();
    const insert = (columns: string, values: string) => codeOf(house.query(`INSERT INTO ${columns} VALUES ('${projectId}', ${values})`));
    expect(await insert("claim (project_id, period_from, period_to, state, amount_minor)", "'2026-01-01', '2026-02-01', 'SENT', 1")).toBe("23514");
    expect(await insert("payment (project_id, kind, expected_on)", "'FINAL', '2026-01-01'")).toBe("23514");
    const line = "funding_line (project_id, kind, amount_minor, hours_hundredths, hourly_rate_minor, payer_unit_id, is_paid_centrally)";
    expect(await insert(line, `'OWN_IN_KIND', 1, 100, 2, '${house.unit}', false`)).toBe("23514");
    expect(await insert(line, "'EU', 1, NULL, NULL, NULL, true")).toBe("23514");
    expect(await insert(line, `'OWN_CASH', 1, NULL, NULL, '${house.unit}', true`)).toBe("23514");
  });
});

describe("a payment that is late", () => {
  it("is a task of the unit that waits for it, and of nobody else, until it has come or has a new day", async () => {
    const projectId = await house.log({ title: "Väntar på pengar" });
    const id = await addPayment(projectId, { expectedOn: "2026-11-21", expectedMinor: 1n });
    await addPayment(projectId, { expectedOn: "2026-11-22" });
    const tasksOf = async (actor: typeof house.contact) => (await funding.listLatePayments(actor, NOON)).filter((payment) => payment.projectId === projectId);
    expect(await tasksOf(house.deputy)).toEqual([{ id, projectId, unitId: house.unit, title: "Väntar på pengar", expectedOn: "2026-11-21" }]);
    expect([await tasksOf(house.stranger), await tasksOf(house.reader)]).toEqual([[], []]);
    valueOf(await funding.changePayment(house.contact, { projectId, id, version: 1, payment: paymentInput({ expectedOn: "2026-11-21", expectedMinor: 1n, receivedOn: "2026-11-22", receivedMinor: 1n }) }, NOON));
    expect(await tasksOf(house.deputy)).toEqual([]);
  });
});

describe("what a unit carries until the money comes", () => {
  it("V19: follows from the funding, the claims and the payments, and adds up over the unit's projects", async () => {
    const unitId = await house.body("DEPARTMENT", "Bärande förvaltningen", { parentId: house.board });
    const period = { starts: { on: "2026-01-01", precision: "DAY" as const }, ends: { on: "2026-12-31", precision: "DAY" as const } };
    const log = (title: string, more: object = {}) => house.log({ unitId, title, status: "ONGOING", ...period, funding: [{ kind: "EU", funder: null, year: 2026, amountMinor: 1_200_00n }, { kind: "OWN_CASH", funder: null, year: 2026, amountMinor: 999_99n }], ...more }, house.office);
    const [even, claimed] = [await log("Jämnt"), await log("Med rekvisition")];
    await log("Bara en idé", { status: "IDEA" });
    const act = { key: "", projectId: claimed };
    valueOf(await funding.addClaim(house.office, { ...act, key: randomUUID(), claim: claimInput({ periodFrom: "2026-01-01", periodTo: "2026-03-31", amountMinor: 900_00n, state: "APPROVED", sentOn: "2026-04-01", answeredOn: "2026-05-01", approvedMinor: 600_00n }) }, NOON));
    valueOf(await funding.addClaim(house.office, { ...act, key: randomUUID(), claim: claimInput({ amountMinor: 7n, state: "REJECTED", sentOn: "2026-04-01", answeredOn: "2026-05-01" }) }, NOON));
    valueOf(await funding.addPayment(house.office, { ...act, key: randomUUID(), payment: paymentInput({ expectedOn: "2026-05-20", expectedMinor: 600_00n, receivedOn: "2026-06-01", receivedMinor: 600_00n }) }, NOON));
    valueOf(await funding.addPayment(house.office, { ...act, key: randomUUID(), payment: paymentInput({ expectedOn: "2026-10-01", expectedMinor: 1n }) }, NOON));
    const { projects, steps, unit } = await forecasts.forecastOfUnit(house.reader, unitId, NOON);
    expect(unit.name).toBe("Bärande förvaltningen");
    // 600 for the claimed quarter and 100 a month from there; 600 has come, and the late one is not counted on.
    expect(projects).toMatchObject([{ id: even, title: "Jämnt", carriedOre: 1_100_00n, uncoveredOre: 1_200_00n }, { id: claimed, carriedOre: 800_00n, uncoveredOre: 900_00n, late: { count: 1, ore: 1n } }]);
    expect(steps).toHaveLength(12);
    expect(steps.at(-1)?.carriedOre).toBe(2_100_00n);
    expect(await forecasts.forecastOfProject(house.reader, claimed, NOON)).toMatchObject({ isUnderWay: true, projects: [{ carriedOre: 800_00n }], unconverted: 0 });
    expect(await codeOf(forecasts.forecastOfUnit(house.reader, randomUUID(), NOON))).toBe("NOT_FOUND");
  });

  it("V19: leaves confidential projects to those who may see them, and amounts without a rate aside", async () => {
    const unitId = await house.body("DEPARTMENT", "Förtegna förvaltningen", { parentId: house.board });
    await house.log({ unitId, title: "Hemligt", status: "GRANTED", isConfidential: true, confidentialityProvision: "OSL 19:1", funding: [{ kind: "EU", funder: null, year: 2026, amountMinor: 5n }] }, house.office);
    await house.log({ unitId, title: "I euro", status: "GRANTED", currency: "EUR", funding: [{ kind: "EU", funder: null, year: 2026, amountMinor: 5n }] }, house.office);
    const titles = async (actor: typeof house.reader) => (await forecasts.forecastOfUnit(actor, unitId, NOON)).projects.map(({ title }) => title);
    expect([await titles(house.reader), await titles(house.office)]).toEqual([["I euro"], ["Hemligt", "I euro"]]);
    expect(await forecasts.forecastOfUnit(house.reader, unitId, NOON)).toMatchObject({ unconverted: 1, projects: [{ carriedOre: 0n }] });
  });
});

describe("own parts", () => {
  it("V19: are paid by the project's own unit, another one or centrally, and only what was said follows a project that moves", async () => {
    const line = (amountMinor: bigint, more: object = {}) => ({ kind: "OWN_CASH" as const, funder: null, year: 2026, amountMinor, ...more });
    const work = { kind: "OWN_IN_KIND" as const, funder: null, year: 2026, amountMinor: 1_546_238n, work: { hoursHundredths: 3750, hourlyRateMinor: 41_233n } };
    const lines = [line(1n), line(1n), line(2n, { payer: house.otherUnit }), line(3n, { payer: "CENTRAL" }), work];
    const id = await house.log({ funding: lines });
    const stored = await house.project(id);
    expect(stored.funding).toHaveLength(5);
    expect(stored.funding).toEqual(expect.arrayContaining(lines));
    expect(stored.payers).toEqual([{ id: house.otherUnit, name: "Ängsförvaltningen" }]);
    expect(stored.ownFundingOre).toBe(1_546_245n);
    // The list of projects without a paying unit does not hold one that is paid centrally.
    const central = await house.log({ title: "Bara centralt", funding: [line(3n, { payer: "CENTRAL" })] });
    expect((await house.list(house.reader, { q: "Bara centralt", states: "payingUnit" })).rows.map((row) => row.id)).toEqual([central]);
    const { inTransaction } = await import("@/server/transaction");
    const kept = async () => (await house.query<{ id: string }>("SELECT id FROM funding_line WHERE project_id = $1 AND removed_at IS NULL ORDER BY id", [id])).map((row) => row.id);
    const before = await kept();
    await inTransaction((tx) => house.projects.changeInTransaction(tx, house.contact, id, 1, house.input({ summary: "Samma pengar.", funding: [...lines].reverse() }), NOON));
    expect(await kept()).toEqual(before);
    await inTransaction((tx) => house.projects.changeInTransaction(tx, house.office, id, 2, house.input({ unitId: house.otherUnit, funding: lines.map(({ payer, ...rest }: (typeof lines)[number] & { payer?: string }) => (payer === house.otherUnit || payer === undefined ? rest : { ...rest, payer })) }), NOON));
    expect(await house.query("SELECT DISTINCT payer_unit_id, is_paid_centrally FROM funding_line WHERE project_id = $1 AND removed_at IS NULL ORDER BY 2", [id])).toEqual([{ payer_unit_id: house.otherUnit, is_paid_centrally: false }, { payer_unit_id: null, is_paid_centrally: true }]);
  });
});

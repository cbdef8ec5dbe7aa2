import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packs } from "@packs/all";
import type { Actor } from "@/domain/actor";
import { asOfYear, type AsOf, type Registers, type Scrutiny } from "@/domain/registers";
import type { ProjectInput } from "@/features/projects/schema";
import * as scrutiny from "@/features/scrutiny/service";
import { closingInput } from "../../factories/closings.ts";
import { decisionInput } from "../../factories/decisions.ts";
import { NOON, openRegister, valueOf, type RegisterHouse } from "../../factories/register.ts";
import { TODAY } from "../people/house.ts";

let house: RegisterHouse;
let registers: Registers;
let committee: string;

const day = (on: string) => ({ on, precision: "DAY" as const });
const eu = (title: string, more: Partial<ProjectInput> = {}): Partial<ProjectInput> => ({ title, isExternallyFunded: true, status: "ONGOING", starts: day("2024-01-01"), ends: day("2024-12-31"), ...more });
const parts = async (asOf: AsOf = asOfYear(2024, TODAY), actor: Actor = house.office) => (await scrutiny.exportScrutiny(actor, registers, asOf)).flatMap((question) => question.parts);
const partOf = async (label: string, asOf?: AsOf): Promise<Scrutiny | undefined> => (await parts(asOf)).find((part) => part.label === label);
const titlesOf = (part: Scrutiny | undefined) => part?.lacking.first.map(({ title }) => title).sort();

beforeAll(async () => {
  house = await openRegister();
  ({ registers } = await import("@/registers"));
  committee = await house.body("COMMITTEE", "Hamnnämnden");
});
afterAll(() => house.close());

describe("what auditors ask of projects", () => {
  let complete: string;

  beforeAll(async () => {
    const own = { funder: null, year: null, amountMinor: 10_000_00n };
    complete = await house.log(eu("Fullständigt", { caseNumber: "KS 2024/1", totalBudgetMinor: 100_000_00n, benefit: "Barnen lär sig.", status: "CLOSED", funding: [{ ...own, kind: "EU" }, { ...own, kind: "OWN_CASH" }] }));
    await house.log(eu("Bara en titel"));
    await house.log(eu("Bara en titel till"));
    await house.log(eu("En idé", { status: "IDEA" }));
    await house.log(eu("Eget", { isExternallyFunded: false }));
    await house.log(eu("Ett annat år", { starts: day("2022-01-01"), ends: day("2022-12-31") }));
  });

  it("a decision by the body that decides is found, and EU projects without one are named", async () => {
    const { recordDecision } = await import("@/features/decisions/service");
    expect(titlesOf(await partOf("projects.scrutiny.decision"))).toEqual(["Bara en titel", "Bara en titel till", "Fullständigt"]);
    valueOf(await recordDecision(house.office, decisionInput({ bodyId: house.board, matter: "START_PROJECT", facts: { isExternallyFunded: true }, subject: { kind: "project", id: complete } }), randomUUID(), { registers }, NOON));
    expect(await partOf("projects.scrutiny.decision")).toMatchObject({ question: "DECISIONS", having: { count: 1 }, lacking: { count: 2 } });
  });

  it("financing is there when a sum and where it comes from is stated", async () => {
    const part = await partOf("projects.scrutiny.financing");
    expect([part?.having.count, titlesOf(part)]).toEqual([1, ["Bara en titel", "Bara en titel till"]]);
  });

  it("is asked of those that are or have been carried out, in the year that is asked about", async () => {
    const part = await partOf("projects.scrutiny.caseNumber");
    expect([part?.question, part?.having.count, titlesOf(part)]).toEqual(["DOCUMENTATION", 1, ["Bara en titel", "Bara en titel till", "Eget"]]);
    expect(titlesOf(await partOf("projects.scrutiny.caseNumber", asOfYear(2022, TODAY)))).toEqual(["Ett annat år"]);
    expect(await partOf("projects.scrutiny.finalReport")).toMatchObject({ having: { count: 1 }, lacking: { count: 3 } });
    expect(await partOf("projects.scrutiny.benefit")).toMatchObject({ having: { count: 1 }, lacking: { count: 3 } });
  });

  it("what came of those that have ended, and what was learnt, is there when their closing tells it", async () => {
    const { saveClosing } = await import("@/features/projects/closings/service");
    expect([titlesOf(await partOf("projects.scrutiny.outcome")), titlesOf(await partOf("projects.scrutiny.lessons"))]).toEqual(Array(2).fill(["Bara en titel", "Bara en titel till", "Eget", "Fullständigt"]));
    valueOf(await saveClosing(house.office, { projectId: complete, key: randomUUID(), version: 0, closing: closingInput({ lessons: "Börja tidigare" }) }, {}, NOON));
    expect(await partOf("projects.scrutiny.outcome")).toMatchObject({ question: "DOCUMENTATION", having: { count: 1 }, lacking: { count: 3 } });
    valueOf(await saveClosing(house.office, { projectId: complete, key: randomUUID(), version: 1, closing: closingInput() }, {}, NOON));
    expect([(await partOf("projects.scrutiny.outcome"))?.having.count, (await partOf("projects.scrutiny.lessons"))?.having.count]).toEqual([1, 0]);
  });

  it("every figure is the number of records that its link lists, for whoever asks", async () => {
    await house.log(eu("Hemligt", { isConfidential: true, confidentialityProvision: "OSL 21 kap. 1 §" }));
    let compared = 0;
    for (const actor of [house.office, house.reader]) {
      for (const { having, lacking } of await parts(asOfYear(2024, TODAY), actor)) {
        for (const { count, path: to, first } of [having, lacking]) {
          if (to === null) expect(first).toHaveLength(count);
          if (to?.startsWith("/projects?") !== true) continue;
          expect((await house.list(actor, Object.fromEntries(new URL(to, "http://own.invalid").searchParams))).total, to).toBe(count);
          compared += 1;
        }
        expect(lacking.first).toHaveLength(lacking.count);
      }
    }
    expect(compared).toBe(36);
    expect((await parts(asOfYear(2024, TODAY), house.reader)).flatMap(({ lacking }) => lacking.first.map(({ title }) => title))).not.toContain("Hemligt");
  });

  it("shows the first five on the page, and all in the file", async () => {
    for (let number = 1; number <= 6; number += 1) await house.log(eu(`Till ${String(number)}`, { starts: day("2020-01-01"), ends: day("2020-12-31") }));
    const on = asOfYear(2020, TODAY);
    const shown = (await scrutiny.readScrutiny(house.reader, registers, on)).flatMap((question) => question.parts).find((part) => part.label === "projects.scrutiny.period" || part.label === "projects.scrutiny.benefit");
    expect([shown?.lacking.count, shown?.lacking.first.length]).toEqual([6, 5]);
    expect(titlesOf(await partOf("projects.scrutiny.benefit", on))).toHaveLength(6);
  });
});

describe("what auditors ask of the organisation and the process", () => {
  it("units without a contact person, where the document asks for one", async () => {
    const bare = await house.body("DEPARTMENT", "Nya förvaltningen", { parentId: committee, validFrom: "2025-01-01" });
    expect(await partOf("people.scrutiny.contactPerson", asOfYear(2024, TODAY))).toMatchObject({ question: "ORGANISATION", lacking: { count: 0 } });
    expect(await partOf("people.scrutiny.contactPerson", asOfYear(2025, TODAY))).toMatchObject({ lacking: { count: 1, first: [{ title: "Nya förvaltningen", path: `/bodies/${bare}` }] } });
    const { scrutiniseUnits } = await import("@/features/contact-persons/service");
    const asked = await Promise.all(packs.map(async (pack) => [pack.modules.contactPersons.state === "required", (await scrutiniseUnits(house.office, asOfYear(2026, TODAY), Promise.resolve(pack))) !== null]));
    expect(asked.every(([required, answered]) => required === answered)).toBe(true);
    expect(new Set(asked.map(([required]) => required))).toEqual(new Set([true, false]));
  });

  it("V16b, V16c: units that have not answered, and the summary that is not frozen", async () => {
    const { openRound } = await import("@/features/follow-up/service");
    expect(await partOf("followUp.scrutiny.statement", asOfYear(2025, TODAY))).toBeUndefined();
    valueOf(await openRound(house.office, { year: 2025, answersDueOn: "2026-12-11" }, randomUUID(), {}, NOON));
    expect(await partOf("followUp.scrutiny.statement", asOfYear(2025, TODAY))).toMatchObject({ question: "PROCESS", having: { count: 0 }, lacking: { count: 3 } });
    expect(await partOf("summaries.scrutiny.frozen", asOfYear(2026, TODAY))).toMatchObject({ having: { count: 0 }, lacking: { count: 1, first: [{ title: "2025", path: "/year/2025/summary" }] } });
  });

  it("decisions by the wrong body, from the day they were made", async () => {
    const { recordDecision } = await import("@/features/decisions/service");
    valueOf(await recordDecision(house.office, decisionInput({ bodyId: committee, decidedOn: "2025-03-01", title: "Vänort i nämnd" }), randomUUID(), { registers }, NOON));
    expect(await partOf("decisions.scrutiny.judged", asOfYear(2024, TODAY))).toBeUndefined();
    expect(await partOf("decisions.scrutiny.judged", asOfYear(2025, TODAY))).toMatchObject({ having: { count: 0 }, lacking: { count: 1, path: "/decisions?decidedBy=2025-12-31&flagged=1", first: [{ title: "Vänort i nämnd" }] } });
    valueOf(await recordDecision(house.office, decisionInput({ bodyId: await house.body("COUNCIL", "Kommunfullmäktige"), decidedOn: "2025-04-01", title: "Vänort i fullmäktige" }), randomUUID(), { registers }, NOON));
    const { listDecisions } = await import("@/features/decisions/service");
    const { readDecisionFilter } = await import("@/features/decisions/schema");
    const judged = await partOf("decisions.scrutiny.judged", asOfYear(2025, TODAY));
    const listed = async (path = "") => (await listDecisions(house.office, readDecisionFilter(Object.fromEntries(new URL(path, "http://own.invalid").searchParams)).filter)).rows.map(({ title }) => title);
    // Of one that is lost nobody knows the day, and it is hidden from no year.
    valueOf(await recordDecision(house.office, decisionInput({ basis: "UNKNOWN", bodyId: null, decidedOn: null, source: "Avtalet i arkivet", title: "Ett som är borta" }), randomUUID(), { registers }, NOON));
    const withLost = await partOf("decisions.scrutiny.judged", asOfYear(2024, TODAY));
    expect([withLost?.lacking.count, await listed(withLost?.lacking.path ?? undefined)]).toEqual([1, ["Ett som är borta"]]);
    expect((await partOf("decisions.scrutiny.judged", asOfYear(2025, TODAY)))?.lacking.count).toBe(2);
    expect([judged?.having.count, await listed(judged?.having.path ?? undefined), await listed(judged?.lacking.path ?? undefined)]).toEqual([1, ["Vänort i fullmäktige"], ["Vänort i nämnd", "Ett som är borta"]]);
  });
});

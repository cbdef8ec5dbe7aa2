import { describe, expect, it } from "vitest";
import { ownedBy } from "@/domain/registers";
import { LOCALES, wordsFor } from "@/messages/words";
import { describeWhy, reportTasks, type ReportedTask } from "./report";
import type { Why } from "./rules";

const names = new Map([["u", "Hamnförvaltningen"]]);
const WHYS: readonly Why[] = [
  { kind: "CONTACT_PERSON", unitId: "u" },
  { kind: "DEPUTY", unitId: "u" },
  { kind: "FOLLOWED", unitId: "u" },
  { kind: "OFFICE" },
  { kind: "MINUTES" },
  { kind: "PRESIDIUM" },
  { kind: "OWN" },
  { kind: "UNIT" },
  { kind: "HANDED_OVER", by: "Maja Strandlund" },
];

describe("why a task is its reader's", () => {
  it.each(LOCALES)("is said in words for each reason (%s)", (locale) => {
    const said = WHYS.map((why) => describeWhy(why, names, wordsFor(locale)));
    expect(said.join()).not.toContain("⟦");
    expect(new Set(said).size).toBe(WHYS.length);
    expect(said[0]).toContain("Hamnförvaltningen");
    expect(said.at(-1)).toContain("Maja Strandlund");
  });

  it("has words also where a name is gone", () => {
    expect(describeWhy({ kind: "FOLLOWED", unitId: "x" }, names, wordsFor("sv"))).toBe("Din, eftersom samordningen följer ett annat organ.");
    expect(describeWhy({ kind: "HANDED_OVER", by: null }, names, wordsFor("sv"))).toBe("Din, eftersom någon har lämnat över den till dig.");
  });
});

describe("the list as a file", () => {
  const task: ReportedTask = {
    key: "payment 1",
    path: "/projects/1/money",
    owner: ownedBy("u"),
    clause: "V19",
    title: { message: "funding.tasks.late", params: { title: "Läslust" } },
    text: { message: "funding.tasks.lateText" },
    dueOn: "2026-11-01",
    state: "late",
    stateWord: "funding.paymentState.late",
    register: "projectMoney",
    why: { kind: "DEPUTY", unitId: "u" },
    handover: { toName: "Ingrid Fyrberg" },
  };

  it.each(LOCALES)("has a heading and words for all it says (%s)", (locale) => {
    const { columns, rows } = reportTasks([task, { ...task, clause: null, handover: null, dueOn: null }], names, wordsFor(locale));
    expect(columns.map(({ label }) => label).join()).not.toContain("⟦");
    expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length]);
    expect(rows.flat().join()).not.toContain("⟦");
    expect(rows[0]).toEqual(expect.arrayContaining(["2026-11-01", "V19", "Ingrid Fyrberg", "/projects/1/money"]));
    expect(rows[1]?.[0]).toBeNull();
  });
});

import { describe, expect, it } from "vitest";
import { LOCALES, wordsFor } from "@/messages/words";
import { reportProjects, type ReportedProject } from "./report";
import { PROJECT_STATUSES } from "./schema";

const wordsOf = (locale: "sv" | "en") => Object.assign((key: string) => key.replace(/^export\.projects\./, ""), { locale });
const words = wordsOf("sv");
const project: ReportedProject = {
  id: "0a0a0a0a-0000-4000-8000-000000000001",
  title: "=Lärande; över \"gränserna\"",
  acronym: "ÅÄÖ",
  programme: "Erasmus+ skola",
  programmeEn: "Erasmus+ school",
  caseNumber: "KS 2026/0001",
  unit: "Barn- och utbildningsförvaltningen",
  status: "ONGOING",
  startsOn: "2024-01-01",
  startPrecision: "YEAR",
  endsOn: "2026-06-30",
  endPrecision: "QUARTER",
  externalOre: 900_719_925_474_099_301n,
  ownOre: 0n,
  youth: true,
  isConfidential: false,
};
const nothingSaid: ReportedProject = { ...project, acronym: null, programme: null, programmeEn: null, caseNumber: null, startsOn: null, startPrecision: null, endsOn: null, endPrecision: null, externalOre: null, ownOre: null, youth: false, isConfidential: true };

/** The only row, by column. */
function rowOf(reported: ReportedProject, today = "2026-11-22", spoken = words) {
  const { columns, rows } = reportProjects([reported], spoken, today);
  return Object.fromEntries(columns.map((column, index) => [column.key, rows[0]![index]]));
}

describe("a report of projects", () => {
  it("says everything that the list shows, and leaves texts as they were written", () => {
    expect(rowOf(project)).toEqual({
      title: "=Lärande; över \"gränserna\"",
      acronym: "ÅÄÖ",
      programme: "Erasmus+ skola",
      caseNumber: "KS 2026/0001",
      unit: "Barn- och utbildningsförvaltningen",
      status: "projects.status.ONGOING",
      finalReportMissing: "yes",
      startsOn: "2024-01-01",
      startPrecision: "precision.YEAR",
      endsOn: "2026-06-30",
      endPrecision: "precision.QUARTER",
      external: 900_719_925_474_099_301n,
      own: 0n,
      youth: "yes",
      confidential: "no",
      id: "0a0a0a0a-0000-4000-8000-000000000001",
    });
  });

  it("leaves a cell empty where nothing is said, which is not the same as zero", () => {
    const row = rowOf(nothingSaid);
    for (const key of ["acronym", "programme", "caseNumber", "startsOn", "startPrecision", "endsOn", "endPrecision", "external", "own"]) expect(row[key], key).toBeNull();
    expect(row).toMatchObject({ youth: "no", confidential: "yes", finalReportMissing: "no" });
  });

  it("misses a final report only after the last day of a project that goes on", () => {
    expect(rowOf(project, "2026-06-30")["finalReportMissing"]).toBe("no");
    expect(rowOf(project, "2026-07-01")["finalReportMissing"]).toBe("yes");
    expect(rowOf({ ...project, status: "CLOSED" })["finalReportMissing"]).toBe("no");
  });

  it("names the programme in the reader's language, or in Swedish where it has no other name", () => {
    expect(rowOf(project, "2026-11-22", wordsOf("en"))["programme"]).toBe("Erasmus+ school");
    expect(rowOf({ ...project, programmeEn: null }, "2026-11-22", wordsOf("en"))["programme"]).toBe("Erasmus+ skola");
  });

  it("gives each column a heading, a kind and a width, and each row as many cells as there are columns", () => {
    const { columns, rows } = reportProjects([project, nothingSaid], words, "2026-11-22");
    expect(new Set(columns.map((column) => column.label)).size).toBe(columns.length);
    expect(columns.filter((column) => column.type === "amount").map((column) => column.key)).toEqual(["external", "own"]);
    expect(columns.filter((column) => column.type === "date").map((column) => column.key)).toEqual(["startsOn", "endsOn"]);
    expect(rows.map((row) => row.length)).toEqual([columns.length, columns.length]);
  });

  it.each(LOCALES)("has a word for every heading and status in %s, and room for the headings", (locale) => {
    for (const status of PROJECT_STATUSES) {
      const { columns, rows } = reportProjects([{ ...project, status }], wordsFor(locale), "2026-11-22");
      expect(columns.filter((column) => column.label.length + 1 > column.width)).toEqual([]);
      expect(rows[0]).toHaveLength(columns.length);
    }
  });

  it("keeps the order that it is given", () => {
    const titles = ["ö", "a", "å"].map((title) => ({ ...project, title }));
    expect(reportProjects(titles, words, "2026-11-22").rows.map((row) => row[0])).toEqual(["ö", "a", "å"]);
    expect(reportProjects([], words, "2026-11-22").rows).toEqual([]);
  });
});

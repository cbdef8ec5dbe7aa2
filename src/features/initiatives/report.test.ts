import { describe, expect, it } from "vitest";
import { reportInitiatives } from "./report";

const words = Object.assign((key: string) => key, { locale: "sv" as const });

describe("initiatives as a table", () => {
  it("E.4.6: says of each question whether it is examined, when, by whom, with what result and why", () => {
    const { columns, rows } = reportInitiatives(
      [
        {
          id: "i", title: "Tång", text: null, unit: "Hamnen", begunOn: "2026-10-01", takenBy: "STAFF", hasProject: false,
          findings: { COOPERATION: { examinedOn: "2026-10-12", examinedBy: "Ledningen", programmes: [], otherSources: null, result: "NOT_RELEVANT", reason: null }, FUNDING: { examinedOn: "2026-10-13", examinedBy: "Ekonomen", programmes: [{ sv: "LIFE", en: "LIFE" }], otherSources: "En stiftelse", result: "SOUGHT", reason: "Passar" } },
        },
        { id: "j", title: "Is", text: null, unit: "Hamnen", begunOn: "2026-10-01", takenBy: null, hasProject: true, findings: { COOPERATION: null, FUNDING: null } },
      ],
      words,
    );
    const cell = (row: number, key: string) => rows[row]?.[columns.findIndex((column) => column.key === key)];
    expect(rows.every((row) => row.length === columns.length)).toBe(true);
    expect(["cooperation_tried", "cooperation_reason", "funding_tried", "funding_reason", "programmes", "project"].map((key) => cell(0, key))).toEqual(["initiatives.no", null, "initiatives.yes", "Passar", "LIFE; En stiftelse", "initiatives.no"]);
    expect(["takenBy", "cooperation_tried", "cooperation_on", "funding_result", "programmes", "project"].map((key) => cell(1, key))).toEqual([null, "initiatives.no", null, null, null, "initiatives.yes"]);
  });
});

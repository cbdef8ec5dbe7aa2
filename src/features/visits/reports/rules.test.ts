import { describe, expect, it } from "vitest";
import { reportInput } from "../../../../tests/factories/visits.ts";
import { judgeClosing, judgeReport, reportDueOn, writeReport } from "./rules";
import { saveReportSchema } from "./schema";

const visit = { starts: { on: "2027-05-12" }, endsOn: "2027-05-13", cancelledOn: null, closedOn: null };

describe("a visit's report", () => {
  it("V5a: is told from the first day of the visit on, and not ahead of time", () => {
    const on = (toldOn: string, more = {}) => judgeReport({ toldOn }, { ...visit, ...more }, "2027-05-20");
    expect(on("2027-05-12")).toMatchObject({ ok: true });
    expect(on("2027-05-11")).toMatchObject({ reason: "visitReportTooEarly", field: "toldOn" });
    expect(on("2027-05-21")).toMatchObject({ reason: "visitReportInFuture", field: "toldOn" });
    expect(on("2027-05-20", { closedOn: "2027-05-19" })).toMatchObject({ reason: "visitClosed" });
    expect(on("2027-05-20", { cancelledOn: "2027-05-01" })).toMatchObject({ reason: "visitCancelled" });
  });

  it("V5a: is asked for before the visit is closed, which is when it is over", () => {
    expect(judgeClosing(visit, false, "2027-05-20")).toMatchObject({ reason: "visitReportMissing" });
    expect(judgeClosing(visit, true, "2027-05-12")).toMatchObject({ reason: "visitNotOver", about: { day: "2027-05-13" } });
    expect(judgeClosing(visit, true, "2027-05-13")).toMatchObject({ ok: true });
    expect(judgeClosing({ ...visit, cancelledOn: "2027-05-01" }, true, "2027-05-20")).toMatchObject({ reason: "visitCancelled" });
  });

  it("is due thirty days after the visit", () => {
    expect(reportDueOn("2027-05-13")).toBe("2027-06-12");
  });

  it("V5a: says for whom the visit was of benefit, and how that is known", () => {
    const place = { visitId: "4a8b1b1e-0d7c-4b42-8c1d-0f4b6f3f1a11", _key: "4a8b1b1e-0d7c-4b42-8c1d-0f4b6f3f1a10", _version: "0" };
    expect(saveReportSchema.parse({ ...place, ...writeReport(reportInput()) })).toEqual({ visitId: place.visitId, key: place._key, version: 0, report: reportInput() });
    const parsed = saveReportSchema.safeParse({ ...place, toldOn: "2027-05-20", outcome: "Möte" });
    expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
      ["addedValue", "visitReports.errors.addedValueMissing"],
      ["benefit", "visitReports.errors.benefitMissing"],
    ]);
  });
});

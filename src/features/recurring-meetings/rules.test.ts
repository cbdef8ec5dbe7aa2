import { describe, expect, it } from "vitest";
import { dutiesOn, hostPlaceIn, meetingsFrom, meetingTime, placeOwn, writeMeeting } from "./rules";
import { addMeetingSchema } from "./schema";

const ID = "00000000-0000-4000-8000-000000000001";
const chain = { everyYears: 2, firstYear: 2019, hosts: ["Haderslev", "Sandefjord", "Nystad", "Strandby"] };

describe("a host's turn", () => {
  it("comes round every so many years, in the order of the hosts", () => {
    expect([2018, 2019, 2020, 2021, 2023, 2025, 2027].map((year) => hostPlaceIn(chain, year))).toEqual([null, 1, null, 2, 3, 4, 1]);
    expect(meetingsFrom(chain, 2020, 3)).toEqual([{ year: 2021, host: "Sandefjord", place: 2 }, { year: 2023, host: "Nystad", place: 3 }, { year: 2025, host: "Strandby", place: 4 }]);
    expect(meetingsFrom(chain, 1990, 1)).toEqual([{ year: 2019, host: "Haderslev", place: 1 }]);
    expect(meetingsFrom({ ...chain, everyYears: 1 }, 2026, 2).map(({ host }) => host)).toEqual(["Strandby", "Haderslev"]);
  });

  it("is a duty this year and the next, until a visit is announced for it or the relation is over", () => {
    const own = { ...chain, ownPlace: 4, isOver: false, announced: [] };
    expect([2023, 2024, 2025, 2026].map((year) => dutiesOn(own, `${String(year)}-11-29`))).toEqual([[], [2025], [2025], []]);
    expect(dutiesOn({ ...own, announced: [2025] }, "2024-11-29")).toEqual([]);
    expect(dutiesOn({ ...own, announced: [2017] }, "2024-11-29")).toEqual([2025]);
    expect(dutiesOn({ ...own, isOver: true }, "2024-11-29")).toEqual([]);
    expect(dutiesOn({ ...own, everyYears: 1, hosts: ["A", "B"], ownPlace: 1 }, "2025-01-01")).toEqual([2025]);
  });

  it("is as well known as the meeting's month", () => {
    expect(meetingTime({ heldMonth: 9 }, 2027)).toEqual({ on: "2027-09-01", precision: "MONTH" });
    expect(meetingTime({ heldMonth: null }, 2027)).toEqual({ on: "2027-01-01", precision: "YEAR" });
  });
});

describe("the hosts", () => {
  it("hold the municipality once, in any spelling of its name, and each of the others once", () => {
    expect(placeOwn(["Nystad", "Strandby kommun"], "Strandby")).toEqual({ ok: true, value: 2 });
    expect(placeOwn(["Nystad", "Haderslev"], "Strandby")).toMatchObject({ reason: "meetingWithoutOwn", field: "hosts", about: { name: "Strandby" } });
    expect(placeOwn(["Strandby", "Nystad", "STRANDBY"], "Strandby")).toMatchObject({ reason: "meetingHostTwice", about: { name: "STRANDBY" } });
  });

  it.each([
    [{ hosts: "Strandby" }, [["hosts", "recurringMeetings.errors.hostsMissing"]]],
    [{ hosts: Array.from({ length: 61 }, (_none, index) => `Ort ${String(index)}`).join("\n") }, [["hosts", "recurringMeetings.errors.tooManyHosts"]]],
    [{ hosts: `Strandby\n${"x".repeat(121)}` }, [["hosts", "recurringMeetings.errors.longHost"]]],
    [{ everyYears: "" }, [["everyYears", "recurringMeetings.errors.everyMissing"]]],
    [{ firstYear: "" }, [["firstYear", "recurringMeetings.errors.firstMissing"]]],
    [{ name: "", unitId: "" }, [["name", "recurringMeetings.errors.nameMissing"], ["unitId", "recurringMeetings.errors.unitMissing"]]],
  ])("are refused when %o is written", (more, issues) => {
    const read = addMeetingSchema.safeParse({ _key: ID, relationId: ID, name: "Mötet", unitId: ID, everyYears: "2", firstYear: "2019", hosts: "Strandby\nNystad", ...more });
    expect(read.success ? [] : read.error.issues.map((issue) => [issue.path.join("."), issue.message])).toEqual(issues);
  });

  it("are read as they are written", () => {
    const meeting = { name: "Mötet", relationId: ID, networkId: null, unitId: ID, everyYears: 2, firstYear: 2019, heldMonth: 9, hosts: ["Strandby", "Nystad"], note: null, source: "Protokoll" };
    const { meeting: read } = addMeetingSchema.parse({ _key: ID, ...writeMeeting(meeting) });
    expect(read).toEqual(meeting);
    expect(writeMeeting({ ...meeting, relationId: null, networkId: ID, heldMonth: null, source: null, note: "Obs" })).toMatchObject({ relationId: "", networkId: ID, heldMonth: "", source: "", note: "Obs" });
  });
});

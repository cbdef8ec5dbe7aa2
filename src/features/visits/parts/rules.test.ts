import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, type PlainDate } from "@/domain/plain-date";
import { participantInput, itemInput } from "../../../../tests/factories/visits.ts";
import { byDay, clockIn, countRoles, instantOf, timesOf, writePart } from "./rules";
import { readClock, savePartSchema, TIME_ZONES, type PartInput } from "./schema";

const aDay = fc.integer({ min: 0, max: 7670 }).map((days): PlainDate => addDays("2020-01-01", days));
const aClock = fc.tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 })).map(([hours, minutes]) => `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`);

describe("the times of a programme", () => {
  it("are shown as they were given, in every zone, whatever the day", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TIME_ZONES), aDay, aClock, (zone, day, clock) => {
        const at = instantOf(zone, day, clock);
        if (at !== null) expect(clockIn(zone, at)).toEqual({ day, clock });
      }),
      { numRuns: 500 },
    );
  });

  it("move no noon of 2020–2040 by summer time", () => {
    for (let day: PlainDate = "2020-01-01"; day < "2041-01-01"; day = addDays(day, 1)) {
      const noon = instantOf("Europe/Stockholm", day, "12:00");
      expect(noon === null ? null : clockIn("Europe/Stockholm", noon)).toEqual({ day, clock: "12:00" });
    }
  });

  it("are refused in the hour that is skipped in spring, and are the first of the two in autumn", () => {
    expect(instantOf("Europe/Stockholm", "2027-03-28", "02:30")).toBeNull();
    expect(instantOf("Europe/Stockholm", "2027-10-31", "02:30")?.toISOString()).toBe("2027-10-31T00:30:00.000Z");
    expect(timesOf(itemInput({ day: "2027-03-28", from: "02:30", to: null }))).toEqual({ ok: false, reason: "visitTimeNotThere", field: "from" });
    expect(timesOf(itemInput({ day: "2027-03-28", from: "01:30", to: "02:30" }))).toMatchObject({ reason: "visitTimeNotThere", field: "to" });
  });

  it("end the day after where they end earlier than they begin", () => {
    const times = timesOf(itemInput({ from: "19:00", to: "00:30" }));
    expect(times.ok && [times.value.startsAt.toISOString(), times.value.endsAt?.toISOString()]).toEqual(["2027-05-12T17:00:00.000Z", "2027-05-12T22:30:00.000Z"]);
    const abroad = timesOf(itemInput({ from: "09:00", to: "10:00", timeZone: "Europe/Helsinki" }));
    expect(abroad.ok && abroad.value.startsAt.toISOString()).toBe("2027-05-12T06:00:00.000Z");
  });

  it("are read as people write them", () => {
    expect(["9", "9.30", "09:30", "0930", "kl. 9.30", "24:00", "9.75", "nio", ""].map(readClock)).toEqual(["09:00", "09:30", "09:30", "09:30", "09:30", null, null, null, null]);
  });

  it("stand by their days, those outside the visit's marked", () => {
    const items = [itemInput({ day: "2027-05-13" }), itemInput(), itemInput({ from: "14:00", to: null })];
    expect(byDay(items, { startsOn: "2027-05-12", endsOn: "2027-05-12" }).map(({ day, isOutside, items: of }) => [day, isOutside, of.length])).toEqual([["2027-05-12", false, 2], ["2027-05-13", true, 1]]);
  });
});

describe("a part's form", () => {
  const place = { _key: "4a8b1b1e-0d7c-4b42-8c1d-0f4b6f3f1a10", _version: "0", visitId: "4a8b1b1e-0d7c-4b42-8c1d-0f4b6f3f1a11" };
  const id = "4a8b1b1e-0d7c-4b42-8c1d-0f4b6f3f1a12";
  const faults = (form: Record<string, string | string[]>) => {
    const parsed = savePartSchema.safeParse({ ...place, ...form });
    return parsed.success ? [] : parsed.error.issues.map((issue) => [issue.path.join("."), issue.message]);
  };

  it("reads back what it writes, for every kind of part", () => {
    const parts: PartInput[] = [
      itemInput(),
      participantInput({ standing: "ELECTED", title: "Borgmästare", headcount: 3 }),
      { kind: "link", subjectKind: "network", subjectId: id },
      { kind: "hospitality", servedOn: "2027-05-12", what: "Lunch", purpose: "Hälsning", participantIds: [id] },
      { kind: "gift", direction: "RECEIVED", what: "Skål", whom: "Nystads stad", valueOre: 45_050n, keptWhere: "Rådhuset" },
      { kind: "cost", costKind: "TRAVEL", payerId: id, amountOre: 120_000n, note: null },
      { kind: "action", what: "Skicka boken", ownerId: id, dueOn: "2027-06-01" },
    ];
    for (const part of parts) expect(savePartSchema.parse({ ...place, kind: part.kind, ...writePart(part) })).toEqual({ key: place._key, visitId: place.visitId, changed: null, part });
    expect(savePartSchema.parse({ ...place, partId: id, _version: "4", kind: "action", ...writePart(parts[6] ?? itemInput()) }).changed).toEqual({ id, version: 4 });
  });

  it("says what to write instead, at the field", () => {
    expect(faults({ kind: "participant", role: "GUEST" })).toEqual([["name", "visitParts.errors.whoMissing"]]);
    expect(faults({ kind: "participant", role: "GUEST", name: "Karin", headcount: "4" })).toEqual([["headcount", "visitParts.errors.oneOrMany"]]);
    expect(faults({ kind: "participant", role: "HOST", name: "Karin", personId: id })).toEqual([["name", "visitParts.errors.namedTwice"]]);
    expect(faults({ kind: "gift", direction: "RECEIVED", what: "Skål" })).toEqual([["keptWhere", "visitParts.errors.keptWhereMissing"]]);
    expect(faults({ kind: "cost", costKind: "TRAVEL", payerId: id, amount: "0" })).toEqual([["amount", "visitParts.errors.amountMissing"]]);
    expect(faults({ kind: "hospitality", servedOn: "2027-05-12", what: "Lunch", purpose: "Hälsning" })).toEqual([["participantIds", "visitParts.errors.participantsMissing"]]);
    expect(faults({ kind: "programme", day: "2027-05-12", from: "9", to: "09:00", timeZone: "Europe/Stockholm", what: "Möte" })).toEqual([["to", "visitParts.errors.endsAtStart"]]);
    expect(faults({ kind: "programme", day: "2027-05-12", from: "25", timeZone: "Europe/Stockholm", what: "Möte" })).toEqual([["from", "visitParts.errors.clock"]]);
    expect(faults({ kind: "något" }).length).toBe(1);
  });

  it("counts those who come and the municipality's own by how many each line is of", () => {
    expect(countRoles([participantInput({ headcount: 12 }), participantInput({ role: "HOST" }), participantInput({ role: "TRAVELLER", headcount: 2 }), participantInput({ role: "INTERPRETER" })])).toEqual({ guests: 12, own: 3 });
  });
});

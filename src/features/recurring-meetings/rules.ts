import type { ApproximateDate, PlainDate } from "@/domain/plain-date";
import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { foldName } from "@/lib/folded-names";
import type { MeetingInput } from "./schema";

/** How a meeting goes round. */
export interface Rotation {
  everyYears: number;
  firstYear: number;
  hosts: readonly string[];
}

export type MeetingRefusal = "meetingWithoutOwn" | "meetingHostTwice" | "meetingUnitNotThere" | "meetingOfNothing";

/** Where the municipality stands among the hosts, from 1. Refused: meetingWithoutOwn, meetingHostTwice. */
export function placeOwn(hosts: readonly string[], municipality: string): Result<number, "meetingWithoutOwn" | "meetingHostTwice"> {
  const folded = hosts.map(foldName);
  const twice = hosts.find((_host, place) => folded.indexOf(folded[place] ?? "") !== place);
  if (twice !== undefined) return refuse("meetingHostTwice", { field: "hosts", about: { name: twice } });
  const own = folded.indexOf(foldName(municipality));
  return own === -1 ? refuse("meetingWithoutOwn", { field: "hosts", about: { name: municipality } }) : succeed(own + 1);
}

/** Whose turn it is in a year, as a place from 1; null in a year without the meeting. */
export function hostPlaceIn({ everyYears, firstYear, hosts }: Rotation, year: number): number | null {
  const since = year - firstYear;
  if (since < 0 || since % everyYears !== 0 || hosts.length === 0) return null;
  return ((since / everyYears) % hosts.length) + 1;
}

/** The meetings from a year on, each with its host, as many as are asked for. */
export function meetingsFrom(rotation: Rotation, year: number, count: number): { year: number; host: string; place: number }[] {
  const first = Math.max(rotation.firstYear, year);
  const begun = first + ((rotation.everyYears - ((first - rotation.firstYear) % rotation.everyYears)) % rotation.everyYears);
  return Array.from({ length: count }, (_none, index) => {
    const held = begun + index * rotation.everyYears;
    const place = hostPlaceIn(rotation, held) ?? 1;
    return { year: held, host: rotation.hosts[place - 1] ?? "", place };
  });
}

/** The years, of this one and the next, in which it is the municipality's turn and no visit has been announced yet; none once what the meeting belongs to is over. */
export function dutiesOn(meeting: Rotation & { ownPlace: number; isOver: boolean; announced: readonly number[] }, today: PlainDate): number[] {
  if (meeting.isOver) return [];
  const year = Number(today.slice(0, 4));
  return [year, year + 1].filter((each) => hostPlaceIn(meeting, each) === meeting.ownPlace && !meeting.announced.includes(each));
}

/** When a year's meeting is, as well as it is known. */
export function meetingTime({ heldMonth }: { heldMonth: number | null }, year: number): ApproximateDate {
  return heldMonth === null ? { on: `${String(year)}-01-01`, precision: "YEAR" } : { on: `${String(year)}-${String(heldMonth).padStart(2, "0")}-01`, precision: "MONTH" };
}

/** Writes a recurring meeting as its form holds it. */
export function writeMeeting(meeting: MeetingInput): Values {
  return {
    name: meeting.name,
    relationId: meeting.relationId ?? "",
    networkId: meeting.networkId ?? "",
    unitId: meeting.unitId,
    everyYears: String(meeting.everyYears),
    firstYear: String(meeting.firstYear),
    heldMonth: meeting.heldMonth === null ? "" : String(meeting.heldMonth),
    hosts: meeting.hosts.join("\n"),
    note: meeting.note ?? "",
    source: meeting.source ?? "",
  };
}

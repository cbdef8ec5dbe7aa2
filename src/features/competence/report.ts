import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Column, Table, TableRow } from "@/lib/table";
import { stateOf, writeHours, type Had, type Times } from "./rules";
import type { ActivityKind } from "./schema";

/** What a report says of an activity. */
export interface ReportedActivity extends Times {
  id: string;
  kind: ActivityKind;
  title: string;
  audience: string | null;
  organiser: string;
  place: string | null;
  link: string | null;
  signUpBy: PlainDate | null;
  mostEnrolled: number | null;
  cancelledAt: Date | null;
  person: string | null;
  unit: string | null;
  hoursHundredths: number;
  invited: number;
  enrolled: number;
  attended: number;
}

const label = (list: string, columns: readonly Omit<Column, "label">[], words: (key: string) => string): Column[] => columns.map((column) => ({ ...column, label: words(`export.${list}.column.${column.key}`) }));

const ACTIVITY_COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "kind", type: "text", width: 26 },
  { key: "state", type: "text", width: 14 },
  { key: "startsOn", type: "date", width: 12 },
  { key: "endsOn", type: "date", width: 12 },
  { key: "organiser", type: "text", width: 32 },
  { key: "audience", type: "text", width: 32 },
  { key: "place", type: "text", width: 32 },
  { key: "link", type: "text", width: 40 },
  { key: "hours", type: "text", width: 10 },
  { key: "signUpBy", type: "date", width: 12 },
  { key: "mostEnrolled", type: "count", width: 10 },
  { key: "invited", type: "count", width: 10 },
  { key: "enrolled", type: "count", width: 10 },
  { key: "attended", type: "count", width: 10 },
  { key: "person", type: "text", width: 26 },
  { key: "unit", type: "text", width: 32 },
  { key: "id", type: "text", width: 38 },
];

/** Lays activities out as a table in the order given, as each stands at an instant. */
export function reportActivities(activities: readonly ReportedActivity[], words: (key: string) => string, now: Date): Table {
  const rows = activities.map((one): TableRow => [
    one.title,
    words(`competence.kind.${one.kind}`),
    words(`competence.state.${stateOf(one, now)}`),
    dateInStockholm(one.startsAt),
    dateInStockholm(one.endsAt),
    one.organiser,
    one.audience,
    one.place,
    one.link,
    writeHours(one.hoursHundredths),
    one.signUpBy,
    one.mostEnrolled,
    one.invited,
    one.enrolled,
    one.attended,
    one.person,
    one.unit,
    one.id,
  ]);
  return { columns: label("competence", ACTIVITY_COLUMNS, words), rows };
}

/** What a report says of a contact person's year. */
export interface ReportedPerson extends Had {
  personName: string;
  units: readonly { name: string }[];
}

const PERSON_COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "person", type: "text", width: 28 },
  { key: "units", type: "text", width: 44 },
  { key: "invited", type: "count", width: 12 },
  { key: "joint", type: "count", width: 12 },
  { key: "individual", type: "count", width: 12 },
  { key: "allStaff", type: "count", width: 12 },
  { key: "hours", type: "text", width: 10 },
];

/** Lays what contact persons have had of a year out as a table in the order given (V21a, V21b). */
export function reportPersons(persons: readonly ReportedPerson[], words: (key: string) => string): Table {
  const rows = persons.map((one): TableRow => [one.personName, one.units.map(({ name }) => name).join(", "), one.invited, one.joint, one.individual, one.allStaff, writeHours(one.hoursHundredths)]);
  return { columns: label("competencePersons", PERSON_COLUMNS, words), rows };
}

/** What a report says of a unit's staff in an activity. */
export interface ReportedStaff {
  title: string;
  startsAt: Date;
  unit: string;
  offered: number;
  tookPart: number;
}

const STAFF_COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "title", type: "text", width: 44 },
  { key: "startsOn", type: "date", width: 12 },
  { key: "unit", type: "text", width: 36 },
  { key: "offered", type: "count", width: 12 },
  { key: "tookPart", type: "count", width: 12 },
];

/** Lays how many of the units' staff were offered something and took part out as a table in the order given (V22). */
export function reportStaff(rows: readonly ReportedStaff[], words: (key: string) => string): Table {
  return { columns: label("competenceStaff", STAFF_COLUMNS, words), rows: rows.map((one): TableRow => [one.title, dateInStockholm(one.startsAt), one.unit, one.offered, one.tookPart]) };
}

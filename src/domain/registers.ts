import type { Actor } from "./actor";
import type { Facts, MatterKind } from "./matter";
import type { PlainDate } from "./plain-date";

/** Whose something to do is by rights: a unit's, the coordinating office's, that of those who answer for a body or sit in a presidium, or one person's own. */
export type TaskOwner = { kind: "UNIT"; unitId: string } | { kind: "OFFICE" | "BODY" | "PRESIDIUM" | "PERSON" };

/** A unit's, or the office's where it is no unit's. */
export function ownedBy(unitId: string | null): TaskOwner {
  return unitId === null ? { kind: "OFFICE" } : { kind: "UNIT", unitId };
}

/** Something a person has to do, found in a register. */
export interface Task {
  /** What it is known by for as long as its cause is there; of its register and owner no other has it. */
  key: string;
  path: string;
  owner: TaskOwner;
  /** The clause of the governing document that it follows from; absent where it follows from none. */
  clause?: string | null;
  /** A message's key and parameters. */
  title: { message: string; params?: Record<string, string | number> };
  text?: { message: string; params?: Record<string, string | number> };
  dueOn: PlainDate | null;
  state: "missing" | "late" | "todo" | "going";
  stateWord: string;
  /** How many days before its day the person is told of it; fourteen where nothing is said. */
  noticeDays?: number;
  /** Whether its words may leave the house, where its register can tell it of the very record. */
  mayLeave?: boolean;
  /** The id of what has its day then, where the day belongs in the person's calendar. */
  calendarId?: string;
}

/** Something at a time of its own that a person is called or has signed up to, as it stands in that person's calendar. */
export interface OwnTime {
  /** The id of what it is, of which no other of its kind has the same. */
  id: string;
  /** Where it is read, if elsewhere than at the record of that id. */
  path?: string;
  /** Null of one that is out of the register: of it no more is said than that it is off. */
  title: string | null;
  /** Who sees to it, or what it is, as a message's key and parameters. */
  text: { message: string; params?: Record<string, string | number> };
  place: string | null;
  startsAt: Date;
  endsAt: Date;
  /** That it is off, or not the person's any longer. */
  isOff: boolean;
  /** One more for each change of it, or of the person's part in it. */
  change: number;
  changedAt: Date;
}

/** A requirement of the governing document that a unit has nothing to show for. */
export interface Gap {
  key: string;
  clause: string;
  /** The unit that it is a gap of; null where it is no unit's. */
  unitId: string | null;
  title: { message: string; params?: Record<string, string | number> };
  path: string;
  /** The message key of the one action offered; a gap of people offers to appoint someone. */
  action?: string;
}

/** What a unit has in a register from one year, and where it is listed. */
export interface UnitActivity {
  unitId: string;
  count: number;
  /** How many of them reach children and youth. */
  childrenAndYouth: number;
  path: string;
  /** Where those that reach children and youth are listed, where that is a list of its own. */
  childrenAndYouthPath?: string;
}

/** What a register counts by unit and year, under a heading of its own. */
export interface Activity {
  /** The heading's message key. */
  label: string;
  /** The kind of evidence that counts the same records, where there is one. */
  evidence?: string;
  /** Whether the municipality keeps the register at all; absent where every one does. */
  isKept?: () => boolean;
  /** Of the units that have something that the actor may see; a year is a calendar year in Sweden. Of the year's records only those that had begun by a day, where one is given. */
  countByUnit: (actor: Actor, year: number, begunBy?: PlainDate | null) => Promise<UnitActivity[]>;
}

/** What evidence is reckoned as of: the records of a calendar year, and all else as it stood on a day of it. */
export interface AsOf {
  year: number;
  on: PlainDate;
  /** Of the year's records only those that had begun by this day; null for all of them. */
  begunBy: PlainDate | null;
  /** Whether the year had come to its end, so that what is told of it once a year is waited for. */
  isOver: boolean;
}

/** The reckoning of a year: as it stands today while it goes on, and at its end when it is over. */
export function asOfYear(year: number, today: PlainDate): AsOf {
  const isOver = year < Number(today.slice(0, 4));
  return { year, on: isOver ? `${String(year)}-12-31` : today, begunBy: null, isOver };
}

/** The years of which what is told once a year may be told by then: the year itself, or while it goes on the one before. */
export function followedYears({ year, isOver }: AsOf): { from: number; to: number } {
  return { from: isOver ? year : year - 1, to: year };
}

/** What one unit has to show for something that a governing document asks for; `unitId` is null for what concerns the whole municipality. */
export interface Evidence {
  /** The kind of evidence, as policy packs name it. */
  kind: string;
  unitId: string | null;
  count: number;
  path: string;
  /** The day after which it is no longer there, where that is near and nothing comes after. */
  until?: PlainDate;
  /** Where it is asked of each of some records: how many of those lack it, and where they are listed. */
  lacking?: { count: number; path: string };
}

/** The tables that figures of a year may stand in by themselves: whom the work was of benefit to (V5a), what it was for (V5b, V6, H2), and which of the municipality's goals it served (V7, H3b). */
export const MEASURE_GROUPS = ["ADDED_VALUE", "PURPOSE", "GOAL"] as const;
export type MeasureGroup = (typeof MEASURE_GROUPS)[number];

/** A figure of a year that a register tells besides how many records it has. */
export interface Measure {
  /** What the figure is known by, in the register. */
  key: string;
  /** What is counted, as a message's key. */
  label: string;
  /** What the label calls by `{name}`, where the pack names it. */
  name?: { sv: string; en: string };
  /** The table that it stands in; absent where it stands among the others. */
  group?: MeasureGroup;
  /** The clause of the governing document that it tells of; null where it tells of none. */
  clause: string | null;
  count: number;
  /** Of how many; null where it is a share of nothing. */
  of: number | null;
  /** The list that holds just those that are counted. */
  path: string;
}

/** What a register has in each of some years, counted as its own list of the year counts: contacts, cooperations (V4), or for null neither. */
export interface Trend {
  /** What it is known by, in the register. */
  key: string;
  about: "CONTACT" | "COOPERATION" | null;
  /** What is counted, as a message's key. */
  label: string;
  /** In the order of the years asked for, each with the list that holds just those that are counted. */
  years: { count: number; path: string }[];
}

/** Counts a list in each of some years as the list itself counts. */
export async function countYears<Filter>(years: readonly number[], filterOf: (year: number) => Filter, count: (filter: Filter) => Promise<{ total: number }>, pathOf: (filter: Filter) => string): Promise<Trend["years"]> {
  return Promise.all(years.map(async (year) => ({ count: (await count(filterOf(year))).total, path: pathOf(filterOf(year)) })));
}

/** The four questions that municipal auditors ask of international work: is the organisation fit, the process documented, the records complete, and is there a decision with its financing? */
export const SCRUTINY_QUESTIONS = ["ORGANISATION", "PROCESS", "DOCUMENTATION", "DECISIONS"] as const;
export type ScrutinyQuestion = (typeof SCRUTINY_QUESTIONS)[number];

/** Something that each record of some kind is to have: how many do, and how many don't. */
export interface Scrutiny {
  question: ScrutinyQuestion;
  /** What is looked for, as a message's key. */
  label: string;
  having: Scrutinised;
  lacking: Scrutinised;
}

/** The records that have what is looked for, or those that lack it. */
export interface Scrutinised {
  count: number;
  /** The list that holds just these; null where no list does. */
  path: string | null;
  /** Some of them, or where no list holds just these all of them. */
  first: { title: string; path: string }[];
}

/** Records that no list holds by themselves, all of them named. */
export function nameAll(first: Scrutinised["first"]): Scrutinised {
  return { count: first.length, path: null, first };
}

/** A record whose state is given by a decision, or that is on its way there. */
export interface DecisionNeed {
  subject: { kind: string; id: string };
  path: string;
  title: string;
  /** What is to be decided; the first is asked for, and a decision in any of them will do. */
  matters: readonly [MatterKind, ...MatterKind[]];
  /** What the record knows of the matter. */
  facts: Facts;
  /** The unit whose matter it is. */
  unitId: string | null;
  /** That the record is in the state already, so that the decision is missing and not merely ahead. */
  isDue: boolean;
}

/** Which record something lies with: its register's kind, and its id. */
export interface Subject {
  kind: string;
  id: string;
}

/** A record as what lies with it depends on it: its documents and its comments. */
export interface SubjectRecord {
  title: string;
  /** The unit whose record it is; null where it is no unit's. */
  unitId: string | null;
  /** Whether the actor may add to it. */
  mayWrite: boolean;
  /** Whether it is the actor's own to look after, with what is confidential of it and what has been taken away. */
  isKeeper: boolean;
}

/** A record as its own feature's view of it tells what lies with it: who may change it adds to it, and whoever may change it or put it away looks after it. */
export function holderOf(title: string, unitId: string | null, { mayEdit, mayArchive }: { mayEdit: boolean; mayArchive: boolean }): SubjectRecord {
  return { title, unitId, mayWrite: mayEdit, isKeeper: mayEdit || mayArchive };
}

/**
 * What a registry asks of a record besides its title and unit, as expressions of `r`: text, or a day as `date`. What is left out the kind doesn't have.
 * A state is a value whose words stand under a key of the messages.
 */
export interface RegistrationFacts {
  caseNumber?: string;
  /** The counterpart's number of the matter, such as a funder's. */
  otherCaseNumber?: string;
  from?: string;
  to?: string;
  counterpart?: string;
  /** The function that sees to it, where that isn't the unit's contact person. */
  responsible?: string;
  state?: { sql: string; words: string };
  marking?: { provision: string; on: string; by: string };
}

/** How a register's records lie in the database, for what is listed across registers: columns or conditions of `r`, the record's row. */
export interface StoredRecords {
  table: string;
  title: string;
  unitId: string | null;
  /** When a record is in its register. */
  isThere: string;
  /** When a record is not everyone's to see; null where all are. */
  isConfidential: string | null;
  /** What its sheet tells a registry. */
  registration?: RegistrationFacts;
}

/** What a register says of its records to what lies with them. */
export interface Holding {
  /** The record; throws NOT_FOUND when the actor may not see it. */
  find: (actor: Actor, id: string) => Promise<SubjectRecord>;
  stored: StoredRecords;
  /** The records that are this one today, having been merged into it; absent where none ever are. */
  mergedIds?: (actor: Actor, id: string) => Promise<readonly string[]>;
  /** That documents alone lie with its records, and nobody comments on them. */
  isUncommented?: true;
}

/** A record that another one stands for today, with what lies with it. */
export interface MergedRecord extends SubjectRecord {
  id: string;
}

/** What forbids that a record goes before a day, whatever the rule of its kind: its programme, its own agreement, or the municipality's own minimum. */
export type RetentionBound = "PROGRAMME" | "AGREEMENT" | "MUNICIPALITY";

/** When the time begins for which a register's records are kept, and what keeps them longer: expressions of `r`, the program's own SQL. */
export interface Retention {
  /** The day on which the record's matter was over, as `date`; null while it goes on. */
  endedOn: string;
  /** The last days until which something else keeps the record, as `date`; `infinity` where that can't be reckoned, so that it isn't gone too early. */
  bounds?: () => readonly { by: RetentionBound; until: string }[];
  /** The id of the project that the record belongs to: it is kept while that goes on. */
  projectId?: string;
  /** That the database knows all that a record consists of (`disposal_parts`), so that it can be disposed of by decision. */
  isDisposable?: true;
}

/**
 * How what a register counts of a year can be told as it was known at an earlier moment: conditions of `r`, a row as it is or was, and of `y` with
 * the year and its first and last day. They are the program's own SQL, and hold no value.
 */
export interface Known {
  key: string;
  /** What is counted, as a message's key; the same as its figure has elsewhere. */
  label: string;
  table: string;
  title: string;
  /** The unit that it is counted for. */
  unitId: string;
  isOfYear: string;
  /** The record that the row is a part of, which is to be there too: conditions of `w`, and of `y`; the unit may be its. */
  within?: { table: string; column: string; isThere: string };
  /** Where a record is, if elsewhere than the register's own are. */
  path?: (id: string) => string;
}

/** What a register offers to everything that spans registers: each asks the permissions of its own feature. */
export interface Register {
  /** The kind of record, as the audit trail names it. */
  kind: string;
  path: (id: string) => string;
  /** The record's title; throws NOT_FOUND when the actor may not see it. */
  titleOf: (actor: Actor, id: string) => Promise<string>;
  /** That some of its records are confidential, so that no title of it leaves the house in a mail. */
  holdsConfidential?: true;
  /** Columns of the record's tables that its history does not show to this actor. */
  hiddenColumns: (actor: Actor, id: string) => Promise<readonly string[]>;
  tasks: (actor: Actor, today: PlainDate) => Promise<Task[]>;
  gaps: (actor: Actor, today: PlainDate) => Promise<Gap[]>;
  /** What the actor is called or has signed up to that ends at an instant or later, the first first, what is off included; absent where nobody is. */
  ownTimes?: (actor: Actor, from: Date) => Promise<OwnTime[]>;
  /** Null for a register whose records belong to no year. */
  activity: Activity | null;
  /** In a few statements for all units, and only what the actor may see. */
  evidence: (actor: Actor, asOf: AsOf) => Promise<Evidence[]>;
  /** What else the register tells of a year, in a few statements and only of what the actor may see; absent where it tells nothing more. */
  measures?: (actor: Actor, year: number) => Promise<Measure[]>;
  /** What the register has had year by year of contacts and cooperations, only as far as the actor sees it; absent where it has neither. */
  trends?: (actor: Actor, years: readonly number[]) => Promise<Trend[]>;
  /** What of its counts of a year can be told as it was known earlier; absent where none can. */
  known?: readonly Known[];
  /** What auditors ask of the register's records, with those that lack it, at most so many of them where a list holds just those; absent where they ask nothing. */
  scrutiny?: (actor: Actor, asOf: AsOf, most: number) => Promise<Scrutiny[]>;
  /** Records that the actor may see and that have no decision to stand on, those in such a state first, at most 200, of some units alone where they are given; absent where no state needs one. */
  decisionsNeeded?: (actor: Actor, today: PlainDate, unitIds?: readonly string[]) => Promise<DecisionNeed[]>;
  /** How documents and comments may lie with its records; absent where they may not. */
  holding?: Holding;
  /** When its records' matters are over; absent where that can't be told, so that none of them is ever disposed of. */
  retention?: Retention;
}

/** What a register counts by unit and year; null where it counts nothing, or the municipality keeps no such register. */
export function activityOf({ activity }: Pick<Register, "activity">): Activity | null {
  return activity?.isKept?.() === false ? null : activity;
}

/** What is no register and yet has pages of its own, as the log names it: a person, a body. All of them are there for everyone who is signed in, by their title. */
export interface Place {
  kind: string;
  path: (id: string) => string;
  stored: StoredRecords;
}

/** All places, as `src/registers.ts` lists them. */
export type Places = readonly Place[];

/** All registers, as `src/registers.ts` lists them. */
export type Registers = readonly Register[];

/**
 * How records of one kind are found by free text: expressions of `r`, the record's row, and of `me`, who asks (`me.sees_all`, `me.unit_ids`
 * with those gone up into them, `me.person_id`). They are the program's own SQL, and hold no value.
 */
export interface Searchable {
  /** The kind, as the search's words name it. */
  kind: string;
  path: (id: string) => string;
  table: string;
  /** What else is read beside each row, as a lateral join named `h`. */
  beside?: string;
  title: string;
  /** All that a record is found by, its title included. */
  text: string;
  /** What a hit shows of the text; the text itself where nothing is said. */
  excerpt?: string;
  /** Whether the table has the indexes of words, titles and word parts that a register which grows needs. */
  isIndexed?: true;
  caseNumber?: string;
  unitId: string | null;
  /** The first and the last day of what the record tells of; null for a kind that belongs to no time. */
  days: { from: string; to: string } | null;
  /** When a record is in its register. */
  isThere: string;
  /** Which of them the one who asks may see; absent where all are everyone's. */
  isSeen?: string;
  /** Whether the municipality keeps the register at all; absent where every one does. */
  isKept?: () => boolean;
}

/** Every kind of record that is searched, as `src/registers.ts` lists them. */
export type Searchables = readonly Searchable[];

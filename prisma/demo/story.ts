import type { Actor } from "@/domain/actor";
import { addDays, lastDayOf, readApproximateDate, type PlainDate } from "@/domain/plain-date";
import { openSteps } from "@/features/projects/steps/rules";
import type { ProjectInput, ProjectStatus } from "@/features/projects/schema";
import { actAs, onRoster, personOfAccount, type ProjectData, type Town } from "./town";

/** What is done to a project after it has been logged; each step raises its version by one. */
export type Step =
  | { what: "status"; by: Actor; to: ProjectStatus; on: PlainDate; note: string | null }
  | { what: "change"; by: Actor; input: ProjectInput };

/** How a project came to say what it says: as it was logged first, and each step from there to what the data says. */
export interface Story {
  logger: Actor;
  first: ProjectInput;
  statusOn: PlainDate;
  steps: Step[];
}

/** The status that an invented project was logged with, when it has come a step further since. */
const BEFORE: Partial<Record<ProjectStatus, { from: ProjectStatus; note: string | null }>> = {
  APPLICATION_IN_PROGRESS: { from: "IDEA", note: null },
  DECIDED_TO_APPLY: { from: "APPLICATION_IN_PROGRESS", note: null },
  RESERVE_LIST: { from: "SUBMITTED", note: "Besked från programmet: plats på reservlistan." },
  REJECTED: { from: "SUBMITTED", note: "Avslag från programmet." },
  AGREEMENT_SIGNED: { from: "GRANTED", note: "Avtalet är undertecknat av båda parter." },
  IN_MODIFICATION: { from: "ONGOING", note: "Ny tidplan begärd hos programmet." },
  FINAL_REPORT_SUBMITTED: { from: "ONGOING", note: null },
  FINAL_PAYMENT_RECEIVED: { from: "FINAL_REPORT_SUBMITTED", note: null },
};

/** Tells a project's story. Real projects have none beyond what their sources say. */
export async function tellStory(town: Town, project: ProjectData, input: ProjectInput): Promise<Story> {
  const logger = await loggerOf(town, project.unit);
  const plain: Story = { logger, first: input, statusOn: statusDateOf(town, project, input, input.status, false), steps: [] };
  if (!project.demonstration) return plain;
  const [renewed, rewritten] = showpiecesOf(town);
  if (project.key === renewed) return tellOfRenewal(town, project, plain);
  if (project.key === rewritten) return tellOfRewriting(town, project, plain);
  return tellOfStatus(town, project, plain);
}

/** The unit's contact person, or the office where the unit has none. */
async function loggerOf(town: Town, unit: string): Promise<Actor> {
  return actAs(town, onRoster(town, unit, "PRIMARY") ?? onRoster(town, unit, "DEPUTY") ?? personOfAccount(town, "COORDINATOR"));
}

/** The two ongoing projects whose histories show most: the first ones of the contact person who has an account, and who has a deputy. */
function showpiecesOf(town: Town): (string | undefined)[] {
  const holder = personOfAccount(town, "CONTACT_PERSON");
  const goesOn = (project: ProjectData) => project.demonstration && project.status === "ONGOING" && project.endPrecision === "DAY" && (project.endsOn ?? "") > town.day;
  return town.data.projects.filter((project) => goesOn(project) && onRoster(town, project.unit, "PRIMARY") === holder).map((project) => project.key);
}

/** Whoever beside the contact person may change the project: the deputy, a member, or the office. */
async function colleagueOf(town: Town, project: ProjectData): Promise<Actor> {
  return actAs(town, onRoster(town, project.unit, "DEPUTY") ?? project.members?.[0] ?? personOfAccount(town, "COORDINATOR"));
}

function tellOfStatus(town: Town, project: ProjectData, plain: Story): Story {
  const input = plain.first;
  const before = BEFORE[input.status];
  if (before === undefined) return plain;
  const first = { ...input, status: before.from };
  const isOpen = openSteps({ ...first, lacksDecision: false }, town.day).some((step) => step.to === input.status && step.missing.length === 0);
  if (!isOpen) return plain;
  return {
    ...plain,
    first,
    statusOn: statusDateOf(town, project, input, before.from, true),
    steps: [{ what: "status", by: plain.logger, to: input.status, on: plain.statusOn, note: before.note }],
  };
}

/** Logged before there was a case number and with an earlier end: the office adds the number on the unit's behalf, a colleague moves the end. */
async function tellOfRenewal(town: Town, project: ProjectData, plain: Story): Promise<Story> {
  const input = plain.first;
  if (input.ends === null) return plain;
  const ends = { on: lastDayOf({ on: addDays(input.ends.on, -92), precision: "MONTH" }), precision: input.ends.precision };
  const office = await actAs(town, personOfAccount(town, "COORDINATOR"));
  return {
    ...plain,
    first: { ...input, caseNumber: null, ends },
    steps: [
      { what: "change", by: office, input: { ...input, ends } },
      { what: "change", by: await colleagueOf(town, project), input },
    ],
  };
}

/** The contact person rewrites the summary, and then a colleague does. */
async function tellOfRewriting(town: Town, project: ProjectData, plain: Story): Promise<Story> {
  const input = plain.first;
  return {
    ...plain,
    first: { ...input, summary: `${input.summary} Fler uppgifter kommer.` },
    steps: [
      { what: "change", by: plain.logger, input: { ...input, summary: `${input.summary} Erfarenheterna delas med andra kommuner.` } },
      { what: "change", by: await colleagueOf(town, project), input },
    ],
  };
}

const AFTER_END: Partial<Record<ProjectStatus, number>> = { FINAL_REPORT_SUBMITTED: 60, FINAL_PAYMENT_RECEIVED: 150, CLOSED: 0 };

/** The day a project came to a status: what its source says, else what its period tells, else shortly before the demonstration's day. */
function statusDateOf(town: Town, project: ProjectData, input: ProjectInput, status: ProjectStatus, isEarlier: boolean): PlainDate {
  const said = project.sources.filter((source) => source.field === "status").flatMap((source) => /\p{L}+ \d{4}/u.exec(source.value)?.[0] ?? []);
  const read = said.map(readApproximateDate).find((date) => date !== null);
  const daysAfterEnd = AFTER_END[status];
  const fromPeriod = daysAfterEnd !== undefined ? input.ends && addDays(input.ends.on, daysAfterEnd) : status === "ONGOING" || status === "CANCELLED" ? input.starts?.on : null;
  const candidate = read != null ? lastDayOf(read) : fromPeriod;
  return candidate != null && candidate <= town.day ? candidate : addDays(town.day, isEarlier ? -40 : -9);
}

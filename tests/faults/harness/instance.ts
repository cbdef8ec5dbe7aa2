import { fork, type ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import path from "node:path";
import { packs } from "@packs/all";
import type * as openData from "@/features/open-data/service";
import type * as systemTokens from "@/features/system-tokens/service";
import type * as calendars from "@/features/calendars/service";
import type * as appointmentHandovers from "@/features/contact-persons/handovers/service";
import type * as contactPersons from "@/features/contact-persons/service";
import type * as space from "@/features/contact-persons/space/service";
import type * as enrolments from "@/features/competence/enrolments/service";
import type * as competence from "@/features/competence/service";
import type * as competenceStaff from "@/features/competence/staff/service";
import type * as coordination from "@/features/coordination/service";
import type * as decisions from "@/features/decisions/service";
import type * as economySupport from "@/features/economy-support/service";
import type * as influence from "@/features/eu-monitoring/influence/service";
import type * as readiness from "@/features/eu-monitoring/readiness/service";
import type * as monitoring from "@/features/eu-monitoring/service";
import type * as information from "@/features/opportunities/information/service";
import type * as savedViews from "@/features/saved-views/service";
import type * as savings from "@/features/opportunities/savings/service";
import type * as opportunities from "@/features/opportunities/service";
import type * as followUpRemarks from "@/features/follow-up/remarks/service";
import type * as followUpReminders from "@/features/follow-up/reminders/service";
import type * as followUp from "@/features/follow-up/service";
import type * as governingDocuments from "@/features/governing-documents/service";
import type * as mails from "@/features/notifications/mails/service";
import type * as notifications from "@/features/notifications/service";
import type * as partnerContacts from "@/features/partners/contacts/service";
import type * as partnerSearches from "@/features/partners/searches/service";
import type * as partners from "@/features/partners/service";
import type * as people from "@/features/people/service";
import type * as erasure from "@/features/people/erasure/service";
import type * as municipalityProfile from "@/features/municipality/profile/service";
import type * as auditTrail from "@/features/audit-trail/service";
import type * as jobs from "@/features/jobs/service";
import type * as funding from "@/features/funding/service";
import type * as examinations from "@/features/initiatives/examinations/service";
import type * as initiatives from "@/features/initiatives/service";
import type * as networkEntries from "@/features/networks/entries/service";
import type * as networkMerging from "@/features/networks/merging/service";
import type * as networks from "@/features/networks/service";
import type * as priorities from "@/features/priorities/service";
import type * as calls from "@/features/programmes/calls/service";
import type * as programmes from "@/features/programmes/service";
import type * as projectDrafts from "@/features/project-drafts/service";
import type * as checklist from "@/features/projects/checklist/service";
import type * as deadlines from "@/features/projects/deadlines/service";
import type * as projectSteps from "@/features/projects/steps/service";
import type * as closings from "@/features/projects/closings/service";
import type * as projectPartners from "@/features/projects/partners/service";
import type * as projects from "@/features/projects/service";
import type * as visitParts from "@/features/visits/parts/service";
import type * as visitReports from "@/features/visits/reports/service";
import type * as representation from "@/features/visits/representation/service";
import type * as townActivities from "@/features/town-relations/activities/service";
import type * as recurringMeetings from "@/features/recurring-meetings/service";
import type * as townMerging from "@/features/town-relations/merging/service";
import type * as townPapers from "@/features/town-relations/papers/service";
import type * as townRelations from "@/features/town-relations/service";
import type * as visits from "@/features/visits/service";
import type * as groupAssignments from "@/features/working-group/assignments/service";
import type * as followUps from "@/features/working-group/follow-ups/service";
import type * as workingGroup from "@/features/working-group/service";
import type { AppErrorCode } from "@/server/errors";
import type * as disclosures from "./disclosures.ts";
import type * as disposals from "./disposals.ts";
import type * as retention from "./retention.ts";
import type * as favourites from "./favourites.ts";
import type * as imports from "./imports.ts";
import type * as uploads from "./uploads.ts";
import type * as summaries from "./summaries.ts";
import type * as tasks from "./tasks.ts";

/** One for all, as the instances of an installation have it. */
const SECRET = randomBytes(32).toString("hex");
const ROOT = path.resolve(import.meta.dirname, "..", "..", "..");

/** The services that an instance offers. */
export interface Services {
  calendars: typeof calendars;
  "open-data": typeof openData;
  "system-tokens": typeof systemTokens;
  "contact-persons": typeof contactPersons;
  "contact-persons/handovers": typeof appointmentHandovers;
  "contact-persons/space": typeof space;
  "working-group": typeof workingGroup;
  "working-group/assignments": typeof groupAssignments;
  "working-group/follow-ups": typeof followUps;
  competence: typeof competence;
  "competence/enrolments": typeof enrolments;
  "competence/staff": typeof competenceStaff;
  coordination: typeof coordination;
  decisions: typeof decisions;
  disclosures: typeof disclosures;
  retention: typeof retention;
  "retention/disposals": typeof disposals;
  "economy-support": typeof economySupport;
  "eu-monitoring": typeof monitoring;
  "eu-monitoring/influence": typeof influence;
  "eu-monitoring/readiness": typeof readiness;
  opportunities: typeof opportunities;
  "opportunities/information": typeof information;
  "opportunities/savings": typeof savings;
  "saved-views": typeof savedViews;
  "saved-views/favourites": typeof favourites;
  "follow-up": typeof followUp;
  "follow-up/remarks": typeof followUpRemarks;
  "follow-up/reminders": typeof followUpReminders;
  "governing-documents": typeof governingDocuments;
  people: typeof people;
  "people/erasure": typeof erasure;
  "municipality/profile": typeof municipalityProfile;
  "audit-trail": typeof auditTrail;
  jobs: typeof jobs;
  funding: typeof funding;
  initiatives: typeof initiatives;
  "initiatives/examinations": typeof examinations;
  imports: typeof imports;
  networks: typeof networks;
  "networks/merging": typeof networkMerging;
  "networks/entries": typeof networkEntries;
  notifications: typeof notifications;
  "notifications/mails": typeof mails;
  partners: typeof partners;
  "partners/contacts": typeof partnerContacts;
  "partners/searches": typeof partnerSearches;
  priorities: typeof priorities;
  programmes: typeof programmes;
  "programmes/calls": typeof calls;
  "project-drafts": typeof projectDrafts;
  projects: typeof projects;
  "projects/checklist": typeof checklist;
  "projects/deadlines": typeof deadlines;
  "projects/steps": typeof projectSteps;
  "projects/closings": typeof closings;
  "projects/partners": typeof projectPartners;
  summaries: typeof summaries;
  tasks: typeof tasks;
  "recurring-meetings": typeof recurringMeetings;
  "town-relations": typeof townRelations;
  "town-relations/merging": typeof townMerging;
  "town-relations/papers": typeof townPapers;
  "town-relations/activities": typeof townActivities;
  uploads: typeof uploads;
  visits: typeof visits;
  "visits/parts": typeof visitParts;
  "visits/reports": typeof visitReports;
  "visits/representation": typeof representation;
}

export interface Question {
  id: number;
  feature: string | null;
  name: string;
  personId: string;
  given: readonly unknown[];
}

export type Answer = { id: number; ok: true; value: unknown } | { id: number; ok: false; code: AppErrorCode | null; message: string };

type AfterActor<Parameters> = Parameters extends [unknown, ...infer Rest] ? Rest : never;
type UseCaseOf<Service, Name extends keyof Service> = Service[Name] extends (...given: infer Given) => Promise<infer Value> ? { given: AfterActor<Given>; value: Value } : never;

/** What an instance answered when it answered no: the code when the use case refused, null when something broke. */
export class Refusal extends Error {
  constructor(
    readonly code: AppErrorCode | null,
    message: string,
  ) {
    super(message);
  }
}

/** Thrown when the instance fell before it had answered: whether the use case was carried out, nobody can tell. */
export class NoAnswer extends Error {}

interface Waiting {
  resolve: (value: unknown) => void;
  reject: (error: Error) => void;
}

/** A process of its own that runs use cases. It shares nothing with other instances but the database. */
export class Instance {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  readonly #ready: Promise<void>;
  #next = 1;
  #hasEnded = false;

  /** `more` are settings that it has besides. */
  constructor(databaseUrl: string, more: Readonly<Record<string, string>> = {}) {
    this.#child = fork(new URL("./instance-program.ts", import.meta.url), {
      cwd: ROOT,
      execArgv: ["--conditions=react-server", "--import", "tsx"],
      serialization: "advanced",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { PATH: process.env["PATH"], NODE_ENV: "production", DATABASE_URL: databaseUrl, UTBLICK_PACK: packs[0]?.id, UTBLICK_SECRET: SECRET, ...more },
    });
    this.#ended = new Promise((resolve) => {
      this.#child.once("exit", () => {
        this.#hasEnded = true;
        for (const { reject } of this.#waiting.values()) reject(new NoAnswer("the instance fell"));
        this.#waiting.clear();
        resolve();
      });
    });
    this.#ready = new Promise((resolve, reject) => this.#waiting.set(0, { resolve: () => resolve(), reject }));
    this.#ready.catch(() => undefined);
    this.#child.on("message", (answer: Answer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.ok) waiting?.resolve(answer.value);
      else waiting?.reject(new Refusal(answer.code, answer.message));
    });
    this.#child.on("error", () => undefined);
  }

  /** Settles when the instance takes questions. */
  ready(): Promise<void> {
    return this.#ready;
  }

  /** Runs a use case in a person's name; throws Refusal or NoAnswer. */
  call<Feature extends keyof Services, Name extends keyof Services[Feature] & string>(
    feature: Feature,
    name: Name,
    personId: string,
    ...given: UseCaseOf<Services[Feature], Name>["given"]
  ): Promise<UseCaseOf<Services[Feature], Name>["value"]> {
    return this.#ask(feature, name, personId, given);
  }

  /** Counts a try in the shared counters; throws Refusal with RATE_LIMITED beyond the limit. */
  async limitRate(key: string, limit: number, windowSeconds: number): Promise<void> {
    await this.#ask(null, "limitRate", "", [key, limit, windowSeconds]);
  }

  /** How a system that holds the token of a form stands, when it asks. */
  async askAsSystem(personId: string, key: string): Promise<{ state: string; rate?: { isBeyond: boolean } }> {
    return (await this.#ask(null, "askAsSystem", "", [personId, key])) as { state: string; rate?: { isBeyond: boolean } };
  }

  /** Whose name stands on the pages that a session is shown next. */
  async ownerShown(sessionKey: string): Promise<string> {
    return String(await this.#ask(null, "ownerShown", "", [sessionKey]));
  }

  /** Reads in the lists that wait for it, as its worker does; how many have ended. */
  async readLists(): Promise<number> {
    return (await this.#ask(null, "readLists", "", [])) as number;
  }

  /** Sends what waits to be sent, as its worker does. */
  async sendMails(): Promise<{ sent: number; failed: number }> {
    return (await this.#ask(null, "sendMails", "", [])) as { sent: number; failed: number };
  }

  /** Does what is due by the clock, as its worker does at that instant. */
  async runSchedules(now: Date): Promise<string[]> {
    return (await this.#ask(null, "runSchedules", "", [now])) as string[];
  }

  /** Keeps the instance busy, so that nothing it waits for is noticed meanwhile. */
  async stall(milliseconds: number): Promise<void> {
    await this.#ask(null, "stall", "", [milliseconds]);
  }

  /** Ends the instance at once, in the midst of whatever it does. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#ended;
  }

  /** Lets the instance close its connections and end. */
  async stop(): Promise<void> {
    if (!this.#hasEnded && this.#child.connected) this.#child.disconnect();
    await this.#ended;
  }

  #ask(feature: string | null, name: string, personId: string, given: readonly unknown[]): Promise<unknown> {
    if (this.#hasEnded) return Promise.reject(new NoAnswer("the instance has ended"));
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#child.send({ id, feature, name, personId, given } satisfies Question, (error) => {
        // Not delivered, so not carried out; the fall itself is told by the exit.
        if (error && this.#waiting.delete(id)) reject(new NoAnswer(error.message));
      });
    });
  }
}

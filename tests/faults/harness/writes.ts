import { randomUUID } from "node:crypto";
import type pg from "pg";
import { addDays } from "@/domain/plain-date";
import { PROJECT_STATUSES, type ProjectStatus } from "@/features/projects/schema";
import { writeProject } from "@/features/projects/rules";
import { entryInput } from "../../factories/coordination.ts";
import { decisionInput } from "../../factories/decisions.ts";
import { claimInput, paymentInput } from "../../factories/funding.ts";
import { examinationInput, initiativeInput } from "../../factories/initiatives.ts";
import { networkInput } from "../../factories/networks.ts";
import { priorityInput } from "../../factories/priorities.ts";
import { meetingInput } from "../../factories/recurring-meetings.ts";
import { activityInput, agreementInput, enterInput, episodeInput } from "../../factories/town-relations.ts";
import { visitInput } from "../../factories/visits.ts";
import { Refusal, type Instance } from "./instance.ts";
import { askForSupport, tellClosing } from "./project-writes.ts";
import { addPartner, addPartnerContact, logPartnerSearch } from "./partner-writes.ts";
import { attachDocument, reviseDocument } from "./document-writes.ts";
import { addCall, addDeadlines, addProgramme, correctStatus, tickChecklist } from "./programme-writes.ts";
import { MONEY_YEAR, projectInput, type Town } from "./town.ts";
import { addParticipant, reportVisit } from "./visit-writes.ts";

/** What a client may do at once, as often as it likes. `Plan` is all that the write says: drawn before it is sent, and sent again unchanged. */
export interface Write<Plan> {
  kind: string;
  /** Draws the next write of a writer; it may read. Null when there is nothing to write just now. */
  plan: (instance: Instance, writer: Writer) => Promise<Plan | null>;
  /** Sends it. Returning is its acknowledgement; a Refusal with a code says that it was not carried out. */
  send: (instance: Instance, writer: Writer, plan: Plan, isRepeated: boolean) => Promise<void>;
  /** How many times each of the given writes stands in the database, in the order given. */
  count: (client: pg.Client, plans: readonly Plan[]) => Promise<number[]>;
}

/** One who writes: a person with projects of its own, and some that it shares with all the others. */
export interface Writer {
  index: number;
  personId: string;
  town: Town;
  /** Projects that this writer has logged and had acknowledged. */
  own: string[];
  random: () => number;
}

const pick = <Value>(values: readonly Value[], random: () => number): Value | undefined => values[Math.floor(random() * values.length)];

interface LogPlan {
  token: string;
  key: string;
}

/** Logs a project with its idempotency key. */
const logProject: Write<LogPlan> = {
  kind: "log a project",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, writer, { token, key }) => {
    const { id } = await instance.call("projects", "logProject", writer.personId, projectInput(writer.town, token), key);
    if (!writer.own.includes(id)) writer.own.push(id);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM project WHERE title = ANY ($1)", plans),
};

/** The columns that several writers change in one project at once, each its own. */
const FIELDS = ["summary", "benefit", "unitGoal", "acronym", "caseNumber"] as const;
const COLUMNS = { summary: "summary", benefit: "benefit", unitGoal: "unit_goal", acronym: "acronym", caseNumber: "case_number" } as const;
const SECTION_OF = { summary: "about", benefit: "goals", unitGoal: "goals", acronym: "about", caseNumber: "case" } as const;

interface EditPlan {
  token: string;
  draftId: string;
}

/** Changes one field of a shared project through a draft: what others change meanwhile is merged, what collides is given up. */
const editProject: Write<EditPlan> = {
  kind: "edit a project",
  plan: async (instance, { personId, town, random }) => {
    const projectId = pick(town.shared, random);
    const field = pick(FIELDS, random);
    if (projectId === undefined || field === undefined) return null;
    const token = randomUUID();
    const { draftId } = await instance.call("project-drafts", "startEdit", personId, projectId);
    const { draft } = await instance.call("project-drafts", "getProjectDraft", personId, draftId);
    // The section is sent whole, as its page would: what stands in it, and the field that changes.
    await instance.call("project-drafts", "saveSection", personId, { draftId, section: SECTION_OF[field], then: "next", values: { ...draft.values, [field]: token } });
    return { token, draftId };
  },
  send: async (instance, { personId }, { draftId }, isRepeated) => {
    try {
      const { outcome } = await instance.call("project-drafts", "submitEdit", personId, draftId);
      if (outcome === "saved") return;
      await instance.call("project-drafts", "discardProjectDraft", personId, draftId);
      throw new Refusal("CONFLICT", outcome);
    } catch (error) {
      // Handed in again, a draft that is gone may have been stored the first time.
      if (isRepeated && error instanceof Refusal && error.code !== null) throw new Error("an earlier attempt may have been the first", { cause: error });
      throw error;
    }
  },
  count: async (client, plans) => {
    const counts = await countTokens(
      client,
      `SELECT f.value AS token FROM record_version v LEFT JOIN record_version o ON o.table_name = 'project' AND o.record_id = v.record_id AND o.version = v.version - 1,
         LATERAL jsonb_each_text(v.row) f
       WHERE v.table_name = 'project' AND f.key = ANY (ARRAY['${Object.values(COLUMNS).join("','")}']) AND f.value = ANY ($1) AND o.row ->> f.key IS DISTINCT FROM f.value`,
      plans,
    );
    return counts;
  },
};

interface StatusPlan {
  token: string;
  projectId: string;
  version: number;
  to: ProjectStatus;
}

/** Moves a project a step in its life cycle, from the version that was seen. */
const changeStatus: Write<StatusPlan> = {
  kind: "change a status",
  plan: async (instance, { personId, town, own, random }) => {
    const projectId = pick([...town.shared, ...own.slice(-3)], random);
    if (projectId === undefined) return null;
    const { project, steps } = await instance.call("projects/steps", "getSteps", personId, projectId);
    const step = pick(
      steps.filter(({ missing }) => missing.length === 0),
      random,
    );
    return step === undefined || !PROJECT_STATUSES.includes(step.to) ? null : { token: randomUUID(), projectId, version: project.version, to: step.to };
  },
  send: async (instance, { personId, town }, { token, projectId, version, to }, isRepeated) => {
    try {
      const result = await instance.call("projects/steps", "changeStatus", personId, { id: projectId, _version: version, to, on: town.today, note: token });
      if (!result.ok) throw new Refusal("CONFLICT", result.reason);
    } catch (error) {
      // Sent again, a conflict may be with the first time it was sent.
      if (isRepeated && error instanceof Refusal && error.code === "CONFLICT") throw new Error("an earlier attempt may have been the first", { cause: error });
      throw error;
    }
  },
  count: (client, plans) => countTokens(client, "SELECT note AS token FROM status_change WHERE note = ANY ($1)", plans),
};

/** Logs a project by way of a draft, which becomes the project once, however often it is handed in. */
const logByDraft: Write<LogPlan & { draftId: string }> = {
  kind: "hand in a draft",
  plan: async (instance, { personId, town }) => {
    const token = randomUUID();
    const { draftId } = await instance.call("project-drafts", "startLog", personId, { copyOf: null });
    const values = writeProject(projectInput(town, token));
    for (const section of ["about", "period", "goals", "youth"] as const) await instance.call("project-drafts", "saveSection", personId, { draftId, section, then: "next", values });
    return { token, key: draftId, draftId };
  },
  send: async (instance, { personId }, { draftId }) => {
    const result = await instance.call("project-drafts", "submitLog", personId, draftId);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM project WHERE title = ANY ($1)", plans),
};

interface AnswerPlan {
  token: string;
  code: string;
  version: number;
}

/** Answers one of the year's questions, which all writers answer at once. */
const answerQuestion: Write<AnswerPlan> = {
  kind: "answer a question",
  plan: async (instance, { personId, town, random }) => {
    const { questions, mayAnswer } = await instance.call("follow-up", "getStatement", personId, town.year, town.unitId);
    const question = pick(questions, random);
    return question === undefined || !mayAnswer ? null : { token: randomUUID(), code: question.code, version: question.answer?.version ?? 0 };
  },
  send: async (instance, { personId, town }, { token, code, version }, isRepeated) => {
    try {
      const result = await instance.call("follow-up", "saveAnswers", personId, { year: town.year, unitId: town.unitId, answers: [{ code, version, text: token }] });
      if (!result.ok) throw new Refusal("CONFLICT", result.reason);
    } catch (error) {
      // Sent again, it may collide with what others wrote over its own first time, or find that submitted.
      if (isRepeated && error instanceof Refusal && error.code === "CONFLICT") throw new Error("an earlier attempt may have been the first", { cause: error });
      throw error;
    }
  },
  count: (client, plans) => countTokens(client, "SELECT row ->> 'text' AS token FROM record_version WHERE table_name = 'statement_answer' AND row ->> 'text' = ANY ($1)", plans),
};

interface SubmitPlan {
  token: string;
  key: string;
  answers: { code: string; version: number; text: string }[];
}

/** Submits the year's answers with its idempotency key; the office returns them when they have been submitted already. */
const submitAnswers: Write<SubmitPlan> = {
  kind: "submit the year's answers",
  plan: async (instance, { town }) => {
    const at = { year: town.year, unitId: town.unitId };
    const { questions, status, version } = await instance.call("follow-up", "getStatement", town.officeId, at.year, at.unitId);
    if (status === "SUBMITTED") {
      await instance.call("follow-up", "returnStatement", town.officeId, { ...at, version, comment: "Skriv hur många det gäller." }).catch((error: unknown) => {
        if (!(error instanceof Refusal) || error.code !== "CONFLICT") throw error;
      });
      return null;
    }
    const token = randomUUID();
    return { token, key: randomUUID(), answers: questions.map(({ code, answer }, index) => ({ code, version: answer?.version ?? 0, text: index === 0 ? token : (answer?.text ?? "Provas.") })) };
  },
  send: async (instance, { personId, town }, { key, answers }) => {
    const result = await instance.call("follow-up", "submitStatement", personId, { year: town.year, unitId: town.unitId, answers }, key);
    if (!result.ok) throw new Refusal("CONFLICT", result.reason);
  },
  count: (client, plans) =>
    countTokens(
      client,
      `SELECT a.row ->> 'text' AS token FROM record_version a JOIN record_version s ON s.change_id = a.change_id AND s.table_name = 'unit_statement' AND s.row ->> 'status' = 'SUBMITTED'
       WHERE a.table_name = 'statement_answer' AND a.row ->> 'text' = ANY ($1)`,
      plans,
    ),
};

/** Announces a visit with its idempotency key. */
const announceVisit: Write<LogPlan> = {
  kind: "announce a visit",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { personId, town }, { token, key }) => {
    const result = await instance.call("visits", "announceVisit", personId, visitInput({ unitId: town.unitId, title: token, starts: { on: addDays(town.today, 30), precision: "DAY" } }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM visit WHERE title = ANY ($1)", plans),
};

interface TakePlan {
  visitId: string;
  personId: string;
  key: string;
}

/** Takes a visit that nobody has taken, which others may be about to do as well. */
const takeVisit: Write<TakePlan> = {
  kind: "take a visit",
  plan: async (instance, { personId, random }) => {
    const { visits } = await instance.call("visits", "listComing", personId);
    const visit = pick(
      visits.filter(({ openPlace }) => openPlace > 0),
      random,
    );
    return visit === undefined ? null : { visitId: visit.id, personId, key: randomUUID() };
  },
  send: async (instance, _writer, { visitId, personId, key }) => {
    const result = await instance.call("visits/representation", "takeVisit", personId, { id: visitId, personId: null }, key);
    if (!result.ok) throw new Refusal("CONFLICT", result.reason);
  },
  count: async (client, plans) => {
    const { rows } = await client.query<{ visit_id: string; person_id: string }>("SELECT visit_id, person_id FROM visit_assignment WHERE visit_id = ANY ($1)", [plans.map(({ visitId }) => visitId)]);
    return plans.map(({ visitId, personId }) => rows.filter((row) => row.visit_id === visitId && row.person_id === personId).length);
  },
};

interface WordsPlan {
  token: string;
  version: number;
}

/** Writes the office's words about the year, from the version that was seen. */
const writeSummary: Write<WordsPlan> = {
  kind: "write the summary's words",
  plan: async (instance, { town }) => ({ token: randomUUID(), version: await instance.call("summaries", "readVersion", town.officeId, MONEY_YEAR) }),
  send: async (instance, { town }, { token, version }, isRepeated) => {
    try {
      await instance.call("summaries", "writeWords", town.officeId, { year: MONEY_YEAR, version, lead: token, commentary: null });
    } catch (error) {
      // Sent again, the words may have been written the first time, and by others since.
      if (isRepeated && error instanceof Refusal && error.code === "CONFLICT") throw new Error("an earlier attempt may have been the first", { cause: error });
      throw error;
    }
  },
  count: (client, plans) => countTokens(client, "SELECT row ->> 'lead' AS token FROM record_version WHERE table_name = 'summary' AND row ->> 'lead' = ANY ($1)", plans),
};

/** Freezes the year with its idempotency key, whatever stands in it at that moment. */
const freezeSummary: Write<WordsPlan & { key: string }> = {
  kind: "freeze the year's summary",
  plan: async (instance, { town }) => ({ token: randomUUID(), key: randomUUID(), version: await instance.call("summaries", "readVersion", town.officeId, MONEY_YEAR) }),
  send: async (instance, { town }, { token, version, key }) => {
    const result = await instance.call("summaries", "freezeSummary", town.officeId, { year: MONEY_YEAR, version, caseNumber: token }, key);
    if (!result.ok) throw new Refusal("CONFLICT", result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT case_number AS token FROM edition WHERE case_number = ANY ($1)", plans),
};

async function countTokens(client: pg.Client, statement: string, plans: readonly { token: string }[]): Promise<number[]> {
  const { rows } = await client.query<{ token: string }>(statement, [plans.map(({ token }) => token)]);
  const counts = new Map<string, number>();
  for (const { token } of rows) counts.set(token, (counts.get(token) ?? 0) + 1);
  return plans.map(({ token }) => counts.get(token) ?? 0);
}

/** Records a decision with its idempotency key, in the office's name. */
const recordDecision: Write<LogPlan> = {
  kind: "record a decision",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { town }, { token, key }) => {
    const result = await instance.call("decisions", "recordDecision", town.officeId, decisionInput({ bodyId: town.councilId, decidedOn: town.today, title: token }), key, { registers: [] });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM decision WHERE title = ANY ($1)", plans),
};

/** Proposes a priority with its idempotency key, in the office's name. */
const proposePriority: Write<LogPlan> = {
  kind: "propose a priority",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { town }, { token, key }) => {
    const result = await instance.call("priorities", "proposePriority", town.officeId, priorityInput({ setById: town.councilId, title: token }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM strategic_priority WHERE title = ANY ($1)", plans),
};

/** Adds a network with a unit that is to take part, with its idempotency key, in the office's name. */
const addNetwork: Write<LogPlan> = {
  kind: "add a network",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { town }, { token, key }) => {
    const result = await instance.call("networks", "addNetwork", town.officeId, { network: networkInput({ unitId: town.unitId, unitIds: [town.unitId], name: token }), key, isAnother: true });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with its unit, or not at all.
  count: (client, plans) => countTokens(client, "SELECT n.name AS token FROM network n JOIN network_unit u ON u.network_id = n.id WHERE n.name = ANY ($1)", plans),
};

/** Notes an entry in the log of coordination with its idempotency key, in the office's name. */
const noteEntry: Write<LogPlan> = {
  kind: "note an entry",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { town }, { token, key }) => {
    const result = await instance.call("coordination", "noteEntry", town.officeId, entryInput({ responsibleId: town.councilId, unitIds: [town.unitId], notedOn: town.today, title: token }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with its unit, or not at all.
  count: (client, plans) => countTokens(client, "SELECT e.title AS token FROM coordination_entry e JOIN coordination_unit u ON u.entry_id = e.id WHERE e.title = ANY ($1)", plans),
};

/** Enters a town relation with its idempotency key, in the office's name. */
const enterTownRelation: Write<LogPlan> = {
  kind: "enter a town relation",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { town }, { token, key }) => {
    const result = await instance.call("town-relations", "enterRelation", town.officeId, enterInput({ unitId: town.unitId, name: token }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with its town and its first episode, or not at all.
  count: (client, plans) => countTokens(client, "SELECT r.name AS token FROM town_relation r JOIN relation_town t ON t.relation_id = r.id JOIN town_relation_episode e ON e.relation_id = r.id WHERE r.name = ANY ($1)", plans),
};

type InRelationPlan = LogPlan & { relationId: string };

/** A write within a relation that is entered for it. */
const planInRelation: Write<InRelationPlan>["plan"] = async (instance, { town }) => {
  const entered = await instance.call("town-relations", "enterRelation", town.officeId, enterInput({ unitId: town.unitId, name: randomUUID() }), randomUUID());
  return entered.ok ? { token: randomUUID(), key: randomUUID(), relationId: entered.value.id } : null;
};

/** Logs an exchange with its idempotency key. */
const logExchange: Write<InRelationPlan> = {
  kind: "log an exchange",
  plan: planInRelation,
  send: async (instance, { town }, { token, key, relationId }) => {
    const result = await instance.call("town-relations/activities", "logActivity", town.officeId, activityInput({ relationId, unitId: town.unitId, title: token, held: { on: town.today, precision: "DAY" } }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM exchange_activity WHERE title = ANY ($1)", plans),
};

/** Adds a recurring meeting with its idempotency key. */
const addRecurringMeeting: Write<InRelationPlan> = {
  kind: "add a recurring meeting",
  plan: planInRelation,
  send: async (instance, { town }, { token, key, relationId }) => {
    const result = await instance.call("recurring-meetings", "addMeeting", town.officeId, meetingInput({ relationId, unitId: town.unitId, name: token }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT name AS token FROM recurring_meeting WHERE name = ANY ($1)", plans),
};

/** Brings a relation to its next episode with its idempotency key; the one before is closed by it. */
const beginEpisode: Write<InRelationPlan> = {
  kind: "begin an episode",
  plan: planInRelation,
  send: async (instance, { town }, { token, key, relationId }) => {
    const result = await instance.call("town-relations", "addEpisode", town.officeId, { id: relationId, version: 1, episode: episodeInput({ state: "ACTIVE", starts: { on: town.today, precision: "DAY" }, basis: "UNKNOWN", source: token }) }, key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with the end of the one before and the relation's next version, or not at all.
  count: (client, plans) =>
    countTokens(client, "SELECT e.source AS token FROM town_relation_episode e JOIN town_relation r ON r.id = e.relation_id AND r.version = 2 JOIN town_relation_episode b ON b.relation_id = r.id AND b.ends_on = e.starts_on - 1 WHERE e.source = ANY ($1)", plans),
};

/** Adds a town that the register of partners does not know to a relation, with its idempotency key. */
const joinTown: Write<InRelationPlan> = {
  kind: "add a town to a relation",
  plan: planInRelation,
  send: async (instance, { town }, { token, key, relationId }) => {
    const result = await instance.call("town-relations", "addTown", town.officeId, { id: relationId, version: 1, town: { name: token, country: "NO", isNew: true }, time: { since: null, until: null, note: null } }, key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with its partner, or not at all.
  count: (client, plans) => countTokens(client, "SELECT t.name AS token FROM relation_town t JOIN partner p ON p.id = t.partner_id AND p.name = t.name WHERE t.name = ANY ($1)", plans),
};

/** Writes down an agreement with its idempotency key. */
const writeAgreement: Write<InRelationPlan> = {
  kind: "write down an agreement",
  plan: planInRelation,
  send: async (instance, { town }, { token, key, relationId }) => {
    const result = await instance.call("town-relations/papers", "addAgreement", town.officeId, { id: relationId, version: 1, agreement: agreementInput({ title: token }) }, key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM town_agreement_version WHERE title = ANY ($1)", plans),
};

/** Writes down a review with its idempotency key. */
const writeReview: Write<InRelationPlan> = {
  kind: "write down a review",
  plan: planInRelation,
  send: async (instance, { town }, { token, key, relationId }) => {
    const result = await instance.call("town-relations/papers", "addReview", town.officeId, { id: relationId, version: 1, review: { reviewedOn: town.today, outcome: "KEEP", reasons: token, proposal: null } }, key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT reasons AS token FROM town_relation_review WHERE reasons = ANY ($1)", plans),
};

/** A write with its plan closed over, so that writes of all kinds go in one log. */
export interface AnyWrite {
  kind: string;
  begin: (instance: Instance, writer: Writer) => Promise<PlannedWrite | null>;
}

export interface PlannedWrite {
  kind: string;
  send: (instance: Instance, isRepeated: boolean) => Promise<void>;
  count: (client: pg.Client) => Promise<number>;
}

function anyWrite<Plan>(write: Write<Plan>): AnyWrite {
  return {
    kind: write.kind,
    begin: async (instance, writer) => {
      const plan = await write.plan(instance, writer);
      if (plan === null) return null;
      return { kind: write.kind, send: (through, isRepeated) => write.send(through, writer, plan, isRepeated), count: async (client) => (await write.count(client, [plan]))[0] ?? 0 };
    },
  };
}

/** Everything that is written while things fall: a later register adds its own here. */
/** Logs an initiative with its idempotency key. */
const logInitiative: Write<LogPlan> = {
  kind: "log an initiative",
  plan: () => Promise.resolve({ token: randomUUID(), key: randomUUID() }),
  send: async (instance, { personId, town }, { token, key }) => {
    const result = await instance.call("initiatives", "logInitiative", personId, initiativeInput({ unitId: town.unitId, title: token, begunOn: town.today }), key);
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT title AS token FROM initiative WHERE title = ANY ($1)", plans),
};

/** Examines an initiative of its own with its idempotency key. */
const examine: Write<LogPlan & { initiativeId: string }> = {
  kind: "examine an initiative",
  plan: async (instance, { personId, town }) => {
    const result = await instance.call("initiatives", "logInitiative", personId, initiativeInput({ unitId: town.unitId, begunOn: town.today }), randomUUID());
    if (!result.ok) throw new Refusal(null, result.reason);
    return { token: randomUUID(), key: randomUUID(), initiativeId: result.value.id };
  },
  send: async (instance, { personId, town }, { token, key, initiativeId }) => {
    const result = await instance.call("initiatives/examinations", "examine", personId, { id: initiativeId, version: 1, key, examination: examinationInput({ examinedOn: town.today, reason: token }) });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  // Whole with the initiative's next version, or not at all.
  count: (client, plans) => countTokens(client, "SELECT e.reason AS token FROM examination e JOIN initiative i ON i.id = e.initiative_id AND i.version = 2 WHERE e.reason = ANY ($1)", plans),
};

/** Writes a claim of a project of its own down, with its idempotency key. */
const addClaim: Write<LogPlan & { projectId: string }> = {
  kind: "add a claim",
  plan: async (instance, { personId, town }) => ({ token: randomUUID(), key: randomUUID(), projectId: (await instance.call("projects", "logProject", personId, projectInput(town, randomUUID()), randomUUID())).id }),
  send: async (instance, { personId }, { token, key, projectId }) => {
    const result = await instance.call("funding", "addClaim", personId, { key, projectId, claim: claimInput({ note: token }) });
    if (!result.ok) throw new Refusal(null, result.reason);
  },
  count: (client, plans) => countTokens(client, "SELECT note AS token FROM claim WHERE note = ANY ($1) AND removed_at IS NULL", plans),
};

/** Says of a payment of its own that it has come. */
const receivePayment: Write<{ token: string; projectId: string; paymentId: string }> = {
  kind: "receive a payment",
  plan: async (instance, { personId, town }) => {
    const { id: projectId } = await instance.call("projects", "logProject", personId, projectInput(town, randomUUID()), randomUUID());
    const result = await instance.call("funding", "addPayment", personId, { key: randomUUID(), projectId, payment: paymentInput() });
    if (!result.ok) throw new Refusal(null, result.reason);
    return { token: randomUUID(), projectId, paymentId: result.value.id };
  },
  send: async (instance, { personId, town }, { token, projectId, paymentId }, isRepeated) => {
    try {
      const result = await instance.call("funding", "changePayment", personId, { projectId, id: paymentId, version: 1, payment: paymentInput({ receivedOn: town.today, receivedMinor: 1n, note: token }) });
      if (!result.ok) throw new Refusal(null, result.reason);
    } catch (error) {
      if (isRepeated && error instanceof Refusal && error.code === "CONFLICT") throw new Error("an earlier attempt may have been the first", { cause: error });
      throw error;
    }
  },
  count: (client, plans) => countTokens(client, "SELECT note AS token FROM payment WHERE note = ANY ($1) AND version = 2 AND removed_at IS NULL", plans),
};

export const WRITES: readonly AnyWrite[] = [
  anyWrite(addClaim),
  anyWrite(receivePayment),
  anyWrite(logInitiative),
  anyWrite(examine),
  anyWrite(logProject),
  anyWrite(editProject),
  anyWrite(changeStatus),
  anyWrite(logByDraft),
  anyWrite(answerQuestion),
  anyWrite(submitAnswers),
  anyWrite(announceVisit),
  anyWrite(takeVisit),
  anyWrite(addParticipant),
  anyWrite(reportVisit),
  anyWrite(writeSummary),
  anyWrite(freezeSummary),
  anyWrite(recordDecision),
  anyWrite(addNetwork),
  anyWrite(proposePriority),
  anyWrite(noteEntry),
  anyWrite(enterTownRelation),
  anyWrite(logExchange),
  anyWrite(beginEpisode),
  anyWrite(joinTown),
  anyWrite(writeAgreement),
  anyWrite(writeReview),
  anyWrite(addRecurringMeeting),
  anyWrite(attachDocument),
  anyWrite(reviseDocument),
  anyWrite(addProgramme),
  anyWrite(addCall),
  anyWrite(addDeadlines),
  anyWrite(tickChecklist),
  anyWrite(correctStatus),
  anyWrite(addPartner),
  anyWrite(logPartnerSearch),
  anyWrite(addPartnerContact),
  anyWrite(tellClosing),
  anyWrite(askForSupport),
];

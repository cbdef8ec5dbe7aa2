import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { nameAll, followedYears, holderOf, ownedBy, type Register, type Task } from "@/domain/registers";
import { AppError } from "@/server/errors";
import { getPack } from "@/server/pack";
import { roundPolicy } from "./policy";
import { listOpenRemarks } from "./remarks/service";
import { taskState } from "./rules";
import { getRound, listRounds, listSubmitted, listUnanswered } from "./service";
import { listUnsigned } from "./sign-offs/service";
import { nameStatement } from "./telling/service";

async function findRound(actor: Actor, id: string) {
  const round = (await listRounds(actor)).find((candidate) => candidate.id === id);
  if (round === undefined) throw new AppError("NOT_FOUND");
  return round;
}

/** What the yearly follow-up offers the whole house: whose answers are waited for, and who has given theirs. */
export const followUpRegister: Register = {
  kind: "followUpRound",
  path: (id) => `/year/rounds/${id}`,
  titleOf: async (actor, id) => String((await findRound(actor, id)).year),
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { year } = await findRound(actor, id);
      const mayOpen = may(roundPolicy, "open", actor, { id });
      return holderOf(String(year), null, { mayEdit: mayOpen, mayArchive: mayOpen });
    },
    stored: { table: "follow_up_round", title: "r.year::text", unitId: null, isThere: "true", isConfidential: null, registration: { from: "r.opened_on" } },
  },
  tasks: async (actor, today) => {
    const own = (await listUnanswered(actor)).map(
      (statement): Task => ({
        key: `statement ${String(statement.year)} ${statement.unitId}`,
        path: `/year/${String(statement.year)}/${statement.unitId}`,
        owner: ownedBy(statement.unitId),
        clause: getPack().modules.yearlyFollowUp.clause,
        title: { message: statement.status === "RETURNED" ? "followUp.tasks.mend" : "followUp.tasks.answer", params: { year: String(statement.year), unit: statement.unitName } },
        text: statement.status === "RETURNED" ? { message: "followUp.tasks.mendText", params: { comment: statement.comment ?? "" } } : { message: "followUp.tasks.answerText", params: { unit: statement.unitName } },
        dueOn: statement.answersDueOn,
        state: taskState(statement.status, statement.answersDueOn, today),
        stateWord: `followUp.status.${statement.status}`,
      }),
    );
    if (!isCoordinator(actor)) return own;
    const [open, all] = await Promise.all([listOpenRemarks(actor), listRounds(actor)]);
    const rounds = all.filter((round) => round.counts.SUBMITTED > 0);
    return [
      ...own,
      ...rounds.map(
        (round): Task => ({
          key: `review ${String(round.year)}`,
          path: `/year/${String(round.year)}`,
          owner: { kind: "OFFICE" },
          clause: getPack().modules.yearlyFollowUp.clause,
          title: { message: "followUp.tasks.review", params: { year: String(round.year), count: round.counts.SUBMITTED } },
          dueOn: null,
          state: "todo",
          stateWord: "followUp.tasks.reviewState",
        }),
      ),
      ...open.map(
        ({ id, year, unitId, unitName, text }): Task => ({
          key: `figure remark ${id}`,
          path: `/year/${String(year)}/${unitId}#figures`,
          owner: { kind: "OFFICE" },
          clause: getPack().modules.yearlyFollowUp.clause,
          title: { message: "followUp.tasks.remark", params: { year: String(year), unit: unitName } },
          text: { message: "followUp.tasks.remarkText", params: { text: [...text].length > 120 ? `${[...text].slice(0, 119).join("")}…` : text } },
          dueOn: null,
          state: "todo",
          stateWord: "followUp.remarks.open",
        }),
      ),
    ];
  },
  gaps: () => Promise.resolve([]),
  activity: null,
  scrutiny: async (actor, asOf) => {
    const { from, to } = followedYears(asOf);
    const latest = (await listRounds(actor)).map(({ year }) => year).find((year) => year >= from && year <= to);
    if (latest === undefined) return [];
    const [{ statements }, submitted] = await Promise.all([getRound(actor, latest), listSubmitted(actor, { from: latest, to: latest }, asOf.begunBy)]);
    const has = new Set(submitted.map(({ unitId }) => unitId));
    const named = (isLacking: boolean) => nameAll(statements.filter(({ unitId }) => has.has(unitId) !== isLacking).map(({ unitId, unitName }) => ({ title: unitName, path: `/bodies/${unitId}` })));
    return [{ question: "PROCESS", label: "followUp.scrutiny.statement", having: named(false), lacking: named(true) }];
  },
  evidence: async (actor, asOf) =>
    (await listSubmitted(actor, followedYears(asOf), asOf.begunBy)).map(({ unitId, year, mayRead }) => ({ kind: "UNIT_STATEMENT", unitId, count: 1, path: mayRead ? `/year/${String(year)}/${unitId}` : `/year/${String(year)}` })),
};

/** What a unit's statement is called and what lies with it; what it asks and shows stands with the follow-up. */
export const statementRegister: Register = {
  kind: "unitStatement",
  path: (id) => `/year/statements/${id}`,
  titleOf: async (actor, id) => (await nameStatement(actor, id)).unitName,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { unitName, year, unitId, mayWrite } = await nameStatement(actor, id);
      return holderOf(`${unitName} ${String(year)}`, unitId, { mayEdit: mayWrite, mayArchive: mayWrite });
    },
    // Until it is approved a statement is the unit's and the office's alone.
    stored: {
      table: "(SELECT s.id, s.unit_id, s.status, f.opened_on, (SELECT n.name FROM body_name n WHERE n.body_id = s.unit_id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> current_date DESC, n.valid_to DESC NULLS FIRST LIMIT 1) || ' ' || f.year AS title FROM unit_statement s JOIN follow_up_round f ON f.id = s.round_id)",
      title: "r.title",
      unitId: "r.unit_id",
      isThere: "true",
      isConfidential: "r.status <> 'APPROVED'",
      registration: { from: "r.opened_on", state: { sql: "r.status", words: "followUp.status" } },
    },
  },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  known: [
    {
      key: "statements",
      label: "summaries.more.changed.answered",
      table: "unit_statement",
      title: "(SELECT n.name FROM body_name n WHERE n.body_id = r.unit_id ORDER BY daterange(n.valid_from, n.valid_to, '[]') @> y.last DESC, n.valid_to DESC NULLS FIRST LIMIT 1)",
      unitId: "r.unit_id",
      isOfYear: "r.status IN ('SUBMITTED', 'APPROVED')",
      within: { table: "follow_up_round", column: "round_id", isThere: "w.year = y.year" },
    },
  ],
  decisionsNeeded: (actor, _today, unitIds) => listUnsigned(actor, unitIds ?? null),
  evidence: () => Promise.resolve([]),
};

import "server-only";
import type { MatterKind } from "@/domain/matter";
import type { Register } from "@/domain/registers";
import { readDecisionFilter, writeDecisionFilter } from "./schema";
import { countDecisionsByMatter, getDecision, listDecisions, listUnknownBases, listUnreported } from "./service";

/** What decisions in a matter prove, as policy packs name it. */
const EVIDENCE: Partial<Record<MatterKind, string>> = {
  ADOPT_GOVERNING_DOCUMENT: "ADOPTED_DOCUMENT",
  REVISE_GOVERNING_DOCUMENT: "ADOPTED_DOCUMENT",
  SET_WORKING_GROUP_ASSIGNMENT: "WORKING_GROUP_ASSIGNMENT",
  DECIDE_PROFILE_AREAS: "DECIDED_PROFILE_AREAS",
};

/** What the register of decisions offers the whole house. */
export const decisionRegister: Register = {
  kind: "decision",
  path: (id) => `/decisions/${id}`,
  titleOf: async (actor, id) => (await getDecision(actor, id)).decision.title,
  hiddenColumns: () => Promise.resolve([]),
  tasks: async (actor, today) =>
    (await listUnreported(actor)).map((decision) => ({
      key: `report back ${decision.id}`,
      path: `/decisions/${decision.id}`,
      title: { message: "decisions.tasks.report", params: { title: decision.title } },
      text: { message: "decisions.tasks.reportText" },
      dueOn: decision.dueOn,
      state: decision.dueOn < today ? ("late" as const) : ("todo" as const),
      stateWord: decision.dueOn < today ? "decisions.reportLate" : "decisions.reportDue",
    })),
  gaps: async (actor, today) =>
    (await listUnknownBases(actor, today)).flatMap(({ id, title, clause }) =>
      clause === null ? [] : [{ key: `unknown basis ${id}`, clause, title: { message: "decisions.gaps.unknownBasis", params: { title } }, path: `/decisions/${id}`, action: "decisions.gaps.action" }],
    ),
  activity: null,
  scrutiny: async (actor, { on }, most) => {
    const made = { ...readDecisionFilter({}).filter, decidedBy: on };
    const [{ total: having }, flagged] = await Promise.all([listDecisions(actor, { ...made, flagged: false }), listDecisions(actor, { ...made, flagged: true })]);
    const first = flagged.rows.slice(0, most).map(({ id, title }) => ({ title, path: `/decisions/${id}` }));
    const listOf = (flagged: boolean) => `/decisions${writeDecisionFilter(made, { flagged })}`;
    return [{ question: "PROCESS", label: "decisions.scrutiny.judged", having: { count: having, path: listOf(false), first: [] }, lacking: { count: flagged.total, path: listOf(true), first } }];
  },
  evidence: async (actor, { on }) =>
    (await countDecisionsByMatter(actor, on)).flatMap(({ matter, count }) => {
      const kind = EVIDENCE[matter];
      return kind === undefined ? [] : [{ kind, unitId: null, count, path: `/decisions${writeDecisionFilter({ ...readDecisionFilter({}).filter, matter, verdict: "RIGHT_BODY", decidedBy: on })}` }];
    }),
};

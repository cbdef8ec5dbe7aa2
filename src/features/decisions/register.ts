import "server-only";
import { MATTER_KINDS, type MatterKind } from "@/domain/matter";
import { holderOf, type Register, type Scrutiny, type ScrutinyQuestion, type Searchable } from "@/domain/registers";
import { DECISION_BASES, DECISION_VERDICTS, type DecisionFilter, readDecisionFilter, writeDecisionFilter } from "./schema";
import { countDecisionsByMatter, getDecision, listDecisions, listUnknownBases, listUnreported } from "./service";
import { body, day, flag, id, maybe, oneOf, type Resource, text } from "@/features/api/schema";

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
  holdsConfidential: true,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { decision, mayCorrect, mayArchive } = await getDecision(actor, id);
      return holderOf(decision.title, null, { mayEdit: mayCorrect, mayArchive });
    },
    // A decision belongs to the body that took it; one about a confidential project is seen where the project is.
    stored: { table: "decision", title: "r.title", unitId: null, isThere: "r.archived_at IS NULL", isConfidential: "EXISTS (SELECT 1 FROM project p WHERE r.subject_kind = 'project' AND p.id = r.subject_id AND p.is_confidential)", registration: { caseNumber: "r.case_number", otherCaseNumber: "r.minutes_paragraph", from: "r.decided_on", responsible: "(SELECT n.name FROM body_name n WHERE n.body_id = r.body_id ORDER BY n.valid_to DESC NULLS FIRST LIMIT 1)", state: { sql: "r.basis", words: "decisions.basis" } } },
  },
  tasks: async (actor, today) =>
    (await listUnreported(actor)).map((decision) => ({
      key: `report back ${decision.id}`,
      path: `/decisions/${decision.id}`,
      owner: { kind: "BODY" as const },
      title: { message: "decisions.tasks.report", params: { title: decision.title } },
      text: { message: "decisions.tasks.reportText" },
      dueOn: decision.dueOn,
      state: decision.dueOn < today ? ("late" as const) : ("todo" as const),
      stateWord: decision.dueOn < today ? "decisions.reportLate" : "decisions.reportDue",
    })),
  gaps: async (actor, today) =>
    (await listUnknownBases(actor, today)).flatMap(({ id, title, clause }) =>
      clause === null ? [] : [{ key: `unknown basis ${id}`, clause, unitId: null, title: { message: "decisions.gaps.unknownBasis", params: { title } }, path: `/decisions/${id}`, action: "decisions.gaps.action" }],
    ),
  activity: null,
  scrutiny: async (actor, { on }, most) => {
    const made = { ...readDecisionFilter({}).filter, decidedBy: on };
    const ask = async (question: ScrutinyQuestion, label: string, having: Partial<DecisionFilter>, lacking: Partial<DecisionFilter>): Promise<Scrutiny> => {
      const [{ total }, missing] = await Promise.all([listDecisions(actor, { ...made, ...having }), listDecisions(actor, { ...made, ...lacking })]);
      const listOf = (changes: Partial<DecisionFilter>) => `/decisions${writeDecisionFilter(made, changes)}`;
      const first = missing.rows.slice(0, most).map(({ id, title }) => ({ title, path: `/decisions/${id}` }));
      return { question, label, having: { count: total, path: listOf(having), first: [] }, lacking: { count: missing.total, path: listOf(lacking), first } };
    };
    return Promise.all([ask("PROCESS", "decisions.scrutiny.judged", { flagged: false }, { flagged: true }), ask("DOCUMENTATION", "decisions.scrutiny.documented", { documented: true }, { documented: false })]);
  },
  evidence: async (actor, { on }) =>
    (await countDecisionsByMatter(actor, on)).flatMap(({ matter, count }) => {
      const kind = EVIDENCE[matter];
      return kind === undefined ? [] : [{ kind, unitId: null, count, path: `/decisions${writeDecisionFilter({ ...readDecisionFilter({}).filter, matter, verdict: "RIGHT_BODY", decidedBy: on })}` }];
    }),
};

/** How decisions are found: one about a confidential project by those alone who may see the project. */
export const decisionSearchable: Searchable = {
  kind: "decision",
  path: decisionRegister.path,
  table: "decision",
  title: "r.title",
  text: "r.search_text",
  isIndexed: true,
  caseNumber: "r.case_number",
  unitId: "r.unit_id",
  days: { from: "r.decided_on", to: "r.decided_on" },
  isThere: "r.archived_at IS NULL",
  isSeen: `me.sees_all OR NOT EXISTS (SELECT 1 FROM project p WHERE r.subject_kind = 'project' AND p.id = r.subject_id AND p.is_confidential AND p.unit_id <> ALL (me.unit_ids)
    AND NOT EXISTS (SELECT 1 FROM project_member m WHERE m.project_id = p.id AND m.person_id = me.person_id AND m.removed_at IS NULL))`,
};

const CONCERNS_CLOSED_PROJECT = "r.subject_kind = 'project' AND EXISTS (SELECT 1 FROM project p WHERE p.id = r.subject_id AND (p.is_confidential OR p.archived_at IS NOT NULL))";

/** Decisions as other systems read them: none about a project that is confidential or out of the register. */
export const decisionResource: Resource = {
  name: "decisions",
  title: "decisions.title",
  page: (recordId) => `/decisions/${recordId}`,
  table: "decision",
  isOpen: `r.archived_at IS NULL AND NOT coalesce(${CONCERNS_CLOSED_PROJECT}, false)`,
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    basis: oneOf("r.basis", DECISION_BASES),
    body: maybe(body("r.body_id")),
    decidedOn: maybe(day("r.decided_on")),
    minutesParagraph: maybe(text("r.minutes_paragraph")),
    caseNumber: maybe(text("r.case_number")),
    description: maybe(text("r.text")),
    documentUrl: maybe(text("r.document_url")),
    matter: oneOf("r.matter", MATTER_KINDS),
    subjectKind: maybe(text("r.subject_kind")),
    subjectId: maybe(id("r.subject_id")),
    unit: maybe(body("r.unit_id")),
    verdict: oneOf("r.verdict", DECISION_VERDICTS),
    clause: maybe(text("r.clause")),
    judgedBy: text("r.judged_by"),
    isDemonstration: flag("r.is_demonstration"),
  },
};

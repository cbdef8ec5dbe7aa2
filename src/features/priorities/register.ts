import "server-only";
import { holderOf, type Register, type Searchable } from "@/domain/registers";
import { countPrioritiesInForce, getPriority, listDecidedProposals, listDecisionNeeds } from "./service";
import { body, day, flag, maybe, oneOf, type Resource, text } from "@/features/api/schema";
import { PRIORITY_KINDS, PRIORITY_STATUSES } from "./schema";

/** What the register of strategic priorities offers the whole house. */
export const priorityRegister: Register = {
  kind: "priority",
  path: (id) => `/priorities/${id}`,
  titleOf: async (actor, id) => (await getPriority(actor, id)).priority.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { priority, ...may } = await getPriority(actor, id);
      return holderOf(priority.title, null, may);
    },
    stored: { table: "strategic_priority", title: "r.title", unitId: null, isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.starts_on", to: "coalesce(r.ended_on, r.ends_on)", responsible: "(SELECT n.name FROM body_name n WHERE n.body_id = r.set_by_id ORDER BY n.valid_to DESC NULLS FIRST LIMIT 1)", state: { sql: "r.status", words: "priorities.standing" } } },
  },
  retention: { endedOn: "coalesce(r.ended_on, r.ends_on)" },
  tasks: async (actor) =>
    (await listDecidedProposals(actor)).map((priority) => ({
      key: `put in force ${priority.id}`,
      path: `/priorities/${priority.id}`,
      owner: { kind: "OFFICE" as const },
      title: { message: "priorities.tasks.putInForce", params: { title: priority.title } },
      text: { message: "priorities.tasks.putInForceText" },
      dueOn: priority.startsOn,
      state: "todo" as const,
      stateWord: "priorities.standing.PROPOSED",
    })),
  gaps: () => Promise.resolve([]),
  activity: null,
  decisionsNeeded: (actor, _today, unitIds) => (unitIds === undefined ? listDecisionNeeds(actor) : Promise.resolve([])),
  evidence: async (actor, { on }) => [{ kind: "STRATEGIC_PRIORITIES", unitId: null, count: await countPrioritiesInForce(actor, "PRIORITY", on), path: `/priorities?kind=PRIORITY&on=${on}` }],
};

/** How priorities and profile areas are found. */
export const prioritySearchable: Searchable = {
  kind: "priority",
  path: priorityRegister.path,
  table: "strategic_priority",
  title: "r.title",
  text: "concat_ws(E'\\n', r.title, r.description)",
  unitId: null,
  days: { from: "r.starts_on", to: "coalesce(r.ended_on, r.ends_on, current_date)" },
  isThere: "r.archived_at IS NULL",
};

/** Priorities and profile areas as other systems read them. */
export const priorityResource: Resource = {
  name: "priorities",
  title: "priorities.title",
  page: (recordId) => `/priorities/${recordId}`,
  table: "strategic_priority",
  isOpen: "r.archived_at IS NULL",
  unitId: null,
  fields: {
    title: text("r.title"),
    priorityKind: oneOf("r.kind", PRIORITY_KINDS),
    description: maybe(text("r.description")),
    setBy: body("r.set_by_id"),
    priorityStatus: oneOf("r.status", PRIORITY_STATUSES),
    from: day("r.starts_on"),
    to: maybe(day("coalesce(r.ended_on, r.ends_on)")),
    isDemonstration: flag("r.is_demonstration"),
  },
};

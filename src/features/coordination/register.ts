import "server-only";
import { holderOf, ownedBy, type Register, type Searchable } from "@/domain/registers";
import { countNoted, getEntry, listTasksAsked } from "./service";
import { body, day, flag, id, maybe, oneOf, type Resource, text } from "@/features/api/schema";
import { COORDINATION_KINDS } from "./schema";

/** What the log of coordination offers the whole house. */
export const coordinationRegister: Register = {
  kind: "coordinationEntry",
  path: (id) => `/coordination/${id}`,
  titleOf: async (actor, id) => (await getEntry(actor, id)).entry.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { entry, ...may } = await getEntry(actor, id);
      return holderOf(entry.title, null, may);
    },
    stored: { table: "coordination_entry", title: "r.title", unitId: null, isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.noted_on", to: "coalesce(r.done_on, r.due_on)", responsible: "(SELECT n.name FROM body_name n WHERE n.body_id = r.responsible_id ORDER BY n.valid_to DESC NULLS FIRST LIMIT 1)" } },
  },
  retention: { endedOn: "r.done_on" },
  tasks: async (actor, today) =>
    (await listTasksAsked(actor, today)).map((task) => {
      const isLate = task.dueOn !== null && task.dueOn < today;
      return {
        key: `coordination ${task.id}`,
        path: `/coordination/${task.id}`,
        owner: ownedBy(task.responsibleId),
        title: { message: "coordination.tasks.open", params: { title: task.title } },
        text: { message: "coordination.tasks.openText", params: { body: task.responsible } },
        dueOn: task.dueOn,
        state: isLate ? ("late" as const) : ("todo" as const),
        stateWord: isLate ? "coordination.state.LATE" : "coordination.state.OPEN",
      };
    }),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: async (actor, { on }) => [{ kind: "COORDINATION_LOG", unitId: null, count: await countNoted(actor, on), path: `/coordination?year=${on.slice(0, 4)}&until=${on}` }],
};

/** How what the office has noted is found. */
export const coordinationSearchable: Searchable = {
  kind: "coordinationEntry",
  path: coordinationRegister.path,
  table: "coordination_entry",
  title: "r.title",
  text: "r.search_text",
  unitId: null,
  days: { from: "r.noted_on", to: "r.noted_on" },
  isThere: "r.archived_at IS NULL",
};

/** The log of how the work is coordinated, as other systems read it. */
export const coordinationResource: Resource = {
  name: "coordination-entries",
  title: "coordination.title",
  page: (recordId) => `/coordination/${recordId}`,
  table: "coordination_entry",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.responsible_id",
  fields: {
    title: text("r.title"),
    coordinationKind: oneOf("r.kind", COORDINATION_KINDS),
    notedOn: day("r.noted_on"),
    description: maybe(text("r.text")),
    responsible: body("r.responsible_id"),
    priorityId: maybe(id("r.priority_id")),
    dueOn: maybe(day("r.due_on")),
    doneOn: maybe(day("r.done_on")),
    isDemonstration: flag("r.is_demonstration"),
  },
};

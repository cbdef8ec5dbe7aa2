import "server-only";
import { holderOf, type Register, type Searchable } from "@/domain/registers";
import { getMeeting } from "./service";
import { body, count, flag, id, maybe, type Resource, text, texts } from "@/features/api/schema";

/** What the register of recurring meetings offers the whole house. */
export const recurringMeetingRegister: Register = {
  kind: "recurringMeeting",
  path: (id) => `/recurring-meetings/${id}`,
  titleOf: async (actor, id) => (await getMeeting(actor, id)).meeting.name,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { meeting, ...may } = await getMeeting(actor, id);
      return holderOf(meeting.name, meeting.unitId, may);
    },
    stored: { table: "recurring_meeting", title: "r.name", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "make_date(r.first_year, 1, 1)", counterpart: "coalesce((SELECT t.name FROM town_relation t WHERE t.id = r.relation_id), (SELECT n.name FROM network n WHERE n.id = r.network_id))" } },
  },
  tasks: () => Promise.resolve([]),
  gaps: () => Promise.resolve([]),
  activity: null,
  evidence: () => Promise.resolve([]),
};

/** How recurring meetings are found, also by the towns that hold them in turn. */
export const recurringMeetingSearchable: Searchable = {
  kind: "recurringMeeting",
  path: recurringMeetingRegister.path,
  table: "(SELECT m.*, coalesce(t.archived_at, n.archived_at) AS above_archived_at FROM recurring_meeting m LEFT JOIN town_relation t ON t.id = m.relation_id LEFT JOIN network n ON n.id = m.network_id)",
  title: "r.name",
  text: "concat_ws(E'\\n', r.name, array_to_string(r.hosts, ' '), r.note)",
  unitId: "r.unit_id",
  days: null,
  isThere: "r.archived_at IS NULL AND r.above_archived_at IS NULL",
};

/** Meetings that return and move from host to host, as other systems read them. */
export const recurringMeetingResource: Resource = {
  name: "recurring-meetings",
  title: "api.register.recurring-meetings",
  page: (recordId) => `/recurring-meetings/${recordId}`,
  table: "recurring_meeting",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    name: text("r.name"),
    unit: body("r.unit_id"),
    townRelationId: maybe(id("r.relation_id")),
    networkId: maybe(id("r.network_id")),
    everyYears: count("r.every_years"),
    firstYear: count("r.first_year"),
    hostTowns: texts("r.hosts"),
    isDemonstration: flag("r.is_demonstration"),
  },
};

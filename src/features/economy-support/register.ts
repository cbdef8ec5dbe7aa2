import "server-only";
import { holderOf, type Register, type Searchable } from "@/domain/registers";
import { getPack } from "@/server/pack";
import { readCaseFilter, writeCaseFilter } from "./schema";
import { countCases, getCase, listUnanswered } from "./service";
import { body, day, decimal, flag, maybe, openProject, type Resource, text } from "@/features/api/schema";

const isOff = () => getPack().modules.economySupport.state === "off";

/** What the register of support with the economy of EU projects offers the whole house. */
export const economySupportRegister: Register = {
  kind: "supportCase",
  path: (id) => `/economy-support/${id}`,
  titleOf: async (actor, id) => (await getCase(actor, id)).supportCase.title,
  holdsConfidential: true,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { supportCase, ...may } = await getCase(actor, id);
      return holderOf(supportCase.title, supportCase.unitId, may);
    },
    stored: { table: "support_case", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.asked_on", to: "r.answered_on", responsible: "r.given_by" } },
  },
  retention: { endedOn: "r.answered_on", projectId: "r.project_id" },
  // What has been asked waits for the office, which gives the support or knows who does.
  tasks: async (actor) =>
    isOff()
      ? []
      : (await listUnanswered(actor)).map(({ id, title, unit }) => ({
          key: `support ${id}`,
          path: `/economy-support/${id}`,
          owner: { kind: "OFFICE" as const },
          clause: getPack().modules.economySupport.clause,
          title: { message: "economySupport.tasks.answer", params: { title } },
          text: { message: "economySupport.tasks.answerText", params: { unit } },
          dueOn: null,
          state: "todo" as const,
          stateWord: "economySupport.state.OPEN",
        })),
  gaps: () => Promise.resolve([]),
  activity: null,
  // That the support is there is told by what it is used for (V17); no clause demands that it is used.
  evidence: async (actor, { year, begunBy }) => {
    if (isOff()) return [];
    const filter = { ...readCaseFilter({}).filter, year, until: begunBy };
    return [{ kind: "ECONOMY_SUPPORT", unitId: null, count: await countCases(actor, filter), path: `/economy-support${writeCaseFilter(filter)}` }];
  },
};

/** How questions about EU economy and their answers are found. */
export const supportCaseSearchable: Searchable = {
  kind: "supportCase",
  path: economySupportRegister.path,
  table: "support_case",
  title: "r.title",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: { from: "r.asked_on", to: "coalesce(r.answered_on, r.asked_on)" },
  isThere: "r.archived_at IS NULL",
  isKept: () => getPack().modules.economySupport.state !== "off",
};

/** Support with the economy of EU projects as other systems read it. */
export const supportCaseResource: Resource = {
  name: "support-cases",
  title: "economySupport.title",
  page: (recordId) => `/economy-support/${recordId}`,
  table: "support_case",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    unit: body("r.unit_id"),
    projectId: openProject("r.project_id"),
    askedOn: day("r.asked_on"),
    answeredOn: maybe(day("r.answered_on")),
    hours: maybe(decimal("r.hours")),
    isDemonstration: flag("r.is_demonstration"),
  },
  isKept: () => !isOff(),
};

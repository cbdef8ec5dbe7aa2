import "server-only";
import type { PlainDate } from "@/domain/plain-date";
import { holderOf, ownedBy, type Evidence, type Register, type Searchable } from "@/domain/registers";
import { isCoordinator } from "@/domain/actor";
import { clauseOf, getPack } from "@/server/pack";
import { INITIATIVE_TAKERS, type InitiativeFilter, readInitiativeFilter, writeInitiativeFilter } from "./schema";
import { countInitiatives, getInitiative, listUntried } from "./service";
import { body, day, flag, maybe, oneOf, openProject, type Resource, several, text } from "@/features/api/schema";
import { EXAMINATION_QUESTIONS, EXAMINATION_RESULTS } from "./examinations/schema";

/** The list of a unit's initiatives of a year, as far as they had come by a day. */
const listOf = (unitId: string | null, year: number, until: PlainDate | null, changes: Partial<InitiativeFilter> = {}) => `/initiatives${writeInitiativeFilter(readInitiativeFilter({}).filter, { unitId, year, until, ...changes })}`;

/** The clause that has every initiative examined; null where the governing document asks for none of it. */
function examiningClause(): string | null {
  const { state, clause } = getPack().modules.examinations;
  return state === "required" ? clause : null;
}

/** What the register of development initiatives offers the whole house. */
export const initiativeRegister: Register = {
  kind: "initiative",
  path: (id) => `/initiatives/${id}`,
  titleOf: async (actor, id) => (await getInitiative(actor, id)).initiative.title,
  hiddenColumns: () => Promise.resolve([]),
  holding: {
    find: async (actor, id) => {
      const { initiative, ...may } = await getInitiative(actor, id);
      return holderOf(initiative.title, initiative.unitId, may);
    },
    stored: { table: "initiative", title: "r.title", unitId: "r.unit_id", isThere: "r.archived_at IS NULL", isConfidential: null, registration: { from: "r.begun_on" } },
  },
  // What the unit has still to examine (V18b, V18c); nobody is told to where no document asks for it.
  tasks: async (actor) =>
    examiningClause() === null
      ? []
      : (await listUntried(actor)).map(({ id, title, unitId, left }) => ({
          key: `initiative ${id}`,
          path: `/initiatives/${id}`,
          owner: ownedBy(unitId),
          clause: examiningClause(),
          title: { message: "initiatives.tasks.examine", params: { title } },
          text: { message: `initiatives.tasks.${left.length > 1 ? "BOTH" : (left[0] ?? "BOTH")}` },
          dueOn: null,
          state: "missing" as const,
          stateWord: "initiatives.untried",
        })),
  gaps: async (actor, today) => {
    const clause = examiningClause();
    if (clause === null) return [];
    const year = Number(today.slice(0, 4));
    const { units } = await countInitiatives(actor, year);
    return units
      .map((unit) => ({ ...unit, left: unit.all - Math.min(unit.triedCooperation, unit.triedFunding) }))
      .filter(({ unitId, left }) => left > 0 && (isCoordinator(actor) || actor.units.some(({ id }) => id === unitId)))
      .map(({ unitId, unit }) => ({ key: `initiatives ${unitId}`, clause, unitId, title: { message: "initiatives.gaps.untried", params: { unit } }, path: listOf(unitId, year, null, { lacks: "ANY" }), action: "initiatives.gaps.action" }));
  },
  activity: {
    label: "initiatives.activity",
    evidence: "DEVELOPMENT_INITIATIVE",
    countByUnit: async (actor, year, begunBy = null) => (await countInitiatives(actor, year, begunBy)).units.map(({ unitId, all }) => ({ unitId, count: all, childrenAndYouth: 0, path: listOf(unitId, year, begunBy) })),
  },
  known: [{ key: "initiatives", label: "initiatives.activity", table: "initiative", title: "r.title", unitId: "r.unit_id", isOfYear: "r.archived_at IS NULL AND r.begun_on BETWEEN y.first AND y.last" }],
  measures: async (actor, year) => {
    const { units } = await countInitiatives(actor, year);
    const sum = (name: "all" | "triedCooperation" | "triedFunding" | "projects") => units.reduce((all, unit) => all + unit[name], 0);
    return [
      ...([["COOPERATION", "triedCooperation"], ["FUNDING", "triedFunding"]] as const).map(([question, name]) => ({ key: name, label: `initiatives.measures.${name}`, clause: clauseOf(`${question}_EXAMINED`), count: sum(name), of: sum("all"), path: listOf(null, year, null, { tried: question }) })),
      { key: "projects", label: "initiatives.measures.projects", clause: clauseOf("DEVELOPMENT_INITIATIVE"), count: sum("projects"), of: sum("all"), path: listOf(null, year, null, { project: true }) },
    ];
  },
  // Asked of every initiative (V10a, V10b, V18b, V18c), and that there are initiatives at all is for the contact persons to inspire to (V20d).
  evidence: async (actor, { year, begunBy }): Promise<Evidence[]> =>
    (await countInitiatives(actor, year, begunBy)).units.flatMap(({ unitId, all, triedCooperation, triedFunding }) => [
      { kind: "DEVELOPMENT_INITIATIVE", unitId, count: all, path: listOf(unitId, year, begunBy) },
      ...([["COOPERATION", triedCooperation], ["FUNDING", triedFunding]] as const).map(([question, tried]) => ({
        kind: `${question}_EXAMINED`,
        unitId,
        count: tried,
        path: listOf(unitId, year, begunBy, { tried: question }),
        lacking: { count: all - tried, path: listOf(unitId, year, begunBy, { lacks: question }) },
      })),
    ]),
};

/** How initiatives are found. */
export const initiativeSearchable: Searchable = {
  kind: "initiative",
  path: initiativeRegister.path,
  table: "initiative",
  title: "r.title",
  text: "r.search_text",
  unitId: "r.unit_id",
  days: { from: "r.begun_on", to: "r.begun_on" },
  isThere: "r.archived_at IS NULL",
};

/** Development work as other systems read it, with whether cooperation and funding were tried. */
export const initiativeResource: Resource = {
  name: "initiatives",
  title: "initiatives.title",
  page: (recordId) => `/initiatives/${recordId}`,
  table: "initiative",
  isOpen: "r.archived_at IS NULL",
  unitId: "r.unit_id",
  fields: {
    title: text("r.title"),
    description: maybe(text("r.text")),
    unit: body("r.unit_id"),
    begunOn: day("r.begun_on"),
    takenBy: maybe(oneOf("r.taken_by", INITIATIVE_TAKERS)),
    projectId: openProject("r.project_id"),
    examinations: several({ question: oneOf("q.question", EXAMINATION_QUESTIONS), examinedOn: day("q.examined_on"), result: oneOf("q.result", EXAMINATION_RESULTS) }, "examination q WHERE q.initiative_id = r.id AND q.removed_at IS NULL", "q.examined_on, q.id"),
    isDemonstration: flag("r.is_demonstration"),
  },
};

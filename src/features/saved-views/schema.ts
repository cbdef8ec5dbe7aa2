import { z } from "zod";
import { optionalId, requiredChoice, requiredId, requiredText, tick, version } from "@/lib/fields";

export const VIEW_SHARINGS = ["PRIVATE", "UNIT", "EVERYONE"] as const;
export type ViewSharing = (typeof VIEW_SHARINGS)[number];

const LONGEST_NAME = 80;
export const LONGEST_QUERY = 2_000;

/** The lists that can be kept as views, by their addresses, each with the key of what it is called. */
export const VIEW_LISTS = {
  "/projects": "projects.title",
  "/opportunities": "opportunities.title",
  "/opportunities/information": "information.title",
  "/initiatives": "initiatives.title",
  "/deadlines": "deadlines.title",
  "/money/projects": "funding.year.nav",
  "/programmes": "programmes.title",
  "/programmes/calls": "calls.title",
  "/economy-support": "economySupport.title",
  "/lessons": "lessons.title",
  "/visits": "visits.title",
  "/visits/public": "publicVisits.title",
  "/town-relations": "townRelations.title",
  "/town-relations/activities": "townActivities.title",
  "/networks": "networks.title",
  "/partners": "partners.title",
  "/partners/searches": "partnerSearches.title",
  "/eu-monitoring": "euMonitoring.title",
  "/eu-monitoring/influence": "influence.listTitle",
  "/decisions": "decisions.nav",
  "/coordination": "coordination.title",
  "/documents": "documents.title",
  "/bodies": "bodies.title",
  "/people": "people.title",
  "/contact-persons": "contactPersons.nav",
  "/competence": "competence.title",
  "/competence/overview": "competence.overview.title",
  "/competence/staff": "staffParticipations.list",
  "/working-group/meetings": "workingGroup.meetings",
  "/tasks": "tasks.title",
} as const;
export type ViewList = keyof typeof VIEW_LISTS;

export const isViewList = (path: string): path is ViewList => Object.hasOwn(VIEW_LISTS, path);

export interface ViewInput {
  list: ViewList;
  name: string;
  /** The address's query, without its question mark. */
  query: string;
  sharing: ViewSharing;
  /** The unit that it is shared with; null where it isn't shared with one. */
  unitId: string | null;
}

export interface ChangeViewInput extends Pick<ViewInput, "name" | "sharing" | "unitId"> {
  id: string;
  version: number;
}

const shared = { name: requiredText(LONGEST_NAME, "savedViews.errors.nameMissing"), sharing: requiredChoice(VIEW_SHARINGS, "savedViews.errors.sharingMissing"), unitId: optionalId() };

const unitWhereAsked = (form: { sharing: ViewSharing; unitId: string | null }, context: z.RefinementCtx) => {
  if (form.sharing === "UNIT" && form.unitId === null) context.addIssue({ code: "custom", path: ["unitId"], message: "savedViews.errors.unitMissing", params: {} });
};
const ofUnitAlone = <Form extends { sharing: ViewSharing; unitId: string | null }>(form: Form): Form => ({ ...form, unitId: form.sharing === "UNIT" ? form.unitId : null });

/** The form in which a list is kept as a view. */
export const saveViewSchema = z
  .object({ _key: requiredId("fields.choice"), list: z.string().refine(isViewList, { error: "savedViews.errors.listUnknown" }), query: z.string().max(LONGEST_QUERY, { error: "savedViews.errors.queryTooLong" }), isDefault: tick(), ...shared })
  .superRefine(unitWhereAsked)
  .transform(({ _key, isDefault, ...view }): { key: string; isDefault: boolean; view: ViewInput } => ({ key: _key, isDefault, view: ofUnitAlone({ ...view, list: view.list }) }));

/** The form in which a view gets another name, or is shared otherwise. */
export const changeViewSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), ...shared })
  .superRefine(unitWhereAsked)
  .transform(({ _version, ...rest }): ChangeViewInput => ofUnitAlone({ ...rest, version: _version }));

/** The button that removes a view. */
export const removeViewSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

/** The button that makes a view what one's own menu opens its list with, or no longer. */
export const defaultViewSchema = z.object({ id: requiredId("fields.choice"), isDefault: tick() });

/** The button that marks a record as one's favourite, or no longer. */
export const favouriteSchema = z.object({ kind: z.string().regex(/^[a-zA-Z]{1,40}$/, { error: "fields.choice" }), id: requiredId("fields.choice"), isMarked: tick() });

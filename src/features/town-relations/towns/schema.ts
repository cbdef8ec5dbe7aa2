import { z } from "zod";
import { lastDayOf, type ApproximateDate } from "@/domain/plain-date";
import { toTown, townFields, type TownWritten } from "@/features/partners/towns/schema";
import { optionalApproximateDate, optionalText, requiredId, version, whenRead } from "@/lib/fields";

/** A town's time in a relation; an end is given by the last day that it can mean. */
export interface TownTime {
  since: ApproximateDate | null;
  until: ApproximateDate | null;
  note: string | null;
}

const time = { since: optionalApproximateDate(), until: optionalApproximateDate(), townNote: optionalText(1000) };

interface TimeForm {
  since: ApproximateDate | null;
  until: ApproximateDate | null;
  townNote: string | null;
}

const inOrder = (form: Pick<TimeForm, "since" | "until">, context: z.RefinementCtx) => {
  if (form.since !== null && form.until !== null && lastDayOf(form.until) < form.since.on) context.addIssue({ code: "custom", path: ["until"], message: "townRelations.errors.untilBeforeSince" });
};
const timeRead = whenRead("since", "until");

const toTime = ({ since, until, townNote }: TimeForm): TownTime => ({ since, until: until && { on: lastDayOf(until), precision: until.precision }, note: townNote });

export interface AddTownInput {
  id: string;
  version: number;
  town: TownWritten;
  time: TownTime;
}

/** The form in which a town is added to a relation, which thereby becomes a chain. */
export const addTownSchema = z
  .object({ _key: requiredId("fields.choice"), id: requiredId("fields.choice"), _version: version(), ...townFields, ...time })
  .superRefine(inOrder, timeRead)
  .transform(({ _key, id, _version, ...form }): { key: string; added: AddTownInput } => ({ key: _key, added: { id, version: _version, town: toTown(form), time: toTime(form) } }));

export interface ChangeTownInput {
  id: string;
  townId: string;
  version: number;
  town: TownWritten;
  time: TownTime;
}

/** The form in which a town of a relation, or its time there, is changed. */
export const changeTownSchema = z
  .object({ id: requiredId("fields.choice"), townId: requiredId("fields.choice"), _version: version(), ...townFields, ...time })
  .superRefine(inOrder, timeRead)
  .transform(({ id, townId, _version, ...form }): ChangeTownInput => ({ id, townId, version: _version, town: toTown(form), time: toTime(form) }));

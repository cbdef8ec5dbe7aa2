import { z } from "zod";
import { field, optionalCount, optionalId, optionalText, requiredId, requiredText, version } from "@/lib/fields";

export const MOST_HOSTS = 60;
const LONGEST_HOST = 120;

/** All that a person states about a recurring meeting; where the municipality stands among the hosts follows from its name. */
export interface MeetingInput {
  name: string;
  /** The relation, or else the network, whose meeting it is. */
  relationId: string | null;
  networkId: string | null;
  /** The unit that answers for it when the municipality is host. */
  unitId: string;
  everyYears: number;
  firstYear: number;
  /** From 1 to 12; null where it is not known. */
  heldMonth: number | null;
  /** In their turn, the first one of the first year. */
  hosts: readonly string[];
  note: string | null;
  source: string | null;
}

const hosts = () =>
  field<string[]>((text) => {
    const lines = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    if (lines.length < 2) return { message: "recurringMeetings.errors.hostsMissing" };
    if (lines.length > MOST_HOSTS) return { message: "recurringMeetings.errors.tooManyHosts", params: { most: MOST_HOSTS } };
    const long = lines.find((line) => [...line].length > LONGEST_HOST);
    return long === undefined ? { value: lines } : { message: "recurringMeetings.errors.longHost", params: { most: LONGEST_HOST } };
  });

/** A whole number that has to be there. */
const requiredCount = (min: number, max: number, missing: string) =>
  optionalCount(min, max).transform((count, context) => {
    if (count !== null) return count;
    context.addIssue({ code: "custom", message: missing, params: {} });
    return z.NEVER;
  });

const facts = {
  name: requiredText(200, "recurringMeetings.errors.nameMissing"),
  relationId: optionalId(),
  networkId: optionalId(),
  unitId: requiredId("recurringMeetings.errors.unitMissing"),
  everyYears: requiredCount(1, 20, "recurringMeetings.errors.everyMissing"),
  firstYear: requiredCount(1900, 2199, "recurringMeetings.errors.firstMissing"),
  heldMonth: optionalCount(1, 12),
  hosts: hosts(),
  note: optionalText(1000),
  source: optionalText(400),
};

/** The form in which a recurring meeting is added. */
export const addMeetingSchema = z.object({ _key: requiredId("fields.choice"), ...facts }).transform(({ _key, ...meeting }): { key: string; meeting: MeetingInput } => ({ key: _key, meeting }));

export interface ChangeMeetingInput {
  id: string;
  version: number;
  meeting: MeetingInput;
}

/** The form in which a recurring meeting is changed; whose meeting it is stays. */
export const changeMeetingSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), ...facts })
  .transform(({ id, _version, ...meeting }): ChangeMeetingInput => ({ id, version: _version, meeting }));

/** A button that takes a recurring meeting out of the register, or puts it back. */
export const meetingVersionSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

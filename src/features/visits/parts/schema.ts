import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { field, ids, optionalAmount, optionalChoice, optionalCount, optionalId, optionalText, requiredChoice, requiredDate, requiredId, requiredText, version, whenRead } from "@/lib/fields";

/** The kinds of parts that a visit has, as their addresses name them. */
export const PART_KINDS = ["programme", "participant", "link", "hospitality", "gift", "cost", "action"] as const;
export type PartKind = (typeof PART_KINDS)[number];

export const VISIT_ROLES = ["GUEST", "TRAVELLER", "HOST", "INTERPRETER"] as const;
export type VisitRole = (typeof VISIT_ROLES)[number];
export const STANDINGS = ["ELECTED", "EMPLOYEE", "OTHER"] as const;
export type Standing = (typeof STANDINGS)[number];
export const GIFT_DIRECTIONS = ["GIVEN", "RECEIVED"] as const;
export type GiftDirection = (typeof GIFT_DIRECTIONS)[number];
export const COST_KINDS = ["TRAVEL", "LODGING", "HOSPITALITY", "INTERPRETER", "GIFT", "VENUE", "OTHER"] as const;
export type CostKind = (typeof COST_KINDS)[number];
/** The records that a visit can belong with, as their registers name the kinds. */
export const LINK_KINDS = ["townRelation", "network", "project"] as const;
export type LinkKind = (typeof LINK_KINDS)[number];

/** The time zones that a programme is given in: the municipality's own first, then those of where it goes. */
export const TIME_ZONES = ["Europe/Stockholm", "Europe/London", "Europe/Helsinki", "Europe/Istanbul", "Africa/Nairobi", "America/New_York", "America/Los_Angeles", "Asia/Kolkata", "Asia/Shanghai", "Asia/Tokyo"] as const;
export type TimeZone = (typeof TIME_ZONES)[number];

/** A time of day as the clock on the wall shows it, written `09:30`. */
export type Clock = string;

/** Something in the programme, with its times as they are where it is; one that ends earlier than it begins ends the day after. */
export interface ProgrammeInput {
  kind: "programme";
  day: PlainDate;
  from: Clock;
  to: Clock | null;
  timeZone: TimeZone;
  what: string;
  place: string | null;
}

/** Someone who takes part, or so many whom nobody names. */
export interface ParticipantInput {
  kind: "participant";
  role: VisitRole;
  standing: Standing | null;
  /** Who it is, where it is one of the municipality's own people. */
  personId: string | null;
  name: string | null;
  title: string | null;
  organisation: string | null;
  headcount: number;
}

/** A record that the visit belongs with. */
export interface LinkInput {
  kind: "link";
  subjectKind: LinkKind;
  subjectId: string;
}

export interface HospitalityInput {
  kind: "hospitality";
  servedOn: PlainDate;
  what: string;
  purpose: string;
  /** Those of the visit's participants who took part in it. */
  participantIds: string[];
}

export interface GiftInput {
  kind: "gift";
  direction: GiftDirection;
  what: string;
  whom: string | null;
  valueOre: bigint | null;
  keptWhere: string | null;
}

export interface CostInput {
  kind: "cost";
  costKind: CostKind;
  payerId: string;
  amountOre: bigint;
  note: string | null;
}

/** Something to be done because of the visit. */
export interface ActionInput {
  kind: "action";
  what: string;
  ownerId: string;
  dueOn: PlainDate;
}

export type PartInput = ProgrammeInput | ParticipantInput | LinkInput | HospitalityInput | GiftInput | CostInput | ActionInput;

/** Reads a time of day as people write it (`9`, `9.30`, `09:30`, `kl. 9.30`), or null. */
export function readClock(text: string): Clock | null {
  const [, hours, minutes = "00"] = /^(?:kl\.? ?)?(\d{1,2})(?:[.:]?(\d{2}))?$/i.exec(text.trim()) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return `${hours.padStart(2, "0")}:${minutes}`;
}

const clock = (missing: string) =>
  field<Clock>((text) => {
    const read = readClock(text);
    return text === "" ? { message: missing } : read === null ? { message: "visitParts.errors.clock" } : { value: read };
  });
const optionalClock = () =>
  field<Clock | null>((text) => {
    const read = readClock(text);
    return text === "" ? { value: null } : read === null ? { message: "visitParts.errors.clock" } : { value: read };
  });

const programme = z
  .object({
    kind: z.literal("programme"),
    day: requiredDate("visitParts.errors.dayMissing"),
    from: clock("visitParts.errors.fromMissing"),
    to: optionalClock(),
    timeZone: requiredChoice(TIME_ZONES, "fields.choice"),
    what: requiredText(300, "visitParts.errors.itemMissing"),
    place: optionalText(200),
  })
  .superRefine(({ from, to }, context) => {
    if (from === to) context.addIssue({ code: "custom", path: ["to"], message: "visitParts.errors.endsAtStart" });
  }, whenRead("from", "to"));

const participant = z
  .object({
    kind: z.literal("participant"),
    role: requiredChoice(VISIT_ROLES, "visitParts.errors.roleMissing"),
    standing: optionalChoice(STANDINGS),
    personId: optionalId(),
    name: optionalText(120),
    title: optionalText(120),
    organisation: optionalText(200),
    headcount: optionalCount(1, 100_000),
  })
  .superRefine(({ personId, name, title, organisation, headcount }, context) => {
    if (personId === null && name === null && title === null && organisation === null && headcount === null) context.addIssue({ code: "custom", path: ["name"], message: "visitParts.errors.whoMissing" });
    if (personId !== null && name !== null) context.addIssue({ code: "custom", path: ["name"], message: "visitParts.errors.namedTwice" });
    if ((headcount ?? 1) > 1 && (personId !== null || name !== null)) context.addIssue({ code: "custom", path: ["headcount"], message: "visitParts.errors.oneOrMany" });
  }, whenRead("personId", "name", "title", "organisation", "headcount"));

const link = z.object({ kind: z.literal("link"), subjectKind: requiredChoice(LINK_KINDS, "fields.choice"), subjectId: requiredId("visitParts.errors.linkMissing") });

const hospitality = z
  .object({
    kind: z.literal("hospitality"),
    servedOn: requiredDate("visitParts.errors.dayMissing"),
    what: requiredText(200, "visitParts.errors.hospitalityMissing"),
    purpose: requiredText(500, "visitParts.errors.purposeMissing"),
    participantIds: ids(200),
  })
  .superRefine(({ participantIds }, context) => {
    if (participantIds.length === 0) context.addIssue({ code: "custom", path: ["participantIds"], message: "visitParts.errors.participantsMissing" });
  }, whenRead("participantIds"));

const gift = z
  .object({
    kind: z.literal("gift"),
    direction: requiredChoice(GIFT_DIRECTIONS, "visitParts.errors.giftDirectionMissing"),
    what: requiredText(200, "visitParts.errors.giftMissing"),
    whom: optionalText(200),
    value: optionalAmount(),
    keptWhere: optionalText(200),
  })
  .superRefine(({ direction, keptWhere }, context) => {
    if (direction === "RECEIVED" && keptWhere === null) context.addIssue({ code: "custom", path: ["keptWhere"], message: "visitParts.errors.keptWhereMissing" });
  }, whenRead("direction", "keptWhere"));

const cost = z
  .object({
    kind: z.literal("cost"),
    costKind: requiredChoice(COST_KINDS, "visitParts.errors.costKindMissing"),
    payerId: requiredId("visitParts.errors.payerMissing"),
    amount: optionalAmount(),
    note: optionalText(200),
  })
  .superRefine(({ amount }, context) => {
    if (amount === null || amount === 0n) context.addIssue({ code: "custom", path: ["amount"], message: "visitParts.errors.amountMissing" });
  }, whenRead("amount"));

const action = z.object({ kind: z.literal("action"), what: requiredText(300, "visitParts.errors.actionMissing"), ownerId: requiredId("visitParts.errors.ownerMissing"), dueOn: requiredDate("visitParts.errors.dueOnMissing") });

const FORMS = z.discriminatedUnion("kind", [programme, participant, link, hospitality, gift, cost, action]).transform((form): PartInput => {
  switch (form.kind) {
    case "participant":
      return { ...form, headcount: form.headcount ?? 1 };
    case "gift": {
      const { value, ...rest } = form;
      return { ...rest, valueOre: value };
    }
    case "cost": {
      const { amount, ...rest } = form;
      return { ...rest, amountOre: amount ?? 0n };
    }
    default:
      return form;
  }
});

export interface SavePartInput {
  key: string;
  visitId: string;
  /** The part that is changed and its version, as the form showed it; null for a new one. */
  changed: { id: string; version: number } | null;
  part: PartInput;
}

const place = z.object({ _key: requiredId("fields.choice"), visitId: requiredId("fields.choice"), partId: optionalId(), _version: version() });

/** The form in which a part of a visit is added or changed. */
export const savePartSchema = z.intersection(place, FORMS).transform(({ _key, visitId, partId, _version, ...part }): SavePartInput => ({ key: _key, visitId, changed: partId === null ? null : { id: partId, version: _version }, part }));

/** The button that takes a part away from its visit. */
export const removePartSchema = z
  .object({ visitId: requiredId("fields.choice"), kind: requiredChoice(PART_KINDS, "fields.choice"), partId: requiredId("fields.choice"), _version: version() })
  .transform(({ visitId, kind, partId, _version }) => ({ visitId, kind, id: partId, version: _version }));

/** The button that erases the name of someone who took part. */
export const eraseNameSchema = z
  .object({ visitId: requiredId("fields.choice"), partId: requiredId("fields.choice"), _version: version() })
  .transform(({ visitId, partId, _version }) => ({ visitId, id: partId, version: _version }));

/** The button by which an action point is done, or after all is not. */
export const settleActionSchema = z
  .object({ visitId: requiredId("fields.choice"), partId: requiredId("fields.choice"), _version: version(), done: requiredChoice(["yes", "no"], "fields.choice") })
  .transform(({ visitId, partId, _version, done }) => ({ visitId, id: partId, version: _version, isDone: done === "yes" }));

export type RemovePartInput = z.output<typeof removePartSchema>;
export type EraseNameInput = z.output<typeof eraseNameSchema>;
export type SettleActionInput = z.output<typeof settleActionSchema>;

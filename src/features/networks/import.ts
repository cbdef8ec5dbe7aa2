/** Lists of memberships, as offices keep them. */
import { NETWORK_SCOPES, type NetworkScope } from "@/domain/matter";
import { CURRENCIES } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { textOf, type Issue, type Values } from "@/domain/values";
import type { ImportChoice, ImportField } from "@/features/imports/import";
import { issuesOf } from "@/lib/fields";
import { judgeFeeYear } from "./entries/rules";
import { addFeeSchema, type FeeInput } from "./entries/schema";
import { addNetworkSchema, NETWORK_LEVELS, type NetworkInput, type NetworkLevel } from "./schema";

const LEVEL_WORDS: Readonly<Record<NetworkLevel, readonly string[]>> = {
  LOCAL: ["regional", "regionalt", "local", "lokal"],
  NATIONAL: ["nationell", "sverige", "national", "sweden"],
  NORDIC: ["norden", "nordisk", "nordic", "östersjön", "baltic"],
  EU: ["eu", "europa", "europeisk", "european", "europe"],
  GLOBAL: ["internationell", "internationellt", "international", "global", "världen"],
};
const SCOPE_WORDS: Readonly<Record<NetworkScope, readonly string[]>> = {
  WHOLE_MUNICIPALITY: ["kommunen", "hela", "kommunövergripande", "hela organisationen", "whole municipality", "municipality"],
  OWN_FIELD: ["eget område", "nämnden", "förvaltningen", "egen verksamhet", "own field", "department", "sektor"],
};

/** What a list may say that a membership is; what is given notice of, left or turned down has a history that a list does not tell. */
export const LISTED_STATUSES = ["MEMBER", "CANDIDATE"] as const;
export type ListedStatus = (typeof LISTED_STATUSES)[number];

interface Unit {
  id: string;
  name: string;
}

/** The fields of a list of memberships; `units` are those that the actor may answer for one for, `payers` those that may pay for one. A fee is this year's unless its row says another. */
export function networkImportFields(units: readonly Unit[], payers: readonly Unit[], thisYear: number): ImportField[] {
  const field = (name: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => ({ name, label: `networks.field.${name}`, headings, isRequired: false, type, ...more });
  const choicesOf = (all: readonly Unit[]) => all.map(({ id, name }): ImportChoice => ({ value: id, label: () => name }));
  const only = units.length === 1 ? units[0] : undefined;
  return [
    field("name", "text", ["nätverk", "organisation", "medlemskap", "network", "membership", "namn på nätverk"], { isRequired: true }),
    field("acronym", "text", ["förkortning", "akronym", "acronym", "abbreviation"]),
    field("level", "choice", ["nivå", "level", "typ"], { isRequired: true, choices: NETWORK_LEVELS.map((value) => ({ value, label: (words) => words(`networks.level.${value}`), words: LEVEL_WORDS[value] })) }),
    field("scope", "choice", ["omfattning", "scope", "gäller", "vem gäller medlemskapet"], { isRequired: true, choices: NETWORK_SCOPES.map((value) => ({ value, label: (words) => words(`networks.scope.${value}`), words: SCOPE_WORDS[value] })) }),
    field("unitId", "choice", ["enhet", "förvaltning", "ansvarig", "ansvarig enhet", "ansvarig förvaltning", "nämnd", "unit", "department", "responsible unit"], { isRequired: true, choices: choicesOf(units), ...(only === undefined ? {} : { usual: only.id }) }),
    { name: "status", label: "imports.networks.status", headings: ["status", "läge", "state"], isRequired: true, type: "choice", usual: "MEMBER", choices: LISTED_STATUSES.map((value) => ({ value, label: (words) => words(`networks.status.${value}`), words: value === "MEMBER" ? ["ja", "aktiv", "member", "active"] : ["möjligt", "önskat", "candidate"] })) },
    field("joined", "date", ["medlem från", "medlem sedan år", "inträde", "inträdesår", "start", "startår", "från", "member since", "joined", "year joined"]),
    field("about", "text", ["beskrivning", "om", "syfte", "description", "about", "purpose"]),
    field("website", "text", ["hemsida", "webb", "url", "website"]),
    field("relevance", "text", ["relevans", "nytta", "varför", "relevance", "benefit"]),
    field("through", "text", ["via", "genom", "through"]),
    field("renewsOn", "date", ["förnyas", "avtal till", "slutdatum", "renews", "end date"]),
    field("noticeMonths", "text", ["uppsägningstid", "notice period"]),
    field("noticeBy", "date", ["sista uppsägningsdag", "säg upp senast", "notice by"]),
    field("membershipNumber", "text", ["medlemsnr", "medlemsnummer", "membership number"]),
    field("representative", "text", ["representant", "politiker", "ombud", "representative"]),
    field("contact", "text", ["kontaktperson", "kontakt", "handläggare", "contact", "contact person"]),
    field("workingGroups", "text", ["arbetsgrupp", "arbetsgrupper", "working group", "working groups"]),
    field("amount", "amount", ["medlemsavgift", "årsavgift", "avgift kr", "kostnad", "fee", "membership fee", "annual fee"]),
    field("year", "text", ["avgiftsår", "avgiften gäller", "fee year"], { usual: String(thisYear) }),
    field("currency", "choice", ["avgiftens valuta", "fee currency"], { usual: "SEK", choices: CURRENCIES.map((value) => ({ value, label: () => value })) }),
    field("rate", "text", ["kurs", "växelkurs", "exchange rate"]),
    field("rateOn", "date", ["kursdag", "kursens datum", "rate date"]),
    field("rateSource", "text", ["kurskälla", "rate source"]),
    field("payerId", "choice", ["betalas av", "betalande enhet", "avgiften betalas av", "paid by", "payer"], { choices: choicesOf(payers) }),
    field("outsideReason", "text", ["utanför prioriteringarna", "outside priorities"]),
    field("source", "text", ["källa", "source", "anteckning", "kommentar"]),
  ];
}

/** Any key will do where a row is only read. */
const NO_KEY = "00000000-0000-0000-0000-000000000000";
const LONGEST_SOURCE = 300;

/** What a row of a membership says. */
export interface ListedMembership {
  network: NetworkInput;
  status: ListedStatus;
  /** A year's fee; the network's id is the register's to give. */
  fee: FeeInput | null;
}

/** Reads a row as the register's forms read it, and what the list says that the membership is. Its source is that of the list with the row; the fee is the answering unit's to pay where no other is named (V19). */
export function readNetworkRow(values: Values, source: string): ListedMembership | { issues: Issue[] } {
  const own = typeof values["source"] === "string" && values["source"] !== "" ? `${values["source"]}. ` : "";
  const read = addNetworkSchema.safeParse({ _key: NO_KEY, ...values, source: [...(own + source)].slice(0, LONGEST_SOURCE).join("") });
  const status = LISTED_STATUSES.find((known) => known === values["status"]);
  const issues = [...(read.success ? [] : issuesOf(read.error)), ...(status === undefined ? [{ field: "status", message: "imports.errors.statusMissing" }] : [])];
  const fee = textOf(values, "amount") === "" ? null : addFeeSchema.safeParse({ ...values, _key: NO_KEY, networkId: NO_KEY, payerId: textOf(values, "payerId") || textOf(values, "unitId") });
  if (fee?.success === false) issues.push(...issuesOf(fee.error));
  return read.success && status !== undefined && issues.length === 0 ? { network: read.data.network, status, fee: fee?.success === true ? fee.data.fee : null } : { issues };
}

/** Judges what a row of a membership says as a whole: a member has been one since some day, and stands on something. `mayRecord`: that the actor may record that a decision is lost. */
export function judgeListedMembership({ network, status, fee }: ListedMembership, mayRecord: boolean, today: PlainDate): Issue[] {
  const held = fee === null ? null : judgeFeeYear({ joinedOn: status === "MEMBER" ? (network.joined?.on ?? null) : null, leftOn: null }, fee.year);
  if (held?.ok === false) return [{ field: "year", message: `refusals.${held.reason}` }];
  if (status !== "MEMBER") return [];
  if (network.joined === null) return [{ field: "joined", message: "imports.errors.memberNeedsJoined" }];
  if (network.joined.on > today) return [{ field: "joined", message: "refusals.networkJoinedInFuture" }];
  return network.through === null && !mayRecord ? [{ field: "status", message: "imports.errors.memberNeedsOffice" }] : [];
}

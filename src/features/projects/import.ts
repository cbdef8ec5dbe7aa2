/** Lists with one row a project: offices' own registers, funds' lists, and what programmes' platforms give. */
import { DATE_PRECISIONS, readPlainDate, writeApproximateDate, type DatePrecision } from "@/domain/plain-date";
import { CURRENCIES } from "@/domain/money";
import { readOrganisationNumber } from "@/domain/organisation-number";
import type { ImportChoice, ImportField } from "@/features/imports/import";
import { readCountry } from "@/features/partners/import";
import { foldText } from "@/lib/folded-names";
import type { ProjectContext } from "./rules";
import { PROJECT_ROLES, PROJECT_STATUSES, type PartnerInput, type ProgrammeChoice, type ProjectRole, type ProjectStatus } from "./schema";

interface Coded {
  code: string;
  sv: string;
  en: string;
}

interface OwnBody {
  id: string;
  name: string;
  parentId: string | null;
}

type OwnUnit = OwnBody & { organisationNumber: string | null };

/** What lists of projects are read against: the bodies, programmes and words of the house, and whose rows are its own. */
export interface ListSetting {
  units: readonly OwnUnit[];
  workplaces: readonly OwnBody[];
  /** What bodies have been called besides, and those that have ended: a list may name them, and a project of the register may keep them. */
  formerNames: ReadonlyMap<string, readonly string[]>;
  endedUnits: readonly { id: string; name: string }[];
  /** Units that the reader may log for. */
  ownUnitIds: readonly string[];
  programmes: readonly ProgrammeChoice[];
  priorities: readonly { id: string; title: string }[];
  context: ProjectContext;
  taxonomies: Readonly<Record<"projectTypes" | "municipalGoals" | "purposes" | "beneficiaryGroups" | "areas", readonly Coded[]>>;
  municipality: { name: string; shortName: string; organisationNumber: string };
}

const STATUS_WORDS: Readonly<Partial<Record<ProjectStatus, readonly string[]>>> = {
  IDEA: ["idea", "idéstadiet"],
  APPLICATION_IN_PROGRESS: ["ansökan pågår", "under ansökan", "application in progress"],
  SUBMITTED: ["sökt", "inskickad", "ansökt", "submitted", "applied"],
  RESERVE_LIST: ["reservplats", "reserve list"],
  GRANTED: ["beviljat", "godkänd", "godkänt", "granted", "approved", "selected"],
  REJECTED: ["avslaget", "avslagen", "ej beviljat", "rejected"],
  AGREEMENT_SIGNED: ["avtal", "contracted", "signed"],
  ONGOING: ["pågående", "aktiv", "aktivt", "ongoing", "active", "on going", "running", "under genomförande"],
  FINAL_REPORT_SUBMITTED: ["slutrapporterat", "final report submitted"],
  FINAL_PAYMENT_RECEIVED: ["slutbetalt"],
  CLOSED: ["avslutat", "klart", "klar", "slutfört", "genomfört", "closed", "completed", "finalised", "finalized", "finished", "ended"],
  CANCELLED: ["avbrutet", "nedlagt", "terminated", "cancelled", "withdrawn"],
};
const ROLE_WORDS: Readonly<Record<ProjectRole, readonly string[]>> = {
  LEAD_PARTNER: ["projektägare", "koordinator", "samordnare", "lead partner", "coordinator", "ägare"],
  PARTNER: ["medverkande", "partner", "participant organisation"],
  ASSOCIATED_PARTNER: ["associerad", "associated partner", "associatedpartner"],
  THIRD_PARTY: ["third party", "thirdparty"],
  PARTICIPANT: ["participant", "med", "deltar"],
};
const YES_NO = ["yes", "no"] as const;
const YES_NO_WORDS = { yes: ["ja", "j", "x", "yes", "y", "true", "sant", "1"], no: ["nej", "n", "no", "false", "falskt", "0"] } as const;

/** Where the money of a list's “external” column comes from. */
const EXTERNAL_KINDS = ["EU", "OTHER_EXTERNAL"] as const;
export type ExternalKind = (typeof EXTERNAL_KINDS)[number];

/** A unit, or a workplace under its unit, as one answer. */
const bodyChoices = ({ units, workplaces, ownUnitIds, formerNames, endedUnits }: ListSetting): ImportChoice[] => {
  const own = new Set(ownUnitIds);
  const choice = (id: string, name: string): ImportChoice => ({ value: id, label: () => name, words: formerNames.get(id) ?? [] });
  return [
    // What they were called is another's name by now, where another has taken it.
    ...endedUnits.map(({ id, name }): ImportChoice => ({ ...choice(id, name), isPast: true })),
    ...units.filter(({ id }) => own.has(id)).map(({ id, name }) => choice(id, name)),
    ...workplaces.flatMap(({ id, name, parentId }): ImportChoice[] => (parentId !== null && own.has(parentId) ? [{ value: `${parentId} ${id}`, label: () => name }] : [])),
  ];
};

/** The fields of a list of projects. */
export function projectImportFields(setting: ListSetting): ImportField[] {
  const { ownUnitIds, priorities, context, taxonomies } = setting;
  const field = (name: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => ({ name, label: `projects.field.${name}`, headings, isRequired: false, type, ...more });
  const own = (name: string, type: ImportField["type"], headings: readonly string[], more: Partial<ImportField> = {}): ImportField => field(name, type, headings, { label: `imports.projects.${name}`, ...more });
  const words = <Value extends string>(values: readonly Value[], key: string, known: Readonly<Partial<Record<Value, readonly string[]>>>): ImportChoice[] => values.map((value) => ({ value, label: (translate) => translate(`${key}.${value}`), words: known[value] ?? [] }));
  const coded = (entries: readonly Coded[]): ImportChoice[] => entries.map(({ code, sv, en }) => ({ value: code, label: ({ locale }) => (locale === "sv" ? sv : en) }));
  const yesNo = words(YES_NO, "imports.projects.answer", YES_NO_WORDS);
  const precisions = DATE_PRECISIONS.map((value): ImportChoice => ({ value, label: (translate) => translate(`export.projects.precision.${value}`) }));
  const onlyUnit = ownUnitIds.length === 1 ? { usual: ownUnitIds[0] ?? "" } : {};
  return [
    field("title", "text", ["projekt", "projektnamn", "projekttitel", "titel", "benämning", "insats", "project title", "project name", "title", "operation name", "name of operation"], { isRequired: true }),
    field("acronym", "text", ["akronym", "förkortning", "acronym", "project acronym"]),
    field("summary", "text", ["sammanfattning", "beskrivning", "projektbeskrivning", "syfte", "project summary", "summary", "description", "objective", "operation summary"], { isRequired: true }),
    own("unitId", "choice", ["förvaltning eller bolag", "förvaltning", "verksamhet", "enhet", "bolag", "ansvarig", "ansvarig enhet", "ansvarig förvaltning", "skola", "unit", "department", "department or company"], { isRequired: true, choices: bodyChoices(setting), ...onlyUnit }),
    own("beneficiary", "text", ["stödmottagare", "bidragsmottagare", "sökande", "sökande organisation", "mottagare", "coordinating organisation name", "beneficiary", "beneficiary name", "applicant", "coordinator", "coordinator name"]),
    own("beneficiaryNumber", "text", ["organisationsnummer", "org nr", "orgnr", "orgnummer", "vat number", "vatnumber", "organisation number"]),
    field("status", "choice", ["läge", "projektstatus", "project status", "project or accreditation status", "state"], { isRequired: true, label: "imports.projects.status", choices: words(PROJECT_STATUSES, "projects.status", STATUS_WORDS) }),
    own("isInternational", "choice", ["internationellt", "international"], { isRequired: true, usual: "yes", choices: yesNo }),
    own("isExternallyFunded", "choice", ["externt finansierat", "extern finansiering ja nej", "externally funded"], { isRequired: true, usual: "yes", choices: yesNo }),
    field("programme", "text", ["fond", "stödprogram", "programme", "fund"]),
    field("programmeProjectId", "text", ["projekt id", "projektid", "projektnummer", "ärende id", "ärendeid", "ansökningsnummer", "project identifier", "project id", "projectid", "project number", "operation id", "grant agreement"]),
    field("role", "choice", ["roll", "role"], { choices: words(PROJECT_ROLES, "projects.role", ROLE_WORDS) }),
    field("starts", "date", ["start", "startdatum", "projektstart", "från", "start date", "startdate", "operation start date"]),
    own("startPrecision", "choice", ["startdatumet gäller", "start date is for the"], { choices: precisions }),
    field("ends", "date", ["slut", "slutdatum", "projektslut", "till", "end date", "enddate", "operation end date"]),
    own("endPrecision", "choice", ["slutdatumet gäller", "end date is for the"], { choices: precisions }),
    own("year", "date", ["år", "beviljat år", "utlysningsår", "call year", "funding year", "year"]),
    field("currency", "choice", ["valuta", "currency"], { isRequired: true, usual: "SEK", choices: CURRENCIES.map((value) => ({ value, label: () => value })) }),
    field("totalBudget", "amount", ["total budget", "totalbudget", "budget", "total kostnad", "totalcost", "total cost", "total eligible expenditure", "stödgrundande kostnad"]),
    own("euGrant", "amount", ["eu grant award in euros", "eu grant", "ecmaxcontribution", "eu contribution", "eu bidrag i euro", "eu funding eur"]),
    own("external", "amount", ["extern finansiering kr", "extern finansiering", "bidrag", "beviljat belopp", "beviljat stöd", "eu stöd", "stöd", "external funding sek", "grant"]),
    own("externalKind", "choice", ["bidragets källa", "source of the grant"], { requiredWith: "external", choices: words(EXTERNAL_KINDS, "imports.projects.kind", { EU: ["eu", "europeiska unionen"], OTHER_EXTERNAL: ["annat", "staten", "regionen"] }) }),
    own("funder", "text", ["finansiär", "bidragsgivare", "funder", "financier"]),
    own("ownFunding", "amount", ["egen insats kr", "egen insats", "egen del", "medfinansiering", "own contribution", "own contribution sek"]),
    field("partners", "lines", ["partner", "samarbetspartner", "medverkande", "partners", "project partners", "partnerskap"], {
      wide: { name: /^partner (\d+) (?:name|namn|organisation name|legal name)$/, about: [/^partner (\d+) (?:city|town|ort|stad)$/, /^partner (\d+) (?:country|land)$/] },
    }),
    field("typeCode", "choice", ["typ", "projekttyp", "type"], { label: "projects.field.type", choices: coded(taxonomies.projectTypes) }),
    ...(context.areas.length === 0 ? [] : [field("areaCode", "choice", ["del av arbetet", "area"], { isRequired: context.asksForArea, choices: coded(taxonomies.areas) })]),
    field("municipalGoals", "choices", ["kommunens mål", "kommunmål", "municipal goals"], { choices: coded(taxonomies.municipalGoals) }),
    field("unitGoal", "text", ["verksamhetens mål", "verksamhetsmål", "unit goal"]),
    field("noGoalReason", "text", ["varför inget mål"], { isRequired: context.asksForGoals }),
    ...(priorities.length === 0
      ? []
      : [
          field("priorityIds", "choices", ["prioritering", "prioriteringar", "profilområde", "priority"], { choices: priorities.map(({ id, title }) => ({ value: id, label: () => title })) }),
          field("noPriorityReason", "text", ["utanför prioriteringarna"], { isRequired: context.asksForPriorities }),
        ]),
    field("purposes", "choices", ["syften", "purposes"], { choices: coded(taxonomies.purposes) }),
    field("beneficiaries", "choices", ["målgrupp", "målgrupper", "vilka har nytta", "target group", "target groups"], { choices: coded(taxonomies.beneficiaryGroups) }),
    field("benefit", "text", ["nytta", "effekt", "resultat", "benefit", "results"]),
    field("reachesChildrenAndYouth", "choice", ["når barn och unga", "barn och unga", "reaches children and youth"], { isRequired: context.asksForChildrenAndYouth, choices: yesNo }),
    field("childrenAndYouthCount", "text", ["antal barn och unga", "antal elever", "number of children and youth"]),
    field("caseNumber", "text", ["dnr", "diarienr", "diarienummer", "case number"]),
    field("funderCaseNumber", "text", ["ärendenummer", "finansiärens ärendenummer", "funder case number"]),
    field("accountingCode", "text", ["kodsträng", "projektkod", "ekonomiskt projektnummer", "accounting code"]),
    field("isConfidential", "choice", ["sekretess", "confidential"], { choices: yesNo }),
    field("confidentialityProvision", "text", ["sekretessbestämmelse", "provision"]),
    own("id", "text", ["id i utblick", "utblick id", "id in utblick"]),
  ];
}

/** Reads a partner as lists write one: its name, and in brackets where it is. */
export function partnerOf(line: string): PartnerInput {
  const whole = { name: line, town: null, country: null, isLead: false };
  const [, name = "", about = ""] = /^(.+?)\s*\(([^()]*)\)$/.exec(line) ?? [];
  const parts = about.split(",").map((part) => part.trim()).filter((part) => part !== "");
  const country = readCountry(parts.at(-1) ?? "");
  if (name === "" || country === null) return whole;
  return { name, town: parts.length > 1 ? parts.slice(0, -1).join(", ") : null, country, isLead: false };
}

/** Whose an organisation of a list is: one of the house's bodies, the municipality as such, or nobody's here. */
export type Owner = { unitId: string; workplaceId: string | null } | "municipality" | null;

/** Finds whose an organisation is by its number and its name, in Swedish and English. */
export function makeOwnerFinder({ units, workplaces, municipality }: Pick<ListSetting, "units" | "workplaces" | "municipality">): (name: string, number?: string) => Owner {
  const { name, shortName, organisationNumber } = municipality;
  const called = [name, `${shortName} kommun`, `municipality of ${shortName}`, `${shortName} municipality`, `city of ${shortName}`, `kommun ${shortName}`];
  const byName = new Map<string, Owner>(called.map((one) => [foldText(one), "municipality"]));
  for (const { id, name: unit } of units) byName.set(foldText(unit), { unitId: id, workplaceId: null });
  for (const { id, name: workplace, parentId } of workplaces) if (parentId !== null) byName.set(foldText(workplace), { unitId: parentId, workplaceId: id });
  const byNumber = new Map<string | null, Owner>(units.flatMap(({ id, organisationNumber: own }) => (own === null ? [] : [[own, { unitId: id, workplaceId: null }] as const])));
  byNumber.set(readOrganisationNumber(organisationNumber), "municipality");
  return (text, number = "") => {
    const numbered = byNumber.get(readOrganisationNumber(number) ?? "") ?? null;
    // Companies and schools may write their owner before or after their own name.
    const names = [text, ...text.split(/[,/]| - /)].map((one) => foldText(one)).filter((one) => one !== "");
    const found = names.map((one) => byName.get(one) ?? null).filter((one) => one !== null);
    const body = found.find((one) => one !== "municipality");
    // A number is surer than a name, save that a school has its owner's.
    if (numbered !== null && numbered !== "municipality") return numbered;
    return body ?? numbered ?? found[0] ?? null;
  };
}

/** Finds a programme by its name in either language, its period where several have the name, and else the year in which the project begins. */
export function findProgramme(text: string, programmes: readonly ProgrammeChoice[], about: { storedId: string | null; year: number | null }): { id: string } | { message: string; params: Record<string, string> } {
  const wanted = foldText(text);
  const named = programmes.filter(({ nameSv, nameEn, period }) => [nameSv, nameEn].flatMap((name) => [name, `${name} ${period ?? ""}`]).some((name) => foldText(name) === wanted));
  const kept = named.find(({ id }) => id === about.storedId);
  const inPeriod = named.filter(({ period }) => {
    const [from = 0, to = 0] = (period ?? "").split("–").map(Number);
    return about.year !== null && period !== null && from <= about.year && about.year <= to;
  });
  const found = kept ?? (named.length === 1 ? named[0] : inPeriod.length === 1 ? inPeriod[0] : undefined);
  if (found !== undefined) return { id: found.id };
  const told = (named.length > 1 ? named : programmes).slice(0, 8).map(({ nameSv, period }) => [nameSv, period].filter(Boolean).join(" "));
  return { message: named.length > 1 ? "imports.projects.errors.programmePeriod" : "imports.errors.choice", params: { text: text.slice(0, 60), choices: `${told.join(", ")}${(named.length > 1 ? named : programmes).length > 8 ? " …" : ""}` } };
}

/** A day with how well it is known, as a form writes it. */
export function approximateOf(text: string, precision: string): string {
  const on = readPlainDate(text);
  const known = DATE_PRECISIONS.find((one): one is DatePrecision => one === precision);
  return on === null || known === undefined ? text : writeApproximateDate({ on, precision: known });
}

import { fieldsOf, partOf } from "@/domain/merge";
import { formatAmount, readAmount, type Currency } from "@/domain/money";
import { textOf, type Issue, type Values } from "@/domain/values";
import type { FieldChange, ReadRow } from "@/features/imports/rules";
import { foldName } from "@/lib/folded-names";
import { approximateOf, findProgramme, partnerOf, type ExternalKind, type ListSetting, type Owner } from "../import";
import { writeProject } from "../rules";
import type { FundingKind, PartnerInput, ProgrammeChoice, ProjectInput } from "../schema";

/** Where a row belongs in the house, as which role, and with whom besides. */
export interface Placed {
  unitId: string;
  workplaceId: string | null;
  role: string;
  partners: PartnerInput[];
}

const OWN_KINDS: readonly FundingKind[] = ["OWN_CASH", "OWN_IN_KIND"];
const EXTERNAL: readonly FundingKind[] = ["EU", "OTHER_EXTERNAL"];

/**
 * Places a row: by the unit that its own cell names, else by who receives the money or takes part, by number and name, and else where all rows without a unit belong. Null for a row that says
 * who receives the money and is about none of the house's own, or about one that the reader does not answer for.
 */
export function placeRow({ values, told }: Pick<ReadRow, "values" | "told">, ownUnitIds: readonly string[], findOwner: (name: string, number?: string) => Owner): Placed | null {
  const listed = textOf(values, "partners").split("\n").filter((line) => line !== "").map(partnerOf);
  const [unitId = "", workplaceId = null] = textOf(values, "unitId").split(" ");
  const usual = { unitId, workplaceId, role: textOf(values, "role"), partners: listed };
  if (!told.has("beneficiary") && !told.has("beneficiaryNumber")) return usual;
  const beneficiary = textOf(values, "beneficiary");
  const owner = findOwner(beneficiary, textOf(values, "beneficiaryNumber"));
  const owners = listed.map(({ name }) => findOwner(name));
  const ours = [owner, ...owners].filter((one) => one !== null);
  const body = ours.find((one) => one !== "municipality");
  const others = listed.filter((_partner, index) => owners[index] === null);
  const placed = {
    role: usual.role || (owner === null ? "PARTNER" : "LEAD_PARTNER"),
    partners: owner === null && beneficiary !== "" ? [{ ...partnerOf(beneficiary), isLead: true }, ...others.filter(({ name }) => foldName(name) !== foldName(beneficiary))] : others,
  };
  if (told.has("unitId")) return { ...usual, ...placed };
  if (body !== undefined) return ownUnitIds.includes(body.unitId) ? { ...body, ...placed } : null;
  return ours.length === 0 ? null : { ...usual, ...placed };
}

/** The year in which a row says that its project begins, or was granted; null where it says neither. */
export function yearOf({ values }: Pick<ReadRow, "values">): number | null {
  const [, year] = /(?:^|\D)((?:19|20)\d\d)(?:\D|$)/.exec(textOf(values, "starts") || textOf(values, "year")) ?? [];
  return year === undefined ? null : Number(year);
}

/** What a row is known again by. */
export interface RowKeys {
  row: number;
  id: string;
  number: string;
  acronym: string;
  programmeId: string | null;
  title: string;
  unitId: string;
  year: number | null;
}

/** What a row is known again by: the register's own id, the programme's, the acronym within the programme, or title, unit and start. */
export function keysOf(read: ReadRow, placed: Placed, programmes: readonly ProgrammeChoice[]): RowKeys {
  const say = (name: string) => textOf(read.values, name);
  const year = yearOf(read);
  const programme = say("programme") === "" ? null : findProgramme(say("programme"), programmes, { storedId: null, year });
  return { row: read.row, id: say("id").toLowerCase(), number: say("programmeProjectId").toLowerCase(), acronym: say("acronym").toLowerCase(), programmeId: programme !== null && "id" in programme ? programme.id : null, title: say("title").toLowerCase(), unitId: placed.unitId, year };
}

/** One text for all that two rows about the same project have alike. */
export function identityOf({ number, acronym, programmeId, title, unitId, year }: RowKeys): string {
  if (number !== "") return `number ${number}`;
  return acronym !== "" && programmeId !== null ? `acronym ${acronym} ${programmeId} ${String(year)}` : `title ${title} ${unitId} ${String(year)}`;
}

/** A project of the register that a row may be about. */
export interface KnownProject {
  row: number;
  id: string;
  title: string;
  number: string | null;
  acronym: string | null;
  programmeId: string | null;
  unitId: string;
  year: number | null;
}

/** Finds which of the projects a row is about: `is` one for certain, or `like` some that only the reader can tell. */
export function matchRow(keys: RowKeys, known: readonly KnownProject[]): { is: KnownProject } | { like: KnownProject[] } {
  if (keys.id !== "") {
    const same = known.find(({ id }) => id === keys.id);
    return same === undefined ? { like: [] } : { is: same };
  }
  const numbered = keys.number === "" ? undefined : known.find(({ number }) => number?.toLowerCase() === keys.number);
  if (numbered !== undefined) return { is: numbered };
  // A programme gives each project a number of its own, so that two numbers are two projects, whatever they are called.
  const left = known.filter(({ number }) => keys.number === "" || number === null);
  const ofYear = ({ year }: KnownProject) => year === null || keys.year === null || year === keys.year;
  const short = left.find((one) => keys.acronym !== "" && one.acronym?.toLowerCase() === keys.acronym && keys.programmeId !== null && one.programmeId === keys.programmeId && ofYear(one));
  if (short !== undefined) return { is: short };
  const titled = left.filter(({ title }) => title.toLowerCase() === keys.title);
  const same = titled.find((one) => one.unitId === keys.unitId && one.year === keys.year);
  return same === undefined ? { like: titled.filter(ofYear).slice(0, 5) } : { is: same };
}

/** The fields of the form that a column of the same name is put into as it is. */
const PLAIN = ["title", "acronym", "summary", "programmeProjectId", "totalBudget", "typeCode", "areaCode", "municipalGoals", "unitGoal", "noGoalReason", "priorityIds", "noPriorityReason", "purposes", "beneficiaries", "benefit", "reachesChildrenAndYouth", "childrenAndYouthCount", "caseNumber", "funderCaseNumber", "accountingCode", "confidentialityProvision"] as const;

/** The column that a field of the form is read from. */
export function columnOf(field: string): string {
  const [name = ""] = field.split(".");
  const columns: Readonly<Record<string, string>> = { kinds: "isInternational", programmeId: "programme", funding: "external", fundingIsPartial: "totalBudget", workplaceId: "unitId" };
  return columns[name] ?? name;
}

/** What a row comes to as the form that would state it. */
export interface Composed {
  values: Values;
  issues: Issue[];
  /** What the list says and is left as it is. */
  notes: Issue[];
}

const fundingValues = (lines: readonly { kind: string; funder: string; amount: string }[], from = 0): Record<string, string> =>
  Object.fromEntries(lines.flatMap((line, index) => Object.entries(line).map(([name, value]) => [`funding.${String(from + index)}.${name}`, value])));
const partnerValues = (partners: readonly PartnerInput[], from = 0): Record<string, string> =>
  Object.fromEntries(partners.flatMap(({ name, town, country, isLead }, index) => Object.entries({ name, town: town ?? "", country: country ?? "", isLead: isLead ? "on" : "" }).map(([part, value]) => [`partners.${String(from + index)}.${part}`, value])));

/** Writes a row about a project that is not in the register as the form that would log it. */
export function composeNew(read: ReadRow, placed: Placed, { programmes }: Pick<ListSetting, "programmes">): Composed {
  const say = (name: string) => textOf(read.values, name);
  const issues: Issue[] = [];
  const programme = say("programme") === "" ? { id: "" } : findProgramme(say("programme"), programmes, { storedId: null, year: yearOf(read) });
  if ("message" in programme) issues.push({ field: "programme", ...programme });
  const [euGrant, external, ownFunding] = [say("euGrant"), say("external"), say("ownFunding")];
  const currency = euGrant !== "" && !read.told.has("currency") ? "EUR" : say("currency");
  if (euGrant !== "" && (currency !== "EUR" || external !== "")) issues.push({ field: "euGrant", message: "imports.projects.errors.twoCurrencies" });
  if (external !== "" && say("externalKind") === "") issues.push({ field: "externalKind", message: "imports.projects.errors.externalKindMissing" });
  const funder = say("funder");
  const lines = [
    ...(euGrant === "" ? [] : [{ kind: "EU", funder, amount: euGrant }]),
    ...(external === "" ? [] : [{ kind: say("externalKind") || "EU", funder, amount: external }]),
    ...(ownFunding === "" ? [] : [{ kind: "OWN_CASH", funder: "", amount: ownFunding }]),
  ];
  const sum = lines.reduce((total, { amount }) => total + (readAmount(amount) ?? 0n), 0n);
  const total = readAmount(say("totalBudget"));
  const values: Record<string, string | readonly string[]> = {
    unitId: placed.unitId,
    workplaceId: placed.workplaceId ?? "",
    kinds: [...(say("isInternational") === "yes" ? ["INTERNATIONAL"] : []), ...(say("isExternallyFunded") === "yes" ? ["EXTERNAL"] : [])],
    status: say("status"),
    role: placed.role,
    programmeId: "id" in programme ? programme.id : "",
    starts: approximateOf(say("starts"), say("startPrecision")) || say("year"),
    ends: approximateOf(say("ends"), say("endPrecision")),
    currency,
    fundingIsPartial: total !== null && lines.length > 0 && sum < total ? "on" : "",
    isConfidential: say("isConfidential") === "yes" ? "on" : "",
  };
  for (const name of PLAIN) values[name] = read.values[name] ?? "";
  return { values: Object.assign(values, fundingValues(lines), partnerValues(placed.partners)), issues, notes: [] };
}

type Known = ProjectInput & { externalFundingOre: bigint | null; ownFundingOre: bigint | null };

/** Writes what a row's own cells say over a project of the register, as the form that would change it: what they say nothing of stays, and no partner is taken away. */
export function composeChanged(read: ReadRow, stored: Known, placed: Placed, { programmes }: Pick<ListSetting, "programmes">): Composed {
  const { values: said, told } = read;
  const say = (name: string) => textOf(said, name);
  const before = writeProject(stored);
  const values: Record<string, string | readonly string[]> = { ...before };
  const [issues, notes]: [Issue[], Issue[]] = [[], []];
  for (const name of PLAIN) if (told.has(name)) values[name] = said[name] ?? "";
  // The same amount, written another way.
  if (told.has("totalBudget") && stored.totalBudgetMinor !== null && readAmount(say("totalBudget")) === stored.totalBudgetMinor) values["totalBudget"] = before["totalBudget"] ?? "";
  if (told.has("unitId")) {
    const [unitId = "", workplaceId = null] = say("unitId").split(" ");
    if (unitId !== stored.unitId || workplaceId !== null) Object.assign(values, { unitId, workplaceId: workplaceId ?? "" });
  }
  if (told.has("programme")) {
    const programme = findProgramme(say("programme"), programmes, { storedId: stored.programmeId, year: yearOf(read) });
    if ("id" in programme) values["programmeId"] = programme.id;
    else issues.push({ field: "programme", ...programme });
  }
  if (told.has("role")) values["role"] = say("role");
  if (told.has("starts")) values["starts"] = approximateOf(say("starts"), told.has("startPrecision") ? say("startPrecision") : "");
  else if (told.has("year") && stored.starts === null) values["starts"] = say("year");
  if (told.has("ends")) values["ends"] = approximateOf(say("ends"), told.has("endPrecision") ? say("endPrecision") : "");
  const isA = (column: string, is: boolean) => (told.has(column) ? say(column) === "yes" : is);
  values["kinds"] = [...(isA("isInternational", stored.isInternational) ? ["INTERNATIONAL"] : []), ...(isA("isExternallyFunded", stored.isExternallyFunded) ? ["EXTERNAL"] : [])];
  values["isConfidential"] = isA("isConfidential", stored.isConfidential) ? "on" : "";
  // Steps have their own page, with what each of them needs.
  if (told.has("status") && say("status") !== stored.status) notes.push({ field: "status", message: "imports.projects.notes.status" });
  const money = composeMoney(read, stored);
  const known = new Set(stored.partners.map(({ name }) => foldName(name)));
  const joined = told.has("partners") || told.has("beneficiary") ? placed.partners.filter(({ name }) => !known.has(foldName(name))) : [];
  return { values: { ...values, ...money.values, ...partnerValues(joined, stored.partners.length) }, issues: [...issues, ...money.issues], notes: [...notes, ...money.notes] };
}

/** What a row says of a project's money: an amount for several lines together is put where there is at most one. Sums in another currency than the project's are compared with what they come to in kronor, and never changed. */
function composeMoney({ values: said, told }: ReadRow, stored: Known): Composed {
  const say = (name: string) => textOf(said, name);
  const [issues, notes]: [Issue[], Issue[]] = [[], []];
  const values: Record<string, string> = {};
  let places = stored.funding.length;
  const currency = told.has("currency") ? (say("currency") as Currency) : "SEK";
  if (told.has("currency") && currency !== stored.currency) notes.push({ field: "currency", message: "imports.projects.notes.currency", params: { currency: stored.currency } });
  const put = (column: string, kinds: readonly FundingKind[], of: string, sumOre: bigint | null, line: { kind: FundingKind; funder: string }) => {
    if (!told.has(column)) return;
    const amount = readAmount(say(column));
    const held = stored.funding.flatMap(({ kind, amountMinor }, index) => (kinds.includes(kind) ? [{ index, amountMinor }] : []));
    const sum = held.reduce((total, { amountMinor }) => total + amountMinor, 0n);
    if (amount === null) issues.push({ field: column, message: "fields.amount" });
    else if (of !== stored.currency) {
      if (amount !== (sumOre ?? 0n)) notes.push({ field: column, message: "imports.projects.notes.otherCurrency", params: { currency: stored.currency } });
    } else if (sum === amount) return;
    else if (held.length > 1) issues.push({ field: column, message: "imports.projects.errors.severalLines", params: { count: held.length, sum: formatAmount(sum) } });
    else if (held[0] !== undefined) values[`funding.${String(held[0].index)}.amount`] = formatAmount(amount);
    else {
      Object.assign(values, fundingValues([{ ...line, amount: formatAmount(amount) }], places));
      places += 1;
    }
  };
  put("euGrant", ["EU"], "EUR", null, { kind: "EU", funder: say("funder") });
  put("external", EXTERNAL, currency, stored.externalFundingOre, { kind: (say("externalKind") || "OTHER_EXTERNAL") as ExternalKind, funder: say("funder") });
  put("ownFunding", OWN_KINDS, currency, stored.ownFundingOre, { kind: "OWN_CASH", funder: "" });
  return { values, issues, notes };
}

/** Tells whether a form says what the stored project says, so that what it lacks by today's rules is not asked for. */
export function saysTheSame(stored: ProjectInput, values: Values): boolean {
  const filled = (form: Values) => JSON.stringify(Object.entries(form).filter(([, value]) => value.length > 0).sort(([one], [other]) => (one < other ? -1 : 1)));
  return filled(writeProject(stored)) === filled(values);
}

/** What has changed between two states of a project, field by field, by the columns that they are read from. */
export function changesBetween(stored: ProjectInput, changed: ProjectInput, programmes: readonly ProgrammeChoice[]): FieldChange[] {
  const [before, after] = [writeProject(stored), writeProject(changed)];
  const written = (values: Values, field: string): string => {
    const texts = Object.entries(partOf(values, field)).filter(([name]) => !/\.(?:isLead|kind|year)$/.test(name)).map(([, value]) => (typeof value === "string" ? value : value.join(", ")));
    return field === "programmeId" ? (programmes.find(({ id }) => id === texts[0])?.nameSv ?? "") : texts.join(", ");
  };
  return fieldsOf(before, after)
    .filter((field) => JSON.stringify(Object.entries(partOf(before, field)).sort()) !== JSON.stringify(Object.entries(partOf(after, field)).sort()))
    .map((field) => ({ field: columnOf(field), before: written(before, field), after: written(after, field) }));
}

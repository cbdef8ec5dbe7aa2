import { formatAmount, priceWork, readAmount } from "@/domain/money";
import { readApproximateDate } from "@/domain/plain-date";
import { textOf, textsOf, type Values } from "@/domain/values";
import { rowsOf } from "@/lib/fields";
import { formatApproximate, formatCountry } from "@/lib/formats";
import type { Words } from "@/messages/words";

/** The names behind the ids and codes that a form holds. */
export interface ValueNames {
  units: readonly { id: string; name: string }[];
  workplaces: readonly { id: string; name: string }[];
  programmes: readonly { id: string; nameSv: string; nameEn: string }[];
  calls: readonly { id: string; name: string }[];
  priorities: readonly { id: string; title: string }[];
  taxonomies: Readonly<Record<"areas" | "projectTypes" | "municipalGoals" | "purposes" | "beneficiaryGroups", readonly { code: string; sv: string; en: string }[]>>;
}

/** Writes one field of a form as a person reads it; empty when nothing is stated. */
export function describeField(field: string, values: Values, names: ValueNames, words: Words): string {
  const text = textOf(values, field);
  const nameIn = (list: readonly { id: string; name: string }[], id: string) => list.find((entry) => entry.id === id)?.name ?? "";
  const label = (entries: readonly { code: string; sv: string; en: string }[]) => textsOf(values, field).map((code) => entries.find((entry) => entry.code === code)?.[words.locale] ?? code).join(", ");
  switch (field) {
    case "unitId":
      return nameIn(names.units, text);
    case "workplaceId":
      return nameIn(names.workplaces, text);
    case "participatingUnitIds":
      return textsOf(values, field).map((id) => nameIn([...names.units, ...names.workplaces], id)).join(", ");
    case "programmeId": {
      const programme = names.programmes.find((entry) => entry.id === text);
      return programme === undefined ? "" : words.locale === "en" ? programme.nameEn : programme.nameSv;
    }
    case "callId":
      return nameIn(names.calls, text);
    case "typeCode":
      return label(names.taxonomies.projectTypes);
    case "areaCode":
      return label(names.taxonomies.areas);
    case "priorityIds":
      return textsOf(values, field).map((id) => names.priorities.find((priority) => priority.id === id)?.title ?? "").join(", ");
    case "municipalGoals":
      return label(names.taxonomies.municipalGoals);
    case "purposes":
      return label(names.taxonomies.purposes);
    case "beneficiaries":
      return label(names.taxonomies.beneficiaryGroups);
    case "kinds":
      return textsOf(values, field).filter((kind) => words.has(`projects.kind.${kind}`)).map((kind) => words(`projects.kind.${kind}`)).join(", ");
    case "status":
      return words.has(`projects.status.${text}`) ? words(`projects.status.${text}`) : text;
    case "role":
      return words.has(`projects.role.${text}`) ? words(`projects.role.${text}`) : text;
    case "currency":
      return words.has(`projects.currency.${text}`) ? words(`projects.currency.${text}`) : text;
    case "starts":
    case "ends": {
      const date = readApproximateDate(text);
      return date === null ? text : formatApproximate(date, words.locale);
    }
    case "totalBudget": {
      const amount = readAmount(text);
      return amount === null ? text : formatAmount(amount);
    }
    case "funding":
      return rowsOf(values, "funding")
        .filter((row) => ["amount", "hours"].some((name) => textOf(row.values, name).trim() !== ""))
        .map((row) => {
          const amount = amountOfRow(row.values);
          const kind = textOf(row.values, "kind");
          return [textOf(row.values, "funder") || (words.has(`projects.fundingKind.${kind}`) ? words(`projects.fundingKind.${kind}`) : kind), textOf(row.values, "year"), amount === null ? textOf(row.values, "amount") : formatAmount(amount)].filter((part) => part !== "").join(" ");
        })
        .join("; ");
    case "partners":
      return rowsOf(values, "partners")
        .map((row) => [textOf(row.values, "name"), textOf(row.values, "town"), /^[A-Z]{2}$/.test(textOf(row.values, "country")) ? formatCountry(textOf(row.values, "country"), words.locale) : ""].filter((part) => part !== "").join(", "))
        .join("; ");
    case "fundingIsPartial":
    case "isConfidential":
      return text === "" ? "" : words("frame.yes");
    case "economistContacted":
    case "reachesChildrenAndYouth":
      return text === "" ? "" : words(text === "yes" ? "frame.yes" : "frame.no");
    default:
      return text;
  }
}

/** What a row of funding comes to as it is typed: its amount, or its hours by their price; null where that cannot be read. */
export function amountOfRow(row: Values): bigint | null {
  const [hours, hourlyRate] = [readAmount(textOf(row, "hours")), readAmount(textOf(row, "hourlyRate"))];
  return hours === null || hourlyRate === null ? readAmount(textOf(row, "amount")) : priceWork(Number(hours), hourlyRate);
}

const LABELS: Readonly<Record<string, string>> = { unitId: "unit", workplaceId: "workplace", participatingUnitIds: "participatingUnits", typeCode: "type", programmeId: "programme", callId: "call", partners: "partners", funding: "funding" };

/** The key of a form field's words. */
export function labelOf(field: string): string {
  return LABELS[field] ?? field;
}

/** The name of a form's field. */
export function nameField(field: string, words: Words): string {
  return words(`projects.field.${labelOf(field)}`);
}

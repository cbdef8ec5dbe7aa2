import { formatAmount } from "@/domain/money";
import type { FactSheet, SheetOwner } from "@/lib/fact-sheet";
import { formatApproximate, formatCountry, formatDate } from "@/lib/formats";
import type { ProjectInput } from "../schema";

/** What a sheet takes its words from: those of one language. */
interface Words {
  locale: "sv" | "en";
  (key: string, parameters?: Record<string, string | number>): string;
}

/** What a fact sheet says of a project, and nobody by name. */
export interface SheetProject
  extends Pick<ProjectInput, "title" | "acronym" | "summary" | "status" | "role" | "starts" | "ends" | "currency" | "totalBudgetMinor" | "partners" | "programmeProjectId" | "isConfidential" | "confidentialityProvision"> {
  unitName: string;
  programme: { nameSv: string; nameEn: string; period: string | null } | null;
  funding: readonly { kind: ProjectInput["funding"][number]["kind"]; amountMinor: bigint }[];
}

/** Lays a project out as a page to hand out: purpose, partners with the lead marked, programme, period, the whole budget and the EU's part; and once it has been told, what it was good for. */
export function layOutProjectSheet(project: SheetProject, benefit: string | null, owner: SheetOwner, words: Words): FactSheet {
  const { locale } = words;
  const fact = (name: string, value: string | null) => (value === null || value === "" ? [] : [{ label: words(`projectSheet.${name}`), value }]);
  const { programme, role, starts, ends, currency } = project;
  const leads = role === "LEAD_PARTNER";
  const partner = ({ name, town, country, isLead }: ProjectInput["partners"][number]) =>
    [[name, town === null || name.includes(town) ? null : town, country === null ? null : formatCountry(country, locale)].filter((part) => part !== null).join(", "), ...(isLead ? [`(${words("projectSheet.lead")})`] : [])].join(" ");
  const period = [starts, ends].map((date) => (date === null ? "" : formatApproximate(date, locale)));
  const fromEu = project.funding.filter(({ kind }) => kind === "EU").reduce((sum, { amountMinor }) => sum + amountMinor, 0n);
  const figure = (name: string, amountMinor: bigint | null) => (amountMinor === null || amountMinor === 0n ? [] : [{ value: formatAmount(amountMinor), label: words(`projectSheet.figure.${name}`, { currency }) }]);
  return {
    lang: locale,
    region: locale === "sv" ? "SE" : "GB",
    title: project.acronym === null || project.acronym === project.title ? project.title : `${project.title} (${project.acronym})`,
    lead: words("projectSheet.about", { unit: project.unitName, owner: owner.name, role: leads ? "lead" : "other" }),
    facts: [
      ...fact("confidential", project.isConfidential ? (project.confidentialityProvision ?? words("projectSheet.isConfidential")) : null),
      ...fact("programme", programme === null ? null : [locale === "en" ? programme.nameEn : programme.nameSv, programme.period].filter((part) => part !== null).join(" ")),
      ...fact("programmeProjectId", project.programmeProjectId),
      ...fact("period", period.every((date) => date === "") ? null : period.join(" – ")),
      ...fact("status", words(`projects.status.${project.status}`)),
      ...fact("role", role === null ? null : words(`projects.role.${role}`)),
      ...fact("partners", project.partners.map(partner).join(" · ")),
    ],
    figuresTitle: words("projectSheet.money"),
    figures: [...figure("total", project.totalBudgetMinor), ...figure("eu", fromEu)],
    about: { title: words("projectSheet.purpose"), texts: [project.summary, ...(benefit === null ? [] : [words("projectSheet.gave", { benefit })]), words("townSheet.owner", { owner: owner.name })] },
    footer: words("townSheet.footer", { day: formatDate(owner.day, locale) }),
  };
}

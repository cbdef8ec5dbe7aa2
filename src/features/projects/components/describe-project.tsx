import type { HistoryEntry as DrawnAct } from "@/components/history";
import type { SumTableProps } from "@/components/sum-table";
import type { StatusKind } from "@/components/status";
import type { OpenStep } from "@/domain/life-cycle";
import { formatAmount, writeRate } from "@/domain/money";
import type { PlainDate } from "@/domain/plain-date";
import { formatApproximate, formatCountry, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { PolicyPack } from "@packs/pack";
import { lacksFinalReport, statesGoals } from "../rules";
import type { ProjectStatus, Section as SectionName } from "../schema";
import type { ProjectView } from "../service";
import type { StatusRequirement } from "../steps/rules";
import { describeFunding } from "./funding-table";
import { describeStatus } from "./project-status";

/** A fact of a project in bare words. */
export interface SheetFact {
  label: string;
  value: string | readonly string[];
  /** Where the value leads. */
  href?: string;
  /** Where each line of the value leads; null for one that leads nowhere. */
  hrefs?: readonly (string | null)[];
  /** Something to do about the value. */
  act?: { href: string; label: string };
  /** What stands after the link, or below the value. */
  after?: string;
  below?: string;
}

/** One section that the actor may change, with the words on its button. */
export interface SheetEdit {
  section: SectionName;
  label: string;
}

/** A project as its page shows it, in bare words: as elements, all of it would be sent and drawn twice. */
export interface ProjectSheetWords {
  id: string;
  version: number;
  path: string;
  crumbs: { href: string; label: string }[];
  title: string;
  summary: string;
  status: readonly [StatusKind, string];
  youth: string | null;
  remarks: string[];
  caseNumber: string | null;
  archived: string | null;
  gaps: { key: string; title: string; quotation: string | null; source: string; edit: SheetEdit | null }[];
  funding: { note: string; table: SumTableProps | null; remarks: string[]; edit: SheetEdit | null };
  facts: SheetFact[];
  edit: SheetEdit | null;
  sources: SheetFact[];
  steps: { options: { value: string; label: string }[]; lacking: string[] } | null;
  members: { names: string[]; mayChange: boolean } | null;
  mayCopy: boolean;
  archive: "archive" | "restore" | null;
  history: DrawnAct[];
  words: Readonly<Record<(typeof SHEET_WORDS)[number], string>>;
}

const SHEET_WORDS = [
  "frame.path", "projects.sections.money", "projects.noFunding", "projects.aboutHeading", "projects.sources", "projects.sourcesNote", "projects.asideLabel", "projects.nextStep",
  "projects.newStatus", "frame.choose", "projects.statusDate", "projects.statusNote", "frame.optional", "projects.changeStatus", "projects.stepsAll", "projects.members", "projects.noMembers",
  "projects.changeMembers", "history.title", "history.all", "projects.more", "projects.copy", "projects.archive", "projects.restore", "frame.undo",
] as const;

/** Puts a project, and what the actor may do with it, into the words of its page. */
export function describeProject(
  view: ProjectView,
  about: { pack: PolicyPack; steps: readonly OpenStep<ProjectStatus, StatusRequirement>[]; today: PlainDate; mayCopy: boolean; history: DrawnAct[] },
  words: Words,
): ProjectSheetWords {
  const { project } = view;
  const { pack, today, steps } = about;
  const edit = (section: SectionName, label = words("frame.change")): SheetEdit | null => (view.mayEdit ? { section, label } : null);
  return {
    id: project.id,
    version: project.version,
    path: `/projects/${project.id}`,
    crumbs: [
      { href: "/projects", label: words("projects.title") },
      { href: `/projects?unit=${project.unitId}`, label: project.unitName },
    ],
    title: project.title,
    summary: project.summary,
    status: describeStatus(project.status, lacksFinalReport({ status: project.status, endsOn: project.ends?.on ?? null }, today), words),
    youth: project.reachesChildrenAndYouth ? words("projects.youthMark") : null,
    caseNumber: project.caseNumber,
    remarks: [
      ...(project.acronym === null ? [] : [words("projects.knownAs", { acronym: project.acronym })]),
      words(`projects.kindsTogether.${project.isInternational ? "international" : ""}${project.isExternallyFunded ? "External" : ""}`),
      ...(project.isDemonstration ? [words("projects.demonstration")] : []),
      ...(project.isConfidential ? [words("projects.confidential", { provision: project.confidentialityProvision ?? "" })] : []),
    ],
    archived: project.isArchived ? words("projects.isArchived") : null,
    gaps: describeGaps(view, pack, edit, words),
    funding: {
      note: words(`projects.currency.${project.currency}`),
      table: project.funding.length === 0 ? null : describeFunding(project, words),
      remarks: [
        ...(project.rateMillionths === null ? [] : [words("projects.rate", { currency: project.currency, rate: writeRate(project.rateMillionths), on: project.rateOn === null ? "" : formatDate(project.rateOn, words.locale), source: project.rateSource ?? "" })]),
        ...(project.totalBudgetMinor === null ? [] : [words("projects.totalBudget", { amount: formatAmount(project.totalBudgetMinor), currency: project.currency })]),
      ],
      edit: edit("money"),
    },
    facts: describeFacts(view, pack, words),
    edit: edit("about"),
    sources: project.facts.map((stored) => ({
      label: words.has(`projects.field.${stored.field}`) ? words(`projects.field.${stored.field}`) : stored.field,
      value: stored.value,
      below: `${stored.source}. ${words(`projects.certainty.${stored.certainty}`)}`,
    })),
    steps:
      steps.length === 0
        ? null
        : {
            options: steps.filter((step) => step.missing.length === 0).map((step) => ({ value: step.to, label: words(`projects.status.${step.to}`) })),
            lacking: steps
              .filter((step) => step.missing.length > 0)
              .map((step) => words("projects.stepLacks", { status: words(`projects.status.${step.to}`), missing: step.missing.map((requirement) => words(`projects.requirement.${requirement}`)).join(", ") })),
          },
    members: view.mayEdit || project.members.length > 0 ? { names: project.members.map((member) => member.name), mayChange: view.mayNameMembers } : null,
    mayCopy: about.mayCopy,
    archive: view.mayArchive ? (project.isArchived ? "restore" : "archive") : null,
    history: about.history,
    words: Object.fromEntries(SHEET_WORDS.map((key) => [key, words(key)])) as ProjectSheetWords["words"],
  };
}

/** What the governing document asks of each project and this one lacks, quoted (V8a, V8b, H3b). */
function describeGaps({ project }: ProjectView, pack: PolicyPack, edit: (section: SectionName, label?: string) => SheetEdit | null, words: Words): ProjectSheetWords["gaps"] {
  if (pack.modules.goals.state !== "required") return [];
  const goals = statesGoals(project);
  return (
    [
      ["municipalGoal", goals.municipal, "PROJECTS_LINKED_TO_MUNICIPAL_GOAL"],
      ["unitGoal", goals.unit, "PROJECTS_LINKED_TO_UNIT_GOAL"],
    ] as const
  ).flatMap(([key, isStated, evidence]) => {
    if (isStated) return [];
    const number = pack.obligations.find((obligation) => obligation.evidence === evidence)?.clause;
    const clause = pack.clauses.find((candidate) => candidate.number === number);
    return [
      {
        key,
        title: words(`projects.gaps.${key}`),
        quotation: clause?.quotation ?? null,
        source: clause === undefined ? "" : words("frame.clause", { document: pack.document.shortTitle, number: clause.number }),
        edit: edit("goals", words(`projects.gapAction.${key}`)),
      },
    ];
  });
}

function describeFacts({ project, mayEdit }: ProjectView, { taxonomies }: PolicyPack, words: Words): SheetFact[] {
  const { locale } = words;
  const labelOf = (entries: readonly { code: string; sv: string; en: string }[], codes: readonly string[]) => codes.map((code) => entries.find((entry) => entry.code === code)?.[locale] ?? code).join(", ");
  const fact = (key: string, value: string | readonly string[] | null | undefined, more: Omit<SheetFact, "label" | "value"> = {}): SheetFact[] =>
    value === null || value === undefined || value.length === 0 ? [] : [{ label: words(`projects.fact.${key}`), value, ...more }];
  const { programme, unitNameThen } = project;
  const period = [project.starts, project.ends].map((date) => (date === null ? "" : formatApproximate(date, locale)));
  return [
    ...fact("unit", unitNameThen ?? project.unitName, { href: `/bodies/${project.unitId}`, ...(unitNameThen === null ? {} : { after: words("projects.nowCalled", { name: project.unitName }) }) }),
    ...fact("politicalBody", project.politicalBody),
    ...fact("workplace", project.workplaceName),
    ...fact("participatingUnits", project.participatingUnits.map((unit) => unit.name).join(", ")),
    ...fact("type", project.typeCode === null ? null : labelOf(taxonomies.projectTypes, [project.typeCode])),
    ...fact("programme", programme === null ? null : `${locale === "en" ? programme.nameEn : programme.nameSv}${programme.period === null ? "" : ` ${programme.period}`}`, { href: `/programmes/${project.programmeId ?? ""}` }),
    ...fact("call", project.call?.name, { href: `/programmes/calls/${project.callId ?? ""}`, ...(project.call?.closesOn == null ? {} : { after: words("projects.callCloses", { day: formatDate(project.call.closesOn, locale) }) }) }),
    ...fact("programmeProjectId", project.programmeProjectId),
    ...fact("role", project.role === null ? null : words(`projects.role.${project.role}`)),
    ...fact(
      "partners",
      project.partners.map((partner) => `${[partner.name, partner.town].filter(Boolean).join(", ")}${partner.country === null ? "" : ` (${formatCountry(partner.country, locale)})`}${partner.isLead ? `, ${words("projects.leads")}` : ""}`),
      {
        hrefs: project.partnerIds.map((id) => (id === null ? null : `/partners/${id}`)),
        ...(mayEdit && project.partnerIds.includes(null) ? { act: { href: `/projects/${project.id}/partners`, label: words("projects.partners.link") } } : {}),
      },
    ),
    ...fact("period", period.every((text) => text === "") ? null : period.join(" – ")),
    ...fact("area", project.areaCode === null ? null : labelOf(taxonomies.areas, [project.areaCode])),
    ...fact("priorities", project.priorities.map((priority) => priority.title).join(", "), project.priorities.length === 1 ? { href: `/priorities/${project.priorities[0]?.id ?? ""}` } : {}),
    ...fact("noPriorityReason", project.noPriorityReason),
    ...fact("municipalGoals", labelOf(taxonomies.municipalGoals, project.municipalGoals)),
    ...fact("unitGoal", project.unitGoal),
    ...fact("noGoalReason", project.noGoalReason),
    ...fact("purposes", labelOf(taxonomies.purposes, project.purposes)),
    ...fact("beneficiaries", labelOf(taxonomies.beneficiaryGroups, project.beneficiaries)),
    ...fact("benefit", project.benefit),
    ...fact("childrenAndYouthCount", project.childrenAndYouthCount === null ? null : words("projects.childrenCount", { count: project.childrenAndYouthCount })),
    ...fact("caseNumber", project.caseNumber),
    ...fact("funderCaseNumber", project.funderCaseNumber),
    ...fact("accountingCode", project.accountingCode),
    ...fact("economistContacted", project.economistContacted === null ? null : words(project.economistContacted ? "frame.yes" : "frame.no")),
  ];
}

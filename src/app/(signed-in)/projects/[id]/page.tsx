import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { PriorityMark } from "@/components/data-table";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { SelectField, TextField, DateField } from "@/components/field";
import { GapNotice } from "@/components/gap-notice";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { formatAmount, writeRate } from "@/domain/money";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { startEdit, startLog } from "@/features/project-drafts/actions";
import { archive, changeStatus, dismissMember, nameMember, restore } from "@/features/projects/actions";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { FundingTable } from "@/features/projects/components/funding-table";
import { ProjectStatusMark } from "@/features/projects/components/project-status";
import { mayLogProjects } from "@/features/projects/policy";
import { budgetInOre, decisionNeedOf, lacksFinalReport, statesGoals } from "@/features/projects/rules";
import type { Section as SectionName } from "@/features/projects/schema";
import { getProjectWithHistory, listCandidates, type ProjectView } from "@/features/projects/service";
import { describeProblems } from "@/lib/form-problems";
import { formatApproximate, formatCountry, formatDate } from "@/lib/formats";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import type { HistoryEntry } from "@/server/history";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import type { Actor } from "@/domain/actor";

interface Properties {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The record and its latest acts, once a request: the page's title asks for them too. */
const load = cache(async (actor: Actor, id: string): Promise<{ view: ProjectView; history: HistoryEntry[] }> => {
  if (!isId(id)) notFound();
  try {
    return await getProjectWithHistory(actor, id, { limit: 6 });
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Properties): Promise<Metadata> {
  const words = await getWords();
  return { title: (await load(await getActor(), (await params).id).catch(() => null))?.view.project.title ?? words("errors.notFoundTitle") };
}

const DONE = new Set(["logged", "changed", "merged", "status", "member", "memberDismissed", "archived", "restored", "draftKept", "draftDiscarded"]);

export default async function ProjectPage({ params, searchParams }: Properties) {
  const { id } = await params;
  const parameters = await searchParams;
  const actor = await getActor();
  const [{ view, history }, words] = [await load(actor, id), await getWords()];
  const { project } = view;
  const formId = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const need = decisionNeedOf({ ...project, startsOn: project.starts?.on ?? null, endsOn: project.ends?.on ?? null, totalBudgetOre: budgetInOre(project), participatingUnits: project.participatingUnits.length });
  const [people, parked, decision] = await Promise.all([
    view.mayNameMembers ? listCandidates(actor) : Promise.resolve([]),
    formId === undefined ? null : findFirst(["project-status", "project-member", "project-archive"], formId, actor.personId),
    need === null ? null : describeNeed(actor, need),
  ]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "steps");
  const pack = getPack();
  const { taxonomies } = pack;
  const locale = words.locale;
  const today = dateInStockholm(new Date());
  const labelOf = (entries: readonly { code: string; sv: string; en: string }[], codes: readonly string[]) => codes.map((code) => entries.find((entry) => entry.code === code)?.[locale] ?? code).join(", ");
  const back = `/projects/${id}`;
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const period = [project.starts, project.ends].map((date) => (date === null ? "" : formatApproximate(date, locale)));
  const goals = statesGoals(project);
  const gaps: { key: string; clause: string | null; section: SectionName }[] = [
    ...(pack.modules.goals.state === "required" && !goals.municipal ? [{ key: "municipalGoal", clause: "V8a", section: "goals" as const }] : []),
    ...(pack.modules.goals.state === "required" && !goals.unit ? [{ key: "unitGoal", clause: "V8b", section: "goals" as const }] : []),
  ];
  const clauseFor = (evidence: string) => pack.obligations.find((obligation) => obligation.evidence === evidence)?.clause ?? null;
  const edit = (section: SectionName, label: string) =>
    view.mayEdit ? (
      <OneButton action={startEdit} fields={{ id, section, _back: back }} label={label} />
    ) : null;
  const fact = (key: string, value: ReactNode) => (value === null || value === undefined || value === "" ? [] : [{ label: words(`projects.fact.${key}`), value }]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects?unit=${project.unitId}`, label: project.unitName }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {done === null ? null : (
        <Notice
          kind="done"
          {...(done === "archived" && view.mayArchive
            ? {
                action: <OneButton action={restore} fields={{ id, _version: project.version }} label={words("frame.undo")} />,
              }
            : {})}
        >
          {words(`projects.done.${done}`)}
        </Notice>
      )}
      {project.isArchived && done !== "archived" ? <Notice>{words("projects.isArchived")}</Notice> : null}
      <PageHead
        title={project.title}
        lead={project.summary}
        meta={
          <>
            <ProjectStatusMark status={project.status} late={lacksFinalReport({ status: project.status, endsOn: project.ends?.on ?? null }, today)} words={words} />
            {project.reachesChildrenAndYouth ? <PriorityMark>{words("projects.youthMark")}</PriorityMark> : null}
            {project.acronym === null ? null : <span className="quiet">{words("projects.knownAs", { acronym: project.acronym })}</span>}
            {project.caseNumber === null ? null : <span className="quiet num">{project.caseNumber}</span>}
            <span className="quiet">{words(`projects.kindsTogether.${project.isInternational ? "international" : ""}${project.isExternallyFunded ? "External" : ""}`)}</span>
            {project.isDemonstration ? <span className="quiet">{words("projects.demonstration")}</span> : null}
            {project.isConfidential ? <span className="quiet">{words("projects.confidential", { provision: project.confidentialityProvision ?? "" })}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          {decision === null ? null : <DecisionBox described={decision} document={pack.document} words={words} />}
          {gaps.map((gap) => {
            const number = clauseFor(gap.key === "unitGoal" ? "PROJECTS_LINKED_TO_UNIT_GOAL" : "PROJECTS_LINKED_TO_MUNICIPAL_GOAL");
            const clause = pack.clauses.find((candidate) => candidate.number === number);
            return (
              <GapNotice key={gap.key} title={words(`projects.gaps.${gap.key}`)} source={clause ? <><q>{clause.quotation}</q> {words("frame.clause", { document: pack.document.shortTitle, number: clause.number })}</> : null}>
                {edit(gap.section, words(`projects.gapAction.${gap.key}`))}
              </GapNotice>
            );
          })}
          <Section id="funding" title={words("projects.sections.money")} note={words(`projects.currency.${project.currency}`)} action={edit("money", words("frame.change"))}>
            {project.funding.length > 0 ? <FundingTable funding={project.funding} payer={project.unitName} words={words} /> : <p>{words("projects.noFunding")}</p>}
            {project.rateMillionths === null ? null : <p className="meta mt-3">{words("projects.rate", { currency: project.currency, rate: writeRate(project.rateMillionths), on: project.rateOn === null ? "" : formatDate(project.rateOn, locale), source: project.rateSource ?? "" })}</p>}
            {project.totalBudgetMinor === null ? null : <p className="meta mt-3">{words("projects.totalBudget", { amount: formatAmount(project.totalBudgetMinor), currency: project.currency })}</p>}
          </Section>
          <Section id="about" title={words("projects.aboutHeading")} action={edit("about", words("frame.change"))}>
            <Facts
              items={[
                ...fact("unit", <><a href={`/bodies/${project.unitId}`}>{project.unitNameThen ?? project.unitName}</a>{project.unitNameThen === null ? null : ` ${words("projects.nowCalled", { name: project.unitName })}`}</>),
                ...fact("politicalBody", project.politicalBody),
                ...fact("workplace", project.workplaceName),
                ...fact("participatingUnits", project.participatingUnits.map((unit) => unit.name).join(", ")),
                ...fact("type", project.typeCode === null ? null : labelOf(taxonomies.projectTypes, [project.typeCode])),
                ...fact("programme", project.programme === null ? null : `${locale === "en" ? project.programme.nameEn : project.programme.nameSv}${project.programme.period === null ? "" : ` ${project.programme.period}`}`),
                ...fact("programmeProjectId", project.programmeProjectId),
                ...fact("role", project.role === null ? null : words(`projects.role.${project.role}`)),
                ...fact("partners", project.partners.length === 0 ? null : <ul>{project.partners.map((partner) => <li key={partner.name}>{[partner.name, partner.town].filter(Boolean).join(", ")}{partner.country === null ? "" : ` (${formatCountry(partner.country, locale)})`}{partner.isLead ? `, ${words("projects.leads")}` : ""}</li>)}</ul>),
                ...fact("period", period.every((text) => text === "") ? null : period.join(" – ")),
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
              ]}
            />
          </Section>
          {project.facts.length > 0 ? (
            <Section id="sources" title={words("projects.sources")} note={words("projects.sourcesNote")}>
              <Facts items={project.facts.map((stored) => ({ label: words.has(`projects.field.${stored.field}`) ? words(`projects.field.${stored.field}`) : stored.field, value: <>{stored.value}<br /><span className="meta">{stored.source}. {words(`projects.certainty.${stored.certainty}`)}</span></> }))} />
            </Section>
          ) : null}
        </div>
        <Aside label={words("projects.asideLabel")}>
          {view.steps.length > 0 ? (
            <Section id="steps" title={words("projects.nextStep")} bare>
              <form action={changeStatus}>
                <input type="hidden" name="id" value={id} />
                <input type="hidden" name="_version" value={project.version} />
                <input type="hidden" name="_back" value={back} />
                <SelectField name="to" label={words("projects.newStatus")} empty={words("frame.choose")} defaultValue={textOf(problems.values, "to")} error={problems.errorOf("to")} options={view.steps.filter((step) => step.missing.length === 0).map((step) => ({ value: step.to, label: words(`projects.status.${step.to}`) }))} />
                <DateField name="on" label={words("projects.statusDate")} defaultValue={textOf(problems.values, "on") || today} error={problems.errorOf("on")} />
                <TextField name="note" label={words("projects.statusNote")} optional={words("frame.optional")} defaultValue={textOf(problems.values, "note")} error={problems.errorOf("note")} />
                <Buttons><Button small>{words("projects.changeStatus")}</Button></Buttons>
              </form>
              {view.steps.some((step) => step.missing.length > 0) ? (
                <ul className="meta mt-3">
                  {view.steps.filter((step) => step.missing.length > 0).map((step) => (
                    <li key={step.to}>{words("projects.stepLacks", { status: words(`projects.status.${step.to}`), missing: step.missing.map((requirement) => words(`projects.requirement.${requirement}`)).join(", ") })}</li>
                  ))}
                </ul>
              ) : null}
            </Section>
          ) : null}
          {view.mayEdit || project.members.length > 0 ? (
            <Section id="members" title={words("projects.members")} bare>
              {project.members.length > 0 ? (
                <Rows tight>
                  {project.members.map((member) => (
                    <li key={member.id}>
                      {member.name}
                      {view.mayNameMembers ? (
                        <OneButton action={dismissMember} fields={{ projectId: id, personId: member.personId, _back: back }} label={words("projects.dismissMember")} hiddenLabel={member.name} />
                      ) : null}
                    </li>
                  ))}
                </Rows>
              ) : (
                <p>{words("projects.noMembers")}</p>
              )}
              {view.mayNameMembers ? (
                <form action={nameMember}>
                  <input type="hidden" name="projectId" value={id} />
                  <input type="hidden" name="_back" value={back} />
                  <SelectField name="personId" label={words("projects.nameMember")} empty={words("frame.choose")} error={problems.errorOf("personId")} options={people.filter((person) => !project.memberIds.includes(person.id)).map((person) => ({ value: person.id, label: person.name }))} />
                  <Buttons><Button small>{words("projects.nameMemberSubmit")}</Button></Buttons>
                </form>
              ) : null}
            </Section>
          ) : null}
          <Section id="history" title={words("history.title")} bare>
            <RecordHistory entries={history} words={words} />
            <p><a className="more" href={`/projects/${id}/history`}>{words("history.all")}</a></p>
          </Section>
          {mayLogProjects(actor) || view.mayArchive ? (
            <Section id="more" title={words("projects.more")} bare>
              {mayLogProjects(actor) ? (
                <OneButton action={startLog} fields={{ copyOf: id, _back: back }} label={words("projects.copy")} />
              ) : null}
              {view.mayArchive ? (
                <OneButton action={project.isArchived ? restore : archive} fields={{ id, _version: project.version, _back: back }} label={words(project.isArchived ? "projects.restore" : "projects.archive")} />
              ) : null}
            </Section>
          ) : null}
        </Aside>
      </Split>
    </>
  );
}

async function findFirst(forms: readonly string[], id: string, personId: string) {
  for (const form of forms) {
    const parked = await findParkedForm(form, id, personId);
    if (parked !== null) return parked;
  }
  return null;
}

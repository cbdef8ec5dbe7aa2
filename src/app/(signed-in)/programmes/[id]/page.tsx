import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, restore } from "@/features/programmes/actions";
import { readCallFilter, writeCallFilter } from "@/features/programmes/calls/schema";
import { listCalls } from "@/features/programmes/calls/service";
import { CallTable } from "@/features/programmes/components/call-table";
import { nameProgramme } from "@/features/programmes/components/programme-table";
import { writePercent } from "@/features/programmes/rules";
import { listProgrammeHistory } from "@/features/programmes/service";
import { listProjects } from "@/features/projects/lists/service";
import { readProjectFilter, writeProjectFilter } from "@/features/projects/schema";
import { formatCount } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadProgramme, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["added", "changed", "archived", "restored"]);
const SHOWN = 5;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: nameProgramme((await loadProgramme(await getActor(), (await params).id)).programme, await getWords()) };
}

export default async function ProgrammePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ programme, mayEdit, mayArchive, mayAddCalls }, parameters, words] = [await loadProgramme(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const calls = { ...readCallFilter({}).filter, programmeId: programme.id };
  const inIt = { ...readProjectFilter({}).filter, programmeId: programme.id };
  const [current, all, projects, history, parked] = await Promise.all([
    listCalls(actor, calls),
    listCalls(actor, { ...calls, state: "all" }),
    listProjects(actor, inIt),
    listProgrammeHistory(actor, programme.id, { limit: 6 }),
    form === undefined ? null : findParkedForm("programme-step", form, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/programmes/${programme.id}`;
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: words(`programmes.field.${name}`), value }]);
  const months = (name: string, count: number | null) => (count === null ? [] : [{ label: words(`programmes.rule.${name}`), value: words(`programmes.${name}After`, { count }) }]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("programmes.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`programmes.done.${done}`)}</Notice>}
      {programme.isArchived ? <Notice>{words("programmes.archivedNow")}</Notice> : null}
      <PageHead title={nameProgramme(programme, words)} meta={<span className="quiet">{words(`programmes.certainty.${programme.certainty}`)}</span>} />
      <Split>
        <div>
          <Section id="facts" title={words("programmes.about")}>
            <Facts
              items={[
                ...fact("fund", programme.fund),
                ...fact("period", programme.period),
                { label: words("programmes.field.maxRatePercent"), value: programme.maxRatePercent === null ? words("programmes.noRate") : `${writePercent(programme.maxRatePercent)} %` },
                ...fact("size", programme.size),
                ...fact("regions", programme.regions),
                { label: words("programmes.field.coversMunicipality"), value: programme.coversMunicipality === null ? words("programmes.notKnown") : words(programme.coversMunicipality ? "frame.yes" : "frame.no") },
                ...fact("rules", programme.rules),
                ...fact("note", programme.note),
                ...(programme.website === null ? [] : [{ label: words("programmes.field.website"), value: <a href={programme.website} rel="noreferrer">{programme.website}</a> }]),
                ...fact("source", programme.source),
              ]}
            />
          </Section>
          <Section id="rules" title={words("programmes.follows")}>
            {programme.finalReportMonths === null && programme.finalPaymentMonths === null && programme.keepYears === null ? (
              <p>{words("programmes.nothingFollows")}</p>
            ) : (
              <Facts
                items={[
                  ...months("finalReport", programme.finalReportMonths),
                  ...months("finalPayment", programme.finalPaymentMonths),
                  ...(programme.keepYears === null || programme.keepFrom === null ? [] : [{ label: words("programmes.rule.keep"), value: words(`programmes.keepAfter.${programme.keepFrom}`, { count: programme.keepYears }) }]),
                ]}
              />
            )}
          </Section>
          <Section id="calls" title={words("calls.title")} {...(all.total > current.total ? { more: { href: `/programmes/calls${writeCallFilter({ ...calls, state: "all" })}`, label: words("calls.allOfProgramme", { count: all.total }) } } : {})}>
            {current.rows.length === 0 ? <p>{words("calls.noneCurrent")}</p> : <CallTable rows={current.rows} caption={words("calls.title")} today={dateInStockholm(new Date())} ofOne words={words} />}
            {mayAddCalls ? <p className="mt-4"><ButtonLink small href={`/programmes/calls/new?programme=${programme.id}`}>{words("calls.add")}</ButtonLink></p> : null}
          </Section>
          <Section id="projects" title={words("programmes.projects")} {...(projects.total > 0 ? { more: { href: `/projects${writeProjectFilter(inIt)}`, label: words("programmes.projectsAll", { count: projects.total, formatted: formatCount(projects.total) }) } } : {})}>
            {projects.total === 0 ? (
              <p>{words("programmes.noProjects")}</p>
            ) : (
              <Rows tight>
                {projects.rows.slice(0, SHOWN).map((project) => (
                  <li key={project.id}>
                    <a href={`/projects/${project.id}`}>{project.title}</a> <span className="meta">{project.unit}</span>
                  </li>
                ))}
              </Rows>
            )}
          </Section>
        </div>
        <RecordAside
          label={words("programmes.aside")}
          path={path}
          edit={mayEdit ? words("programmes.edit") : null}
          archiving={mayArchive ? { action: programme.isArchived ? restore : archive, label: words(programme.isArchived ? "programmes.restore" : "programmes.archive") } : null}
          record={programme}
          titles={{ change: words("programmes.changeTitle"), history: words("history.title") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "programme", id: programme.id }} holder={holderOf(programme.nameSv, null, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}

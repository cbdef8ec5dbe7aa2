import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { archive, restore } from "@/features/economy-support/actions";
import { stateOf, writeHours } from "@/features/economy-support/rules";
import { listCaseHistory } from "@/features/economy-support/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadCase, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["logged", "changed", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadCase(await getActor(), (await params).id)).supportCase.title };
}

export default async function SupportCasePage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ supportCase, project, mayEdit, mayArchive }, parameters, words] = [await loadCase(actor, (await params).id), await searchParams, await getWords()];
  const [history, parked] = await Promise.all([listCaseHistory(actor, supportCase.id, { limit: 10 }), findParkedForm("support-step", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "question");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/economy-support/${supportCase.id}`;
  const label = (name: string) => words(`economySupport.field.${name}`);
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: label(name), value: <span className="whitespace-pre-line">{value}</span> }]);
  const state = stateOf(supportCase);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/economy-support", label: words("economySupport.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("economySupport.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`economySupport.done.${done}`)}</Notice>}
      {supportCase.isArchived ? <Notice>{words("economySupport.archivedNow")}</Notice> : null}
      <PageHead
        title={supportCase.title}
        lead={words("economySupport.asked", { unit: supportCase.unitName, day: formatDate(supportCase.askedOn, words.locale) })}
        quietLead
        meta={
          <>
            <Status kind={state === "OPEN" ? "todo" : "done"}>{words(`economySupport.state.${state}`)}</Status>
            {supportCase.isDemonstration ? <span className="quiet">{words("economySupport.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          <Section id="question" title={words("economySupport.questionTitle")}>
            <Facts
              items={[
                ...fact("question", supportCase.question),
                { label: label("unitId"), value: <a href={`/bodies/${supportCase.unitId}`}>{supportCase.unitName}</a> },
                { label: label("projectId"), value: supportCase.projectId === null ? words("economySupport.noProject") : project === null ? words("economySupport.hiddenProject") : <a href={`/projects/${project.id}`}>{project.title}</a> },
              ]}
            />
          </Section>
          <Section id="answer" title={words("economySupport.answerTitle")}>
            {state === "OPEN" ? (
              <p>
                {words("economySupport.notAnswered")} {mayEdit ? <ButtonLink small href={`${path}/edit#answeredOn`}>{words("economySupport.answer")}</ButtonLink> : null}
              </p>
            ) : (
              <Facts
                items={[
                  ...fact("answer", supportCase.answer),
                  ...fact("answeredOn", supportCase.answeredOn === null ? null : formatDate(supportCase.answeredOn, words.locale)),
                  ...fact("givenBy", supportCase.givenBy),
                  ...fact("hours", supportCase.hours === null ? null : words("economySupport.hoursOf", { hours: writeHours(supportCase.hours) })),
                ]}
              />
            )}
          </Section>
        </div>
        <RecordAside
          label={words("economySupport.aside")}
          path={path}
          edit={mayEdit ? words("economySupport.edit") : null}
          archiving={mayArchive ? { action: supportCase.isArchived ? restore : archive, label: words(supportCase.isArchived ? "economySupport.restore" : "economySupport.archive") } : null}
          record={supportCase}
          titles={{ change: words("economySupport.changeTitle"), history: words("economySupport.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "supportCase", id: supportCase.id }} holder={holderOf(supportCase.title, supportCase.unitId, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}

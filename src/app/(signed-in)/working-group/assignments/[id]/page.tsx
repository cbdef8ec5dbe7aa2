import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { RecordParts } from "@/features/documents/components/record-parts";
import { archive, restore } from "@/features/working-group/assignments/actions";
import { decisionNeedOf } from "@/features/working-group/assignments/rules";
import { listAssignmentHistory } from "@/features/working-group/assignments/service";
import { AssignmentStatus, writeSpan } from "@/features/working-group/components/meeting-state";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadAssignment, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["proposed", "changed", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadAssignment(await getActor(), (await params).id)).assignment.title };
}

export default async function AssignmentPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ assignment, standing, mayEdit, mayArchive }, parameters, words] = [await loadAssignment(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [decision, history, parked] = await Promise.all([
    describeNeed(actor, [assignment.id], Promise.resolve(decisionNeedOf(assignment, dateInStockholm(new Date())))),
    listAssignmentHistory(actor, assignment.id, { limit: 10 }),
    findParkedForm("group-assignment-step", form, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const path = `/working-group/assignments/${assignment.id}`;
  const text = (value: string) => <span className="whitespace-pre-line">{value}</span>;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("workingGroup.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`groupAssignments.done.${done}`)}</Notice>}
      {assignment.isArchived ? <Notice>{words("groupAssignments.archivedNow")}</Notice> : null}
      <PageHead title={assignment.title} lead={writeSpan(assignment, words)} quietLead meta={<><AssignmentStatus standing={standing} words={words} />{assignment.isDemonstration ? <span className="quiet">{words("workingGroup.demonstration")}</span> : null}</>} />
      <Split>
        <div>
          {decision === null ? null : <DecisionBox described={decision} document={getPack().document} words={words} />}
          <Section id="facts" title={words("groupAssignments.about")}>
            <Facts
              items={[
                { label: words("groupAssignments.field.assignment"), value: text(assignment.assignment) },
                { label: words("groupAssignments.field.mandate"), value: assignment.mandate === null ? words("groupAssignments.noMandate") : text(assignment.mandate) },
                { label: words("groupAssignments.time"), value: writeSpan(assignment, words) },
              ]}
            />
          </Section>
        </div>
        <RecordAside
          label={words("workingGroup.aside")}
          path={path}
          edit={mayEdit ? words("groupAssignments.edit") : null}
          archiving={mayArchive ? { action: assignment.isArchived ? restore : archive, label: words(assignment.isArchived ? "groupAssignments.restore" : "groupAssignments.archive") } : null}
          record={assignment}
          titles={{ change: words("workingGroup.changeTitle"), history: words("workingGroup.history") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "groupAssignment", id: assignment.id }} holder={holderOf(assignment.title, null, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}

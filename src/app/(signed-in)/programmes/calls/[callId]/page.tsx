import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { MadeOpportunity } from "@/features/opportunities/components/made-opportunity";
import { mayEnterOpportunities } from "@/features/opportunities/policy";
import { findOpportunityMadeFrom } from "@/features/opportunities/service";
import { archive, restore } from "@/features/programmes/calls/actions";
import { listCallHistory } from "@/features/programmes/calls/service";
import { describeCallState } from "@/features/programmes/components/call-table";
import { writePercent } from "@/features/programmes/rules";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadCall, type Parameters } from "../../load";

interface Props {
  params: Promise<{ callId: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["added", "changed", "archived", "restored"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadCall(await getActor(), (await params).callId)).call.name };
}

export default async function CallPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ call, mayEdit, mayArchive }, parameters, words] = [await loadCall(actor, (await params).callId), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [history, made, parked] = await Promise.all([
    listCallHistory(actor, call.id, { limit: 6 }),
    findOpportunityMadeFrom(actor, { callId: call.id, partnerSearchId: null }),
    form === undefined ? null : findParkedForm("call-step", form, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "facts");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const [kind, state] = describeCallState(call, dateInStockholm(new Date()), words);
  const day = (date: string | null, none: string) => (date === null ? none : formatDate(date, words.locale));
  const label = (name: string) => words(`calls.field.${name}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/programmes", label: words("programmes.title") }, { href: "/programmes/calls", label: words("calls.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("programmes.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`calls.done.${done}`)}</Notice>}
      {call.isArchived ? <Notice>{words("calls.archivedNow")}</Notice> : null}
      <PageHead
        title={call.name}
        meta={
          <>
            <Status kind={kind}>{state}</Status>
            <span className="quiet">{words(`programmes.certainty.${call.certainty}`)}</span>
            {call.isDemonstration ? <span className="quiet">{words("calls.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          <Section id="facts" title={words("calls.about")}>
            <Facts
              items={[
                { label: label("programmeId"), value: <a href={`/programmes/${call.programmeId}`}>{call.programme[words.locale]}</a> },
                { label: label("opensOn"), value: day(call.opensOn, words("calls.notSaid")) },
                { label: label("closesOn"), value: day(call.closesOn, words("calls.untilFurther")) },
                ...(call.maxRatePercent === null ? [] : [{ label: label("maxRatePercent"), value: `${writePercent(call.maxRatePercent)} %` }]),
                ...(call.note === null ? [] : [{ label: label("note"), value: call.note }]),
                ...(call.website === null ? [] : [{ label: label("website"), value: <a href={call.website} rel="noreferrer">{call.website}</a> }]),
                ...(call.source === null ? [] : [{ label: label("source"), value: call.source }]),
              ]}
            />
          </Section>
          {call.isArchived ? null : <MadeOpportunity made={made} mayMake={mayEnterOpportunities(actor)} href={`/opportunities/new?call=${call.id}`} words={words} />}
        </div>
        <RecordAside
          label={words("calls.aside")}
          path={`/programmes/calls/${call.id}`}
          edit={mayEdit ? words("calls.edit") : null}
          archiving={mayArchive ? { action: call.isArchived ? restore : archive, label: words(call.isArchived ? "calls.restore" : "calls.archive") } : null}
          record={call}
          titles={{ change: words("calls.changeTitle"), history: words("history.title") }}
          history={history}
          words={words}
        >
          <RecordParts actor={actor} subject={{ kind: "call", id: call.id }} holder={holderOf(call.name, null, { mayEdit, mayArchive })} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}

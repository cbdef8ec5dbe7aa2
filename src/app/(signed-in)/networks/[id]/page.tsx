import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { DateField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { isCoordinator } from "@/domain/actor";
import { dateInStockholm, lastDayOf } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { MergingPart } from "@/features/merging/components/merging-part";
import { RecordAside } from "@/features/audit-trail/components/record-aside";
import { DecisionBox } from "@/features/decisions/components/decision-box";
import { describeNeed } from "@/features/decisions/service";
import { archive, restore, step } from "@/features/networks/actions";
import { NetworkEntries } from "@/features/networks/components/network-entries";
import { describeMembership } from "@/features/networks/components/network-state";
import { listNetworkEntries } from "@/features/networks/entries/service";
import { absentUnits } from "@/features/networks/rules";
import { listNetworkHistory } from "@/features/networks/service";
import { formatApproximate, formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { FactSheetLinks } from "@/features/town-relations/components/fact-sheet-links";
import { MeetingList } from "@/features/recurring-meetings/components/meeting-list";
import { listMeetings } from "@/features/recurring-meetings/service";
import { RecordParts } from "@/features/documents/components/record-parts";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { findMerged } from "@/server/holder";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadNetwork, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["added", "changed", "candidate", "joined", "noticeGiven", "left", "declined", "archived", "restored", "fee", "participation", "assessment", "evaluation", "removed"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadNetwork(await getActor(), (await params).id)).network.name };
}

export default async function NetworkPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const [{ network, need, isUndecided, steps, mayEdit, mayArchive, tellsOf }, parameters, words] = [await loadNetwork(actor, (await params).id), await searchParams, await getWords()];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const subject = { kind: "network", id: network.id };
  const merged = network.mergedFrom.length === 0 ? [] : await findMerged(actor, subject, { registers });
  const [decision, history, parked, entries, meetings] = await Promise.all([
    describeNeed(actor, [network.id, ...network.mergedFrom.map(({ id }) => id)], Promise.resolve(need)),
    listNetworkHistory(actor, network.id, { limit: 10 }),
    form === undefined ? null : findParkedForm("network-step", form, actor.personId),
    listNetworkEntries(actor, network.id),
    listMeetings(actor, network.id),
  ]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "steps");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const today = dateInStockholm(new Date());
  const day = (date: string) => formatDate(date, words.locale);
  const [kind, state] = describeMembership({ status: network.status, isDecided: !isUndecided }, words);
  const pack = getPack();
  const years = { from: Number(today.slice(0, 4)) - 1, to: Number(today.slice(0, 4)) };
  const pathOf = (id: string) => `/networks/${id}`;
  const back = `/networks/${network.id}`;
  const hidden = (more: Record<string, string | number> = {}) => Object.entries({ _back: back, id: network.id, _version: network.version, ...more }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  const field = (name: string, value: string | null) => (value === null ? [] : [{ label: words(`networks.field.${name}`), value }]);
  const inPriorities =
    network.priorityId === null ? (network.outsideReason === null ? words("networks.priorityMissing") : words("networks.outside", { reason: network.outsideReason })) : <a href={`/priorities/${network.priorityId}`}>{network.priorityTitle}</a>;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/networks", label: words("networks.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("networks.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`networks.done.${done}`)}</Notice>}
      {network.isArchived ? <Notice>{words("networks.archivedNow")}</Notice> : null}
      {parameters["done"] === "merged" || parameters["done"] === "separated" ? <Notice kind="done">{words(`merging.done.${parameters["done"]}`)}</Notice> : null}
      {network.mergedInto === null ? null : (
        <Notice>
          {words("networks.mergedNow")} <a href={pathOf(network.mergedInto.id)}>{network.mergedInto.name}</a>.
        </Notice>
      )}
      <PageHead
        title={network.name}
        lead={[network.acronym, words(`networks.level.${network.level}`)].filter((part) => part !== null).join(", ")}
        quietLead
        meta={
          <>
            <Status kind={kind}>{state}</Status>
            {network.isDemonstration ? <span className="quiet">{words("networks.demonstration")}</span> : null}
          </>
        }
      />
      <Split>
        <div>
          {decision === null ? null : <DecisionBox described={decision} document={pack.document} words={words} />}
          {network.through === null ? null : <Notice>{words("networks.throughNote", { through: network.through })}</Notice>}
          <Section id="membership" title={words("networks.membership")}>
            <Facts
              items={[
                { label: words("networks.field.scope"), value: [words(`networks.scope.${network.scope}`), ...(network.scopeBefore === null ? [] : [words("networks.scopeChanged", { before: words(`networks.scope.${network.scopeBefore}`).toLocaleLowerCase(words.locale) })])].join(". ") },
                { label: words("networks.field.unitId"), value: <a href={`/bodies/${network.unitId}`}>{network.unitName}</a> },
                { label: words("networks.units"), value: network.units.length === 0 ? network.scope === "OWN_FIELD" ? network.unitName : words("networks.notStated") : network.units.map(({ name }) => name).join(", ") },
                { label: words("networks.field.joined"), value: network.joined === null ? words("networks.notStated") : formatApproximate(network.joined, words.locale) },
                ...field("renewsOn", network.renewsOn && day(network.renewsOn)),
                ...field("noticeMonths", network.noticeMonths === null ? null : String(network.noticeMonths)),
                ...field("noticeBy", network.noticeBy && day(network.noticeBy)),
                ...field("membershipNumber", network.membershipNumber),
                ...field("representative", network.representative),
                ...field("contact", network.contact),
                ...field("workingGroups", network.workingGroups),
                { label: words("networks.insidePriorities"), value: inPriorities },
                ...(network.steps.length === 0 ? [] : [{ label: words("networks.stepsTaken"), value: network.steps.map((taken) => words(`networks.stepTaken.${taken.to}`, { day: taken.to === "MEMBER" && network.joined !== null && lastDayOf(network.joined) === taken.on ? formatApproximate(network.joined, words.locale) : day(taken.on) })).join(". ") }]),
              ]}
            />
          </Section>
          <Section id="about" title={words("networks.about")}>
            <Facts
              items={[
                { label: words("networks.field.relevance"), value: network.relevance ?? words("networks.notStated") },
                ...field("about", network.about),
                ...(network.website === null ? [] : [{ label: words("networks.field.website"), value: <a href={network.website} rel="noreferrer">{network.website}</a> }]),
                ...(network.source === null ? [] : [{ label: words("networks.field.source"), value: `${network.source}. ${words(`networks.certainty.${network.certainty}`)}.` }]),
              ]}
            />
          </Section>
          <MeetingList meetings={meetings} today={today} add={mayEdit ? `/recurring-meetings/new?network=${network.id}` : null} words={words} />
          <NetworkEntries networkId={network.id} entries={entries} absent={absentUnits(network, entries.participations, years)} years={years} tellsOf={new Set(tellsOf.map(({ id }) => id))} mayEdit={mayEdit} asksNeeds={pack.modules.networkNeeds.state !== "off"} words={words} />
        </div>
        <RecordAside
          label={words("networks.aside")}
          path={back}
          edit={mayEdit ? words("networks.edit") : null}
          archiving={mayArchive ? { action: network.isArchived ? restore : archive, label: words(network.isArchived ? "networks.restore" : "networks.archive") } : null}
          record={network}
          titles={{ change: words("networks.changeTitle"), history: words("networks.history") }}
          history={history}
          words={words}
          first={
            steps.length > 0 ? (
              <Section id="steps" title={words("networks.stepsTitle")}>
                {steps.map(({ to, missing }) =>
                  missing.length > 0 ? (
                    <p key={to}>
                      <Status kind="todo">{words("networks.lacking")}</Status> {missing.map((requirement) => words(`networks.lacks.${requirement}`)).join(" ")}
                    </p>
                  ) : (
                    <form key={to} action={step} noValidate>
                      {hidden({ to })}
                      <DateField id={`on-${to}`} name="on" label={`${words(`networks.status.${to}`)}, ${words("networks.field.on").toLocaleLowerCase(words.locale)}`} error={textOf(problems.values, "to") === to ? problems.errorOf("on") : undefined} defaultValue={textOf(problems.values, "to") === to ? textOf(problems.values, "on") : today} />
                      <div className="btns mt-4">
                        <Button variant={to === "MEMBER" ? "primary" : "secondary"} small>{words(`networks.stepTo.${to}`)}</Button>
                      </div>
                    </form>
                  ),
                )}
              </Section>
            ) : null
          }
        >
          <FactSheetLinks kind="networks" id={network.id} words={words} />
          {isCoordinator(actor) && !network.isArchived ? <MergingPart kind="network" record={network} pathOf={pathOf} labels={{ mergedFrom: words("networks.mergedFrom"), merge: words("networks.merge"), separate: words("networks.separate") }} words={words} /> : null}
          <RecordParts actor={actor} subject={subject} holder={holderOf(network.name, network.unitId, { mayEdit, mayArchive })} merged={merged} words={words} />
        </RecordAside>
      </Split>
    </>
  );
}

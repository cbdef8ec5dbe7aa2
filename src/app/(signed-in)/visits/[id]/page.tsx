import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { SelectField } from "@/components/field";
import { GapNotice } from "@/components/gap-notice";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import { holderOf } from "@/domain/registers";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { archive, cancel, restore, resume } from "@/features/visits/actions";
import { isToTheDay, writeDays } from "@/features/visits/components/visit-days";
import { VisitConsultations } from "@/features/visits/components/visit-consultations";
import { VisitParts } from "@/features/visits/components/visit-parts";
import { VisitReport } from "@/features/visits/components/visit-report";
import { VisitResponsibility } from "@/features/visits/components/visit-responsibility";
import { describeAllocation, describeNotice } from "@/features/visits/components/visit-state";
import { listConsultations } from "@/features/visits/consultations/service";
import { listParts } from "@/features/visits/parts/service";
import { visitPolicy } from "@/features/visits/policy";
import { answer, goInstead, release, substitute, take, withdraw } from "@/features/visits/representation/actions";
import { getReport } from "@/features/visits/reports/service";
import { DisposedRecord } from "@/features/retention/disposals/components/disposed-record";
import { isMemberOf, isSecretaryOf, judgeTaking, visitRulesOf } from "@/features/visits/rules";
import { listVisitHistory } from "@/features/visits/service";
import { formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { RecordParts } from "@/features/documents/components/record-parts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { findDisposed, loadVisit, type Parameters } from "../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["announced", "changed", "cancelled", "resumed", "archived", "restored", "withdrawn", "substituteNamed", "substituteRemoved", "saved", "removed", "erased", "actionDone", "actionReopened", "reported", "reportChanged", "closed", "reopened", "consulted", "consultationAnswered", "consultationNotNeeded"]);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [actor, { id }] = [await getActor(), await params];
  if ((await findDisposed(actor, id)) !== null) return { title: (await getWords())("disposals.disposedTitle") };
  return { title: (await loadVisit(actor, id)).visit.title };
}

export default async function VisitPage({ params, searchParams }: Props) {
  const [actor, { id }, parameters, words] = [await getActor(), await params, await searchParams, await getWords()];
  const disposal = await findDisposed(actor, id);
  if (disposal !== null) return <DisposedRecord disposal={disposal} register={{ href: "/visits", label: words("visits.title") }} words={words} />;
  const loaded = await loadVisit(actor, id);
  const { visit, responsibility, notice, seats, thing, mayEdit, mayArchive } = loaded;
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [parts, { report, lacking }, history, consultations, step, represent, consulting] = await Promise.all([
    listParts(actor, visit.id, { loaded }),
    getReport(actor, visit.id, { loaded }),
    listVisitHistory(actor, visit.id, { limit: 10 }),
    listConsultations(actor, visit.id, { loaded }),
    form === undefined ? null : findParkedForm("visit-step", form, actor.personId),
    form === undefined ? null : findParkedForm("visit-represent", form, actor.personId),
    form === undefined ? null : findParkedForm("visit-consultation", form, actor.personId),
  ]);
  const parked = step ?? represent ?? consulting;
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "representative");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const today = dateInStockholm(new Date());
  const pack = getPack();
  const back = `/visits/${visit.id}`;
  const days = { startsOn: visit.starts.on, startPrecision: visit.starts.precision, endsOn: visit.endsOn, endPrecision: visit.ends?.precision ?? null };
  const [kind, state] = describeAllocation({ ...visit, representative: visit.representative?.name ?? null, representativeBody: visit.representative?.bodyName ?? null, responsibility, notice }, today, words);
  const text = (field: string, value: string | number | null) => (value === null ? [] : [{ label: words(`visits.field.${field}`), value: String(value) }]);
  const presidia = [...new Map(seats.map((seat) => [seat.id, seat])).values()];
  const canBeTaken = visit.representative === null && may(visitPolicy, "take", actor, thing) && presidia.some((presidium) => judgeTaking(visit, presidium.kind, visitRulesOf(pack, today), today).ok && (isMemberOf(actor, presidium) || isSecretaryOf(actor, presidium)));
  const isMember = presidia.some((presidium) => isMemberOf(actor, presidium));
  const members = seats.filter((seat) => isSecretaryOf(actor, seat) && seat.position !== "SECRETARY");
  const standIns = seats.filter((seat) => seat.position !== "SECRETARY" && seat.personId !== visit.representative?.personId && judgeTaking(visit, seat.kind, visitRulesOf(pack, today), today).ok);
  const hidden = (more: Record<string, string | number>) => Object.entries({ _back: back, id: visit.id, ...more }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  const mayChange = mayEdit && visit.closedOn === null;
  const isAhead = visit.cancelledOn === null && visit.endsOn >= today;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits", label: words("visits.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("visits.notDone")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`visits.done.${done}`)}</Notice>}
      {visit.isArchived ? <Notice>{words("visits.archivedNow")}</Notice> : null}
      <PageHead
        title={visit.title}
        lead={`${words(`visits.direction.${visit.direction}`)}, ${writeDays(days, today, words.locale)}`}
        quietLead
        meta={
          <>
            <Status kind={kind}>{state}</Status>
            {visit.cancelledOn === null ? null : <span>{words("visits.cancelledOn", { date: formatDate(visit.cancelledOn, words.locale) })}</span>}
          </>
        }
      />
      {visit.isHandledSeparately ? <Notice>{words("visitParts.separately")}</Notice> : null}
      {visit.closedOn === null ? null : <Notice>{words("visitParts.closed", { date: formatDate(visit.closedOn, words.locale) })}</Notice>}
      <Split>
        <div>
          {mayChange && lacking.length > 0 ? <GapNotice title={words("visitParts.lacking.title")}>{lacking.map((needed) => words(`visitParts.lacking.${needed}`)).join(", ")}</GapNotice> : null}
          <VisitResponsibility responsibility={responsibility} unit={visit.unitName} presidia={presidia} pack={pack} words={words} />
          <VisitConsultations visitId={visit.id} consultations={consultations} document={pack.document.shortTitle} problems={problems} words={words} />
          <Section id="facts" title={words("visits.about")}>
            <Facts
              items={[
                { label: words("visits.when"), value: writeDays(days, today, words.locale) },
                { label: words("visits.field.unitId"), value: <a href={`/bodies/${visit.unitId}`}>{visit.unitName}</a> },
                ...(visit.meeting === null ? [] : [{ label: words("visits.meeting"), value: <a href={`/recurring-meetings/${visit.meeting.id}`}>{visit.meeting.name}</a> }]),
                ...text("counterpart", visit.counterpart),
                ...text("places", visit.places),
                ...text("hosts", visit.hosts),
                ...text("purpose", visit.purpose),
                ...text("participantCount", visit.participantCount),
                { label: words("visits.field.reachesChildrenAndYouth"), value: words(visit.reachesChildrenAndYouth ? "frame.yes" : "frame.no") },
                ...text("childrenAndYouthCount", visit.childrenAndYouthCount),
                ...text("caseNumber", visit.caseNumber),
                ...(visit.sources.length === 0 ? [] : [{ label: words("visits.source"), value: visit.sources.join(". ") }]),
              ]}
            />
          </Section>
          {notice === null ? null : (
            <Section id="notice" title={words("visits.noticePart")} note={words("frame.clause", { document: pack.document.shortTitle, number: notice.clause })}>
              <p>
                <Status kind={describeNotice(notice.state, words)[0]}>{describeNotice(notice.state, words)[1]}</Status>
              </p>
              {visit.officeNotifiedOn === null ? null : <p className="mt-2">{words("visits.noticeOn", { date: formatDate(visit.officeNotifiedOn, words.locale), to: visit.officeNotifiedTo ?? "none" })}</p>}
            </Section>
          )}
          <VisitParts visit={visit} parts={parts} mayChange={mayChange} today={today} words={words} />
          <VisitReport visit={visit} report={report} mayEdit={mayEdit} today={today} words={words} />
        </div>
        <Aside label={words("visits.aside")}>
          <Section id="representative" title={words("visits.representative")}>
            <p>{visit.representative === null ? <Status kind={kind}>{state}</Status> : words("visits.represents", { name: visit.representative.name, body: visit.representative.bodyName })}</p>
            {visit.representative?.substitute == null ? null : <p className="meta mt-2">{words("visits.substitute.is", { name: visit.representative.substitute.name })}</p>}
            {visit.question === null ? null : <p className="meta mt-2">{words("visits.coming.waitsForAnswer", { name: visit.question.toName })}</p>}
            <div className="visit-do mt-4">
              {canBeTaken ? (
                <form action={take}>
                  {hidden({ _key: randomUUID() })}
                  {isMember ? (
                    <Button variant="primary" small>{words("visits.coming.take")}</Button>
                  ) : (
                    <>
                      <SelectField name="personId" label={words("visits.coming.forWhom")} empty={words("frame.choose")} options={members.map((member) => ({ value: member.personId, label: member.personName }))} required />
                      <Button variant="primary" small>{words("visits.coming.assign")}</Button>
                    </>
                  )}
                </form>
              ) : null}
              {isAhead && visit.question !== null && may(visitPolicy, "answer", actor, thing) ? (
                <>
                  <form action={answer}>
                    {hidden({ handoverId: visit.question.id, answer: "ACCEPTED" })}
                    <Button variant="primary" small>{visit.question.toPersonId === actor.personId ? words("visits.coming.yes") : words("visits.coming.yesFor", { name: visit.question.toName })}</Button>
                  </form>
                  <form action={answer}>
                    {hidden({ handoverId: visit.question.id, answer: "DECLINED" })}
                    <Button small>{words("visits.coming.no")}</Button>
                  </form>
                </>
              ) : null}
              {isAhead && visit.question !== null && may(visitPolicy, "withdraw", actor, thing) ? (
                <form action={withdraw}>
                  {hidden({ handoverId: visit.question.id })}
                  <button className="link" type="submit">{words("visits.askPage.withdraw")}</button>
                </form>
              ) : null}
              {isAhead && visit.question === null && may(visitPolicy, "ask", actor, thing) && (canBeTaken || visit.representative !== null) ? (
                <ButtonLink variant="text" small href={`${back}/hand-over`}>{words(visit.representative === null ? "visits.coming.suggest" : "visits.coming.handOver")}</ButtonLink>
              ) : null}
              {isAhead && visit.representative?.substitute != null && may(visitPolicy, "stepIn", actor, thing) ? (
                <form action={goInstead}>
                  {hidden({ assignmentId: visit.representative.assignmentId })}
                  <Button small>{visit.representative.substitute.personId === actor.personId ? words("visits.substitute.go") : words("visits.substitute.goFor", { name: visit.representative.substitute.name })}</Button>
                </form>
              ) : null}
              {isAhead && may(visitPolicy, "release", actor, thing) ? (
                <form action={release}>
                  {hidden({})}
                  <button className="link" type="submit">{words("visits.release")}</button>
                </form>
              ) : null}
            </div>
            {isAhead && visit.representative !== null && standIns.length > 0 && may(visitPolicy, "nameSubstitute", actor, thing) ? (
              <details className="mt-4" open={problems.errorOf("personId") !== undefined}>
                <summary>{words("visits.substitute.title")}</summary>
                <form action={substitute} className="mt-4" noValidate>
                  {hidden({ assignmentId: visit.representative.assignmentId })}
                  <SelectField
                    id="substitute"
                    name="personId"
                    label={words("visits.substitute.title")}
                    empty={words("visits.substitute.none")}
                    error={problems.errorOf("personId")}
                    defaultValue={visit.representative.substitute?.personId ?? ""}
                    options={presidia.map(({ id, name }) => ({ label: name, options: standIns.filter((seat) => seat.id === id).map((seat) => ({ value: seat.personId, label: seat.personName })) }))}
                  />
                  <Button small>{words("visits.substitute.save")}</Button>
                </form>
              </details>
            ) : null}
          </Section>
          <Section id="take-along" title={words("calendars.takeAlong")}>
            <Rows tight>
              {isToTheDay(days) && !visit.isArchived ? <li><a href={`/api/visits/${visit.id}/calendar`}>{words("calendars.add")}</a></li> : null}
              {(["sv", "en"] as const).map((lang) => (
                <li key={`briefing ${lang}`}><a href={`/api/visits/${visit.id}/briefing?lang=${lang}`}>{words(`visitSheet.briefingLink.${lang}`)}</a></li>
              ))}
              {(["sv", "en"] as const).filter(() => visit.direction !== "OUTGOING").map((lang) => (
                <li key={`programme ${lang}`}><a href={`/api/fact-sheets/visits/${visit.id}?lang=${lang}`}>{words(`visitSheet.programmeLink.${lang}`)}</a></li>
              ))}
            </Rows>
          </Section>
          {mayEdit || mayArchive ? (
            <Section id="change" title={words("visits.changeTitle")}>
              <Rows tight>
                {mayChange ? <li><a href={`${back}/edit`}>{words("visits.edit")}</a></li> : null}
                {mayChange ? (
                  <li>
                    <form action={visit.cancelledOn === null ? cancel : resume}>
                      {hidden({ _version: visit.version })}
                      <button className="link" type="submit">{words(visit.cancelledOn === null ? "visits.cancel" : "visits.resume")}</button>
                    </form>
                  </li>
                ) : null}
                {mayArchive ? (
                  <li>
                    <form action={visit.isArchived ? restore : archive}>
                      {hidden({ _version: visit.version })}
                      <button className="link" type="submit">{words(visit.isArchived ? "visits.restore" : "visits.archive")}</button>
                    </form>
                  </li>
                ) : null}
              </Rows>
            </Section>
          ) : null}
          <RecordParts actor={actor} subject={{ kind: "visit", id: visit.id }} holder={holderOf(visit.title, visit.unitId, { mayEdit: mayChange, mayArchive })} words={words} />
          <Section id="history" title={words("visits.history")}>
            <RecordHistory entries={history} words={words} />
            <p><a className="more" href={`${back}/history`}>{words("history.all")}</a></p>
          </Section>
        </Aside>
      </Split>
    </>
  );
}

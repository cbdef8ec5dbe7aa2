import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { CheckboxField, DateField, TextField } from "@/components/field";
import { ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { carryOut, decide, withdraw } from "@/features/retention/disposals/actions";
import { DisposalStatus } from "@/features/retention/disposals/components/disposal-table";
import { ProtocolTable } from "@/features/retention/disposals/components/protocol-table";
import { readDisposalAddress, RECORDS_A_PAGE, writeDisposalAddress } from "@/features/retention/disposals/schema";
import { getDisposal } from "@/features/retention/disposals/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { registers } from "@/registers";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getFollower, orNotFound, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const DONE = new Set(["proposed", "decided", "begun", "carriedOut", "withdrawn"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disposals.title") };
}

/** One disposal: its rule, its decision, how far it has come, and the record of what became of each of its records. */
export default async function DisposalPage({ params, searchParams }: Props) {
  const [actor, { id }, parameters, words] = [await getFollower(), await params, await searchParams, await getWords()];
  if (!isId(id)) notFound();
  const { page, ignored } = readDisposalAddress(parameters);
  const { disposal, records, mayDecide, mayCarryOut, mayWithdraw } = await orNotFound(getDisposal(actor, id, page, around));
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const [deciding, carrying, withdrawing] = await Promise.all(["disposal-decide", "disposal-carry-out", "disposal-withdraw"].map((form) => findParkedForm(form, one("form"), actor.personId)));
  const parked = deciding ?? carrying ?? withdrawing ?? null;
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, deciding ? "decidedBy" : "isSure");
  const day = (at: Date | string) => formatDate(typeof at === "string" ? at : dateInStockholm(at), words.locale);
  const who = (name: string | null) => name ?? words("disposals.someone");
  const kind = words(`documents.with.${disposal.kind}`);
  const path = `/retention/disposals/${id}`;
  const settled = disposal.disposed + disposal.left;
  const list = { page, size: RECORDS_A_PAGE, shown: records.length, total: disposal.total };
  const pageAt = (at: number) => `${path}${writeDisposalAddress(at)}`;
  const done = one("done");
  const today = dateInStockholm(new Date());
  const hidden = (
    <>
      <input type="hidden" name="_back" value={path} />
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="_version" value={disposal.version} />
    </>
  );
  return (
    <>
      {done !== undefined && DONE.has(done) ? <Notice kind="done">{words(`disposals.done.${done}`)}</Notice> : null}
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/retention", label: words("retention.title") }, { href: "/retention/disposals", label: words("disposals.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disposals.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("disposals.ofKind", { kind })} lead={words("disposals.pageLead", { day: day(disposal.dueOn) })} meta={<DisposalStatus state={disposal.state} disposed={disposal.disposed} left={disposal.left} words={words} />} />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <Section id="basis" title={words("disposals.basis")}>
        <Facts
          items={[
            { label: words("disposals.rule"), value: words("disposals.ruleText", { years: disposal.years, source: disposal.source }) },
            { label: words("disposals.proposal"), value: words("disposals.proposedOn", { day: day(disposal.proposedAt), by: who(disposal.proposedBy) }) },
            {
              label: words("disposals.decision"),
              value:
                disposal.decidedBy === null || disposal.decidedOn === null
                  ? words("disposals.noDecision")
                  : words("disposals.decisionText", { by: disposal.decidedBy, day: day(disposal.decidedOn), paragraph: disposal.paragraph ?? "none", caseNumber: disposal.caseNumber ?? "" }),
            },
            ...(disposal.carriedOutAt === null ? [] : [{ label: words("disposals.carrying"), value: words("disposals.carriedOutOn", { day: day(disposal.carriedOutAt), by: who(disposal.carriedOutBy) }) }]),
            ...(settled === 0 ? [] : [{ label: words("disposals.result"), value: words("disposals.settled", { disposed: formatCount(disposal.disposed), left: formatCount(disposal.left), waiting: formatCount(disposal.total - settled) }) }]),
          ]}
        />
      </Section>
      {mayDecide ? (
        <Section id="decide" title={words("disposals.decideTitle")}>
          <form action={decide} noValidate>
            {hidden}
            <TextField name="decidedBy" label={words("disposals.field.decidedBy")} help={words("disposals.help.decidedBy")} error={problems.errorOf("decidedBy")} defaultValue={textOf(problems.values, "decidedBy")} required />
            <DateField name="decidedOn" label={words("disposals.field.decidedOn")} help={words("disposals.help.decidedOn", { day: today })} error={problems.errorOf("decidedOn")} defaultValue={textOf(problems.values, "decidedOn")} required />
            <TextField name="paragraph" label={words("disposals.field.paragraph")} help={words("disposals.help.paragraph")} optional={words("frame.optional")} error={problems.errorOf("paragraph")} defaultValue={textOf(problems.values, "paragraph")} width="short" />
            <TextField name="caseNumber" label={words("disposals.field.caseNumber")} help={words("disposals.help.caseNumber")} error={problems.errorOf("caseNumber")} defaultValue={textOf(problems.values, "caseNumber")} required />
            <Buttons>
              <Button variant="primary">{words("disposals.decide")}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {disposal.state === "DECIDED" && !mayCarryOut ? (
        <div className="mt-6">
          <Notice>{disposal.dueOn > today ? words("disposals.waitsForDay", { day: day(disposal.dueOn) }) : words("disposals.waitsForAdministrator")}</Notice>
        </div>
      ) : null}
      {mayCarryOut ? (
        <Section id="carry-out" title={words(settled === 0 ? "disposals.carryOutTitle" : "disposals.goOnTitle")}>
          <Facts items={[{ label: words("disposals.goes"), value: words("disposals.goesText") }, { label: words("disposals.stays"), value: words("disposals.staysText") }]} />
          <form action={carryOut} noValidate className="mt-6">
            {hidden}
            <CheckboxField name="isSure" label={words("disposals.sure")} value="on" error={problems.errorOf("isSure")} />
            <Buttons>
              <Button variant="primary">{words(settled === 0 ? "disposals.carryOut" : "disposals.goOn")}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
      {mayWithdraw ? (
        <form action={withdraw} className="mt-6 mb-6">
          {hidden}
          <button className="link" type="submit">{words("disposals.withdraw")}</button>
        </form>
      ) : null}
      <Section id="records" title={words("disposals.recordsTitle")}>
        <ResultBar
          count={words("disposals.count", { count: disposal.total, formatted: formatCount(disposal.total) })}
          chips={[]}
          tools={
            <>
              <a href={`/api/export/disposal.xlsx?id=${id}`}>{words("frame.excel")}</a>
              <a href={`/api/export/disposal.csv?id=${id}`}>{words("frame.csv")}</a>
            </>
          }
        />
        {records.length > 0 ? (
          <>
            <ProtocolTable rows={records} pathOf={(subjectId) => registers.find((register) => register.kind === disposal.kind)?.path(subjectId) ?? "/"} caption={words("disposals.recordsTitle")} words={words} />
            <Pager {...describePages(words, list, pageAt)} />
          </>
        ) : (
          <EmptyState {...describeEmpty(words, "disposals.records", list, false, path, pageAt)} />
        )}
      </Section>
    </>
  );
}

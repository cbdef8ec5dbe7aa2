import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField, TextArea } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { visitPolicy } from "@/features/visits/policy";
import { ask } from "@/features/visits/representation/actions";
import { LONGEST_MESSAGE } from "@/features/visits/representation/schema";
import { judgeTaking, visitRulesOf } from "@/features/visits/rules";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { loadVisit, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("visits.askPage.title") };
}

export default async function HandOverPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { visit, seats, thing } = await loadVisit(actor, (await params).id);
  if (!may(visitPolicy, "ask", actor, thing)) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("visit-ask", typeof form === "string" ? form : undefined, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "toPersonId");
  const path = `/visits/${visit.id}`;
  const holder = visit.representative?.personId ?? actor.personId;
  const today = dateInStockholm(new Date());
  const members = seats.filter((seat) => seat.personId !== holder && seat.position !== "SECRETARY" && judgeTaking(visit, seat.kind, visitRulesOf(getPack(), today), today).ok);
  const presidia = [...new Map(members.map((seat) => [seat.id, seat.name]))];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits/coming", label: words("visits.coming.title") }, { href: path, label: visit.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("visits.problem")} items={problems.summary} /> : null}
      <PageHead
        tight
        title={words(visit.representative === null ? "visits.askPage.suggestTitle" : "visits.askPage.title")}
        lead={`${visit.title}. ${visit.representative === null ? words("visits.askPage.suggestLead") : words("visits.askPage.lead", { name: visit.representative.name })}`}
        quietLead
      />
      {members.length === 0 ? (
        <EmptyState title={words("visits.askPage.nobody")} level={2}>{words("visits.askPage.nobodyText")}</EmptyState>
      ) : (
        <form action={ask} noValidate>
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="_back" value={`${path}/hand-over`} />
          <input type="hidden" name="id" value={visit.id} />
          <SelectField
            name="toPersonId"
            label={words("visits.askPage.to")}
            empty={words("frame.choose")}
            width="medium"
            error={problems.errorOf("toPersonId")}
            defaultValue={textOf(problems.values, "toPersonId")}
            options={presidia.map(([id, label]) => ({ label, options: members.filter((seat) => seat.id === id).map((seat) => ({ value: seat.personId, label: seat.personName })) }))}
            required
          />
          <TextArea name="message" label={words("visits.askPage.message")} optional={words("frame.optional")} most={LONGEST_MESSAGE} rows={3} error={problems.errorOf("message")} defaultValue={textOf(problems.values, "message")} />
          <Buttons>
            <Button variant="primary">{words("visits.askPage.send")}</Button>
            <ButtonLink variant="text" href="/visits/coming">{words("visits.cancelForm")}</ButtonLink>
          </Buttons>
        </form>
      )}
    </>
  );
}

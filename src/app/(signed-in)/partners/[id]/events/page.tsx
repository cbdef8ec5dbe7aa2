import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { RadioGroup, SelectField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { textOf } from "@/domain/values";
import { dissolve, merge, rename } from "@/features/partners/actions";
import { readPartnerFilter } from "@/features/partners/schema";
import { listPartners, listSimilarPartners } from "@/features/partners/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCountry } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadPartner, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partners.event") };
}

export default async function PartnerEventsPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { partner, mayEdit, mayMerge } = await loadPartner(actor, (await params).id);
  if (!mayEdit || partner.mergedIntoId !== null) notFound();
  const { form, q } = await searchParams;
  const sought = typeof q === "string" ? q.slice(0, 200) : "";
  const parkedAs = (name: string) => findParkedForm(name, typeof form === "string" ? form : undefined, actor.personId);
  const [words, renaming, merging, dissolving, similar, found] = await Promise.all([
    getWords(),
    parkedAs("partner-rename"),
    parkedAs("partner-merge"),
    parkedAs("partner-dissolve"),
    mayMerge ? listSimilarPartners(actor, partner.name, partner.id) : [],
    mayMerge && sought !== "" ? listPartners(actor, readPartnerFilter({ q: sought }).filter) : null,
  ]);
  const path = `/partners/${partner.id}`;
  const back = `${path}/events${sought === "" ? "" : `?q=${encodeURIComponent(sought)}`}`;
  const ofForm = (parked: Awaited<ReturnType<typeof parkedAs>>, first: string) => describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, first);
  const [renamed, merged, dissolved] = [ofForm(renaming, "rename-name"), ofForm(merging, "merge-intoId"), ofForm(dissolving, "dissolve-on")];
  // Each form stands on the page with fields of the same names, so that their ids say whose they are.
  const field = (of: "rename" | "merge" | "dissolve", problems: typeof renamed, name: string) => ({ id: `${of}-${name}`, name, label: words(`partners.eventField.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const hidden = Object.entries({ _back: back, id: partner.id, _version: partner.version }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />);
  const about = (of: "rename" | "merge" | "dissolve", problems: typeof renamed) => (
    <>
      <TextField {...field(of, problems, "on")} help={words("partners.help.on")} width="medium" required />
      <TextField {...field(of, problems, "note")} optional={words("frame.optional")} />
      <TextField {...field(of, problems, "source")} optional={words("frame.optional")} />
    </>
  );
  const summary = ([["rename", renamed], ["merge", merged], ["dissolve", dissolved]] as const).flatMap(([of, problems]) => problems.summary.map(({ href, text }) => ({ text, href: href.startsWith(`#${of}-`) ? href : `#${of}-${href.slice(1)}` })));
  const others = [...similar, ...(found?.rows ?? []).filter(({ id }) => id !== partner.id && !similar.some((one) => one.id === id))];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners", label: words("partners.title") }, { href: path, label: partner.name }]} />
      {summary.length > 0 ? <ErrorSummary title={words("partners.problem")} items={summary} /> : null}
      <PageHead tight title={words("partners.eventTitle", { name: partner.name })} lead={words("partners.eventLead")} quietLead />
      <Section id="rename" title={words("partners.rename")}>
        <form action={rename} noValidate>
          {hidden}
          <TextField {...field("rename", renamed, "name")} required />
          {about("rename", renamed)}
          <Button variant="primary">{words("partners.renameSave")}</Button>
        </form>
      </Section>
      {mayMerge ? (
        <Section id="merge" title={words("partners.merge")} note={words("partners.mergeNote")}>
          <p><a className="more" href={`/merge/partner/${partner.id}`}>{words("merging.title")}</a></p>
          <form action={`${path}/events`} role="search">
            <TextField name="q" type="search" label={words("partners.mergeSearch")} defaultValue={sought} />
            <Button variant="text">{words("frame.show")}</Button>
          </form>
          {others.length === 0 ? (
            <p>{words("partners.mergeNone")}</p>
          ) : (
            <form action={merge} noValidate>
              {hidden}
              <SelectField {...field("merge", merged, "intoId")} empty={words("frame.choose")} options={others.map(({ id, name, country }) => ({ value: id, label: `${name}, ${formatCountry(country, words.locale)}` }))} required />
              <RadioGroup {...field("merge", merged, "kind")} options={(["DUPLICATE", "MERGED"] as const).map((kind) => ({ value: kind, label: words(`partners.mergeKind.${kind}`), help: words(`partners.mergeKindHelp.${kind}`) }))} required />
              {about("merge", merged)}
              <Button variant="primary">{words("partners.mergeSave")}</Button>
            </form>
          )}
        </Section>
      ) : null}
      {partner.endedOn === null ? (
        <Section id="dissolve" title={words("partners.dissolve")}>
          <form action={dissolve} noValidate>
            {hidden}
            {about("dissolve", dissolved)}
            <Button variant="primary">{words("partners.dissolveSave")}</Button>
          </form>
        </Section>
      ) : null}
    </>
  );
}

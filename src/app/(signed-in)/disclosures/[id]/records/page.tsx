import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxGroup, SelectField, TextArea, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { textOf } from "@/domain/values";
import { pick } from "@/features/disclosures/records/actions";
import { MOST_RECORDS, readPickFilter, RECORDS_A_PAGE, writePickFilter } from "@/features/disclosures/records/schema";
import { listCandidates } from "@/features/disclosures/records/service";
import { titleOf } from "@/features/disclosures/rules";
import { loadUnits } from "@/features/projects/choices/service";
import { formatCount, formatDate } from "@/lib/formats";
import { describeProblems } from "@/lib/form-problems";
import { describePages } from "@/lib/list-pages";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getAnswerer, loadRequest, type Parameters as Address } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Address>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("disclosures.pick.title") };
}

/** The registers' records, to be picked for a request. */
export default async function PickRecordsPage({ params, searchParams }: Props) {
  const actor = await getAnswerer();
  const request = await loadRequest(actor, (await params).id);
  const parameters = await searchParams;
  const { filter, ignored } = readPickFilter(parameters);
  const [words, { rows, total }, units, parked] = await Promise.all([
    getWords(),
    listCandidates(actor, request.id, filter, around),
    loadUnits(actor),
    findParkedForm("disclosure-pick", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId),
  ]);
  const say = (key: string, values?: Record<string, string | number>) => words(`disclosures.pick.${key}`, values);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "addresses");
  const path = `/disclosures/${request.id}`;
  const here = (changes: Parameters<typeof writePickFilter>[1]) => `${path}/records${writePickFilter(filter, changes)}`;
  const kindWord = (kind: string) => words(`auditLog.kinds.${kind}`);
  const kinds = around.registers.flatMap(({ kind, holding }) => (holding === undefined ? [] : [{ value: kind, label: kindWord(kind) }])).sort((a, b) => a.label.localeCompare(b.label, words.locale));
  const chips = [
    ...(filter.q === "" ? [] : [{ label: `”${filter.q}”`, href: here({ q: "", page: 1 }) }]),
    ...(filter.kind === null ? [] : [{ label: words.has(`auditLog.kinds.${filter.kind}`) ? kindWord(filter.kind) : filter.kind, href: here({ kind: null, page: 1 }) }]),
    ...(filter.unitId === null ? [] : [{ label: units.find(({ id }) => id === filter.unitId)?.name ?? filter.unitId, href: here({ unitId: null, page: 1 }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: here({ year: null, page: 1 }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const typed = parked?.values["picked"];
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/disclosures", label: words("disclosures.title") }, { href: path, label: titleOf(request) }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("disclosures.problem")} items={problems.summary} /> : null}
      <PageHead tight title={say("title")} lead={say("lead", { most: MOST_RECORDS })} quietLead />
      <FilterForm label={say("filter")} action={`${path}/records`} submit={say("show")} more={words("frame.moreFilters")} lead={<TextField name="q" type="search" label={say("search")} defaultValue={filter.q} />}>
        <SelectField name="kind" label={say("kind")} empty={words("frame.all")} options={kinds} defaultValue={filter.kind ?? ""} />
        <SelectField name="unit" label={say("unit")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <TextField name="year" label={say("year")} inputMode="numeric" width="short" autoComplete="off" defaultValue={filter.year === null ? "" : String(filter.year)} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar count={say("count", { count: total, formatted: formatCount(total) })} chips={chips} />
      <form action={pick} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={here({})} />
        <input type="hidden" name="requestId" value={request.id} />
        {rows.length === 0 ? (
          <EmptyState title={say("none")}>{say("noneHelp")}</EmptyState>
        ) : (
          <CheckboxGroup
            name="picked"
            label={say("list")}
            error={problems.errorOf("picked")}
            defaultValue={typeof typed === "string" ? [typed] : [...(typed ?? [])]}
            options={rows.map(({ kind, id, title, unit, caseNumber, from, isConfidential, isPicked }) => ({
              value: `${kind} ${id}`,
              label: title,
              help: [isPicked ? say("there") : null, kindWord(kind), unit, caseNumber, from === null ? null : formatDate(from, words.locale), isConfidential ? words("disclosures.marked") : null].filter((part) => part !== null).join(" · "),
            }))}
          />
        )}
        <Pager {...describePages(words, { page: filter.page, size: RECORDS_A_PAGE, shown: rows.length, total }, (page) => here({ page }))} />
        <TextArea name="addresses" label={say("addresses")} help={say("addressesHelp")} optional={words("frame.optional")} error={problems.errorOf("addresses")} defaultValue={textOf(problems.values, "addresses")} />
        <Buttons>
          <Button variant="primary">{say("save")}</Button>
          <ButtonLink variant="text" href={path}>{words("disclosures.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

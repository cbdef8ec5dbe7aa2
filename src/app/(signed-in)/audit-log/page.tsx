import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { AuditTable } from "@/features/audit-trail/components/audit-table";
import { CheckSection } from "@/features/audit-trail/components/check-section";
import { mayReadAuditTrail } from "@/features/audit-trail/policy";
import { describeAct, describeKind } from "@/features/audit-trail/rules";
import { readAuditFilter, THE_PROGRAM, writeAuditFilter, type AuditFilter } from "@/features/audit-trail/schema";
import { findLatestCheck, listEntries, listEntryChoices, MOST_COUNTED } from "@/features/audit-trail/service";
import { listUnits } from "@/features/bodies/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount, formatDate } from "@/lib/formats";
import { places, registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("auditLog.title") };
}

/** The log of all that has been done: for the administrator and the auditor. */
export default async function AuditLogPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  if (!mayReadAuditTrail(actor)) notFound();
  const { filter, ignored } = readAuditFilter(parameters);
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, list, choices, units, check, parked] = await Promise.all([
    getWords(),
    listEntries(actor, filter, { registers, places }),
    listEntryChoices(actor),
    listUnits(actor, dateInStockholm(new Date())),
    findLatestCheck(actor),
    form === undefined ? null : findParkedForm("audit-check", form, actor.personId),
  ]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "check");
  const { rows, hasNewer, hasOlder, count } = list;
  const address = (changes: Partial<AuditFilter>) => `/audit-log${writeAuditFilter(filter, { before: null, after: null, ...changes })}`;
  const nameOf = (id: string) => (id === THE_PROGRAM ? words("auditLog.program") : (choices.people.find((person) => person.id === id)?.name ?? words("auditLog.erased")));
  const chip = (value: string | null, label: () => string, changes: Partial<AuditFilter>) => (value === null ? [] : [{ label: label(), href: address(changes) }]);
  const chips = [
    ...chip(filter.from, () => words("auditLog.fromFilter", { day: formatDate(filter.from ?? "", words.locale) }), { from: null }),
    ...chip(filter.to, () => words("auditLog.toFilter", { day: formatDate(filter.to ?? "", words.locale) }), { to: null }),
    ...chip(filter.actor, () => nameOf(filter.actor ?? ""), { actor: null }),
    ...chip(filter.kind, () => describeKind(filter.kind ?? "", words), { kind: null }),
    ...chip(filter.action, () => describeAct(filter.action ?? "", words), { action: null }),
    ...chip(filter.unitId, () => units.find(({ id }) => id === filter.unitId)?.name ?? words("auditLog.anotherUnit"), { unitId: null }),
    ...chip(filter.recordId, () => rows.find(({ subjectId, title }) => subjectId === filter.recordId && title !== null)?.title ?? words("auditLog.recordFilter"), { recordId: null }),
    ...chip(filter.reference, () => words("auditLog.referenceFilter", { reference: filter.reference ?? "" }), { reference: null }),
  ].map((one) => ({ ...one, removeLabel: words("frame.removeFilter", { filter: one.label }) }));
  const byWord = (options: { value: string; label: string }[]) => options.sort((one, other) => one.label.localeCompare(other.label, words.locale));
  const inUse = [filter.to, filter.actor, filter.kind, filter.action, filter.unitId, filter.reference].filter((value) => value !== null).length;
  const query = writeAuditFilter(filter, { before: null, after: null });
  const total = count > MOST_COUNTED ? words("auditLog.manyCount", { formatted: formatCount(MOST_COUNTED) }) : words("auditLog.count", { count, formatted: formatCount(count) });
  const hidden = filter.recordId;
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {parameters["done"] === "check" ? <Notice kind="done">{words("auditLog.check.done")}</Notice> : null}
      <PageHead tight title={words("auditLog.title")} lead={words("auditLog.lead")} tools={<ButtonLink variant="text" href="/processing">{words("processing.title")}</ButtonLink>} />
      <CheckSection check={check} words={words} />
      <FilterForm
        label={words("auditLog.filter")}
        action="/audit-log"
        submit={words("frame.show")}
        more={inUse === 0 ? words("frame.moreFilters") : `${words("frame.moreFilters")} (${String(inUse)})`}
        hidden={hidden === null ? null : <input type="hidden" name="record" value={hidden} />}
        lead={<SelectField name="who" label={words("auditLog.who")} empty={words("frame.all")} options={[{ value: THE_PROGRAM, label: words("auditLog.program") }, ...choices.people.map(({ id, name }) => ({ value: id, label: name ?? words("auditLog.erased") }))]} defaultValue={filter.actor ?? ""} />}
      >
        <TextField name="from" label={words("auditLog.from")} width="short" autoComplete="off" defaultValue={filter.from ?? ""} />
        <TextField name="to" label={words("auditLog.to")} width="short" autoComplete="off" defaultValue={filter.to ?? ""} />
        <SelectField name="kind" label={words("auditLog.kind")} empty={words("frame.all")} options={byWord(choices.kinds.map((value) => ({ value, label: describeKind(value, words) })))} defaultValue={filter.kind ?? ""} />
        <SelectField name="action" label={words("auditLog.act")} empty={words("frame.all")} options={byWord(choices.actions.map((value) => ({ value, label: describeAct(value, words) })))} defaultValue={filter.action ?? ""} />
        <SelectField name="unit" label={words("auditLog.unit")} empty={words("frame.all")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={filter.unitId ?? ""} />
        <TextField name="reference" label={words("auditLog.reference")} width="short" defaultValue={filter.reference ?? ""} />
      </FilterForm>
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar
        count={total}
        chips={chips}
        {...(count > 0
          ? {
              tools: (
                <>
                  <a href={`/api/export/audit-log.xlsx${query}`}>{words("frame.excel")}</a>
                  <a href={`/api/export/audit-log.csv${query}`}>{words("frame.csv")}</a>
                </>
              ),
            }
          : {})}
      />
      {rows.length > 0 ? (
        <>
          <AuditTable rows={rows} filter={filter} words={words} />
          {hasNewer || hasOlder ? (
            <nav className="pager" aria-label={words("frame.pages")}>
              <ul>
                {hasNewer ? <li><a href={address({ after: rows[0]?.seq ?? null })} rel="prev">{words("auditLog.newer")}</a></li> : null}
                {hasOlder ? <li><a href={address({ before: rows.at(-1)?.seq ?? null })} rel="next">{words("auditLog.older")}</a></li> : null}
              </ul>
            </nav>
          ) : null}
        </>
      ) : count > 0 ? (
        <EmptyState title={words("auditLog.beyond")} action={{ href: address({}), label: words("auditLog.latest") }} />
      ) : chips.length > 0 ? (
        <EmptyState title={words("auditLog.none")} action={{ href: "/audit-log", label: words("frame.clearFilters") }}>{words("auditLog.noneFiltered")}</EmptyState>
      ) : (
        <EmptyState title={words("auditLog.none")}>{words("auditLog.noneYet")}</EmptyState>
      )}
    </>
  );
}

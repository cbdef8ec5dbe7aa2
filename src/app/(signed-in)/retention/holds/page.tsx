import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField, TextField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { Rows } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf } from "@/domain/values";
import { lift } from "@/features/retention/actions";
import { AddressForm } from "@/features/retention/components/address-form";
import { retentionPolicy } from "@/features/retention/policy";
import { HOLD_STATES, HOLDS_A_PAGE, readHoldFilter, writeHoldFilter } from "@/features/retention/schema";
import { listHolds } from "@/features/retention/service";
import { describeProblems } from "@/lib/form-problems";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { around, getFollower, type Parameters as Address } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("retention.holdsTitle") };
}

/** The records that somebody has kept from being disposed of, and why; those that are let go again stay in the list. */
export default async function HoldsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const [actor, parameters] = [await getFollower(), await searchParams];
  const { filter, ignored } = readHoldFilter(parameters);
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const [words, { rows, total }, parked] = await Promise.all([getWords(), listHolds(actor, filter, around), findParkedForm("retention-lift", one("form"), actor.personId)]);
  const asked = textOf(parked?.values ?? {}, "id");
  const field = `liftReason-${asked}`;
  const problems = describeProblems(parked?.values ?? {}, (parked?.issues ?? []).map((issue) => ({ ...issue, field: issue.field === "liftReason" ? field : issue.field })), words, field);
  const address = (changes: Parameters<typeof writeHoldFilter>[1]) => `/retention/holds${writeHoldFilter(filter, { page: 1, ...changes })}`;
  const chips = filter.state === null ? [] : [{ label: words(`retention.holdState.${filter.state}`), href: address({ state: null }) }].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: HOLDS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  const mayLift = may(retentionPolicy, "hold", actor, { id: "*" });
  const day = (at: Date) => formatDate(dateInStockholm(at), words.locale);
  return (
    <>
      {one("done") === "holdPlaced" || one("done") === "holdLifted" ? <Notice kind="done">{words(`retention.done.${one("done") ?? ""}`)}</Notice> : null}
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/retention", label: words("retention.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("retention.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("retention.holdsTitle")} lead={words("retention.holdsLead")} />
      {mayLift ? <AddressForm address="" error={undefined} words={words} /> : null}
      <FilterForm label={words("retention.filterHolds")} action="/retention/holds" submit={words("frame.show")} more={words("frame.moreFilters")} lead={<SelectField name="state" label={words("retention.column.state")} empty={words("frame.all")} options={HOLD_STATES.map((state) => ({ value: state, label: words(`retention.holdState.${state}`) }))} defaultValue={filter.state ?? ""} />} />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar count={words("retention.holdCount", { count: total, formatted: formatCount(total) })} chips={chips} />
      {rows.length > 0 ? (
        <>
          <Rows>
            {rows.map((hold) => (
              <li key={hold.id}>
                {hold.record === null ? <strong>{words("retention.hidden")}</strong> : <a href={hold.record.path}>{hold.record.title}</a>}
                <p className="meta">{words(`documents.with.${hold.subject.kind}`)} · {words("retention.heldSince", { day: day(hold.createdAt), by: hold.createdBy ?? words("retention.someone") })}</p>
                {hold.reason === null ? null : <p>{hold.reason}</p>}
                {hold.liftedAt !== null ? <p className="meta">{hold.liftReason === null ? words("retention.liftedOn", { day: day(hold.liftedAt) }) : words("retention.lifted", { day: day(hold.liftedAt), reason: hold.liftReason })}</p> : null}
                {hold.liftedAt === null && mayLift ? (
                  <form action={lift} className="mt-5 mb-6" noValidate>
                    <input type="hidden" name="id" value={hold.id} />
                    <input type="hidden" name="_version" value={hold.version} />
                    <input type="hidden" name="_back" value={address({ page: filter.page })} />
                    <TextField name="liftReason" id={`liftReason-${hold.id}`} label={words("retention.field.liftReason")} error={asked === hold.id ? problems.errorOf(field) : undefined} defaultValue={asked === hold.id ? textOf(problems.values, "liftReason") : ""} required />
                    <Buttons>
                      <Button small>{words("retention.lift")}<span className="vh"> {hold.record?.title ?? ""}</span></Button>
                    </Buttons>
                  </form>
                ) : null}
              </li>
            ))}
          </Rows>
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "retention.holds", list, chips.length > 0, "/retention/holds", pageAt)} />
      )}
    </>
  );
}

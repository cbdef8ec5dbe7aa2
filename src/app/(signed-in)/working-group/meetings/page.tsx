import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { SelectField } from "@/components/field";
import { FilterForm, ResultBar } from "@/components/filter";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Pager } from "@/components/pager";
import { may } from "@/domain/policy";
import { ViewBar } from "@/features/saved-views/components/view-bar";
import { GroupMeetingList } from "@/features/working-group/components/meeting-list";
import { groupMeetingPolicy } from "@/features/working-group/policy";
import { MEETING_TIMES, MEETINGS_A_PAGE, readMeetingFilter, writeMeetingFilter } from "@/features/working-group/schema";
import { listMeetings } from "@/features/working-group/service";
import { formatCount, formatDate } from "@/lib/formats";
import { describeEmpty, describePages } from "@/lib/list-pages";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { requireGroup, type Parameters as Address } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("workingGroup.meetings") };
}

export default async function GroupMeetingsPage({ searchParams }: { searchParams: Promise<Address> }) {
  const actor = await getActor();
  requireGroup();
  const { filter, ignored } = readMeetingFilter(await searchParams);
  const now = new Date();
  const [words, { rows, total }] = await Promise.all([getWords(), listMeetings(actor, filter, now)]);
  const address = (changes: Parameters<typeof writeMeetingFilter>[1]) => `/working-group/meetings${writeMeetingFilter(filter, { page: 1, ...changes })}`;
  const chips = [
    ...(filter.when === null ? [] : [{ label: words(`workingGroup.times.${filter.when}`), href: address({ when: null }) }]),
    ...(filter.year === null ? [] : [{ label: String(filter.year), href: address({ year: null }) }]),
    ...(filter.until === null ? [] : [{ label: words("workingGroup.untilDay", { day: formatDate(filter.until, words.locale) }), href: address({ until: null }) }]),
  ].map((chip) => ({ ...chip, removeLabel: words("frame.removeFilter", { filter: chip.label }) }));
  const list = { page: filter.page, size: MEETINGS_A_PAGE, shown: rows.length, total };
  const pageAt = (page: number) => address({ page });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/working-group", label: words("workingGroup.title") }]} />
      <PageHead tight title={words("workingGroup.meetings")} tools={may(groupMeetingPolicy, "plan", actor, { id: "*" }) ? <ButtonLink variant="primary" href="/working-group/meetings/new">{words("workingGroup.plan")}</ButtonLink> : null} />
      <FilterForm
        label={words("workingGroup.filter")}
        action="/working-group/meetings"
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        hidden={Object.entries({ year: filter.year, until: filter.until }).map(([name, value]) => (value === null ? null : <input key={name} type="hidden" name={name} value={value} />))}
        lead={<SelectField name="when" label={words("workingGroup.timesLabel")} empty={words("frame.all")} options={MEETING_TIMES.map((value) => ({ value, label: words(`workingGroup.times.${value}`) }))} defaultValue={filter.when ?? ""} />}
      />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      <ResultBar views={<ViewBar actor={actor} list="/working-group/meetings" parameters={searchParams} words={words} />} count={words("workingGroup.count", { count: total, formatted: formatCount(total) })} chips={chips} />
      {rows.length > 0 ? (
        <>
          <GroupMeetingList rows={rows} now={now} words={words} />
          <Pager {...describePages(words, list, pageAt)} />
        </>
      ) : (
        <EmptyState {...describeEmpty(words, "workingGroup", list, chips.length > 0, "/working-group/meetings", pageAt)} />
      )}
    </>
  );
}

import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { PriorityList } from "@/features/priorities/components/priority-list";
import { writePeriod } from "@/features/priorities/components/priority-state";
import { mayWritePriorities } from "@/features/priorities/policy";
import { groupByPeriod, standingOn } from "@/features/priorities/rules";
import { readPriorityFilter } from "@/features/priorities/schema";
import { listPriorities } from "@/features/priorities/service";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import type { Parameters } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("priorities.title") };
}

export default async function PrioritiesPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, parameters] = [await getActor(), await getWords(), await searchParams];
  const { filter, ignored } = readPriorityFilter(parameters);
  const { kind, on } = filter;
  const hasProfileAreas = getPack().modules.profileAreas.state !== "off";
  const today = dateInStockholm(new Date());
  const day = on ?? today;
  const rows = await listPriorities(actor, filter);
  const held = rows.filter((row) => standingOn(row, today) === "IN_FORCE").length;
  return (
    <>
      <PageHead
        tight
        title={words(hasProfileAreas ? "priorities.titleWithProfileAreas" : "priorities.title")}
        lead={words("priorities.lead")}
        tools={mayWritePriorities(actor) ? <ButtonLink variant="primary" href="/priorities/new">{words("priorities.propose")}</ButtonLink> : null}
      />
      {ignored.length > 0 ? <Notice>{words("frame.ignoredFilters", { names: ignored.slice(0, 5).map((name) => name.slice(0, 40)).join(", ") })}</Notice> : null}
      {kind === null && on === null ? (
        <p role="status">{words("priorities.inForceToday", { count: held })}</p>
      ) : (
        <p role="status">
          {[...(kind === null ? [] : [words(`priorities.kinds.${kind}`)]), ...(on === null ? [] : [words("priorities.on", { day: formatDate(on, words.locale) })])].join(", ")}: {words("priorities.count", { count: rows.length })}. <a className="more" href="/priorities">{words("priorities.all")}</a>
        </p>
      )}
      {rows.length === 0 ? <EmptyState title={words("priorities.none")}>{words(on === null ? "priorities.noneYet" : "priorities.noneOn")}</EmptyState> : null}
      {groupByPeriod(rows, day).map((period, place) => (
        <Section key={`${period.startsOn} ${period.endsOn ?? ""}`} id={`period-${String(place + 1)}`} title={writePeriod(period, words)} note={words("priorities.count", { count: period.rows.length })}>
          <PriorityList rows={period.rows} day={day} words={words} />
        </Section>
      ))}
    </>
  );
}

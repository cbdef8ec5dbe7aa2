import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { dateInStockholm } from "@/domain/plain-date";
import { OutcomeTable } from "@/features/initiatives/components/outcome-table";
import { countInitiatives, listInitiativeYears } from "@/features/initiatives/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import type { Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("initiatives.outcomes.title") };
}

export default async function OutcomesPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, words, { year: asked }] = [await getActor(), await getWords(), await searchParams];
  const year = typeof asked === "string" && /^(19[5-9]|20\d)\d$/.test(asked) ? Number(asked) : Number(dateInStockholm(new Date()).slice(0, 4));
  const [{ units, takers }, years] = await Promise.all([countInitiatives(actor, year), listInitiativeYears(actor)]);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/initiatives", label: words("initiatives.title") }]} />
      <PageHead tight title={words("initiatives.outcomes.title")} lead={words("initiatives.outcomes.lead", { year: String(year) })} quietLead />
      <nav aria-label={words("initiatives.yearFilter")} className="btns">
        {years.map((one) => (
          <ButtonLink key={one} variant={one === year ? "secondary" : "text"} small href={`/initiatives/outcomes?year=${String(one)}`} {...(one === year ? { "aria-current": "page" as const } : {})}>{String(one)}</ButtonLink>
        ))}
      </nav>
      {units.length === 0 ? (
        <EmptyState title={words("initiatives.none")}>{words("initiatives.outcomes.none", { year: String(year) })}</EmptyState>
      ) : (
        <>
          <Section id="units" title={words("initiatives.outcomes.units")}>
            <OutcomeTable units={units} year={year} words={words} />
          </Section>
          <Section id="takers" title={words("initiatives.field.takenBy")}>
            <Rows tight>
              {takers.map(({ takenBy, count }) => (
                <li key={takenBy ?? "UNKNOWN"}>
                  <a href={`/initiatives?year=${String(year)}&taker=${takenBy ?? "UNKNOWN"}`}>{words(`initiatives.takenBy.${takenBy ?? "UNKNOWN"}`)}</a> <span className="num">{count}</span>
                </li>
              ))}
            </Rows>
          </Section>
        </>
      )}
    </>
  );
}

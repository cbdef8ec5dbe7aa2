import type { ReactNode } from "react";
import { DateField } from "@/components/field";
import { FilterForm } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import { yearsBeside, type AskedAsOf } from "../schema";

interface AsOfProps {
  path: string;
  asked: AskedAsOf;
  today: PlainDate;
  words: Words;
}

/**
 * A page that can look back: its heading with the ways to other years, and the choice of a year or a day, which comes first where one
 * was made and last where none was.
 */
export function AsOfPage({ title, lead, tools, children, ...choosing }: AsOfProps & { title: string; lead: string; tools?: ReactNode; children?: ReactNode }) {
  const hasChosen = choosing.asked.written !== "";
  return (
    <>
      <PageHead
        tight
        title={title}
        lead={lead}
        tools={
          <>
            {tools}
            <AsOfLinks {...choosing} />
          </>
        }
      />
      {hasChosen ? <AsOfForm {...choosing} /> : null}
      {children}
      {hasChosen ? null : <AsOfForm {...choosing} />}
    </>
  );
}

/** Leads to the years beside the one shown, back to today, and to where another year or a day is chosen. */
function AsOfLinks({ path, asked, today, words }: AsOfProps) {
  const { before, after } = yearsBeside(asked.asOf, today);
  const isNow = asked.asOf.begunBy === null && !asked.asOf.isOver;
  return (
    <p className="tools">
      {before === null ? null : <a href={`${path}?on=${String(before)}`}>{String(before)}</a>}
      {after === null ? null : <a href={`${path}?on=${String(after)}`}>{String(after)}</a>}
      {isNow ? <a href="#as-of">{words("coverage.asked.another")}</a> : <a href={path}>{words("coverage.asked.now")}</a>}
    </p>
  );
}

/** Chooses the year or the day; the address is its memory. */
function AsOfForm({ path, asked, today, words }: AsOfProps) {
  return (
    <div id="as-of" className="mt-8">
      <FilterForm
        label={words("coverage.asked.form")}
        action={path}
        submit={words("frame.show")}
        more={words("frame.moreFilters")}
        lead={
          <DateField
            name="on"
            label={words("coverage.asked.label")}
            help={words("coverage.asked.help")}
            defaultValue={asked.written}
            error={asked.fault === null ? undefined : words(`coverage.asked.${asked.fault}`, { today })}
          />
        }
      />
    </div>
  );
}

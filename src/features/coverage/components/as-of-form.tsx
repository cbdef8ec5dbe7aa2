import { DateField } from "@/components/field";
import { FilterForm } from "@/components/filter";
import type { PlainDate } from "@/domain/plain-date";
import type { Words } from "@/messages/words";
import { yearsBeside, type AskedAsOf } from "../schema";

interface AsOfProps {
  path: string;
  asked: AskedAsOf;
  today: PlainDate;
  words: Words;
}

/** Leads to the years beside the one shown, back to today, and to where another year or a day is chosen. */
export function AsOfLinks({ path, asked, today, words }: AsOfProps) {
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

/** Chooses the year or the day that a page looks back at; the address is its memory. */
export function AsOfForm({ path, asked, today, words }: AsOfProps) {
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

import { Button } from "@/components/button";
import { RadioGroup, SelectField } from "@/components/field";
import { Section } from "@/components/section";
import { formatCount } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { answer } from "../actions";
import type { JudgedRow } from "../rules";
import { MOST_ASKED } from "../schema";

/** Asks of rows that are like a record whether they are new or the same, a few at a time, and for the rest all at once. */
export function RowQuestions({ draft, back, words }: { draft: { id: string; revision: number; questions: readonly JudgedRow[]; counts: Readonly<Record<"LIKE", number>> }; back: string; words: Words }) {
  return (
    <Section id="questions" title={words("imports.questionsTitle")}>
      <p className="max-w-measure">{words("imports.questionsLead")}</p>
      <form action={answer}>
        <input type="hidden" name="_back" value={back} />
        <input type="hidden" name="id" value={draft.id} />
        <input type="hidden" name="_version" value={draft.revision} />
        {draft.questions.map(({ row, title, of }) => (
          <SelectField
            key={row}
            id={`row-${String(row)}`}
            name={`row.${String(row)}`}
            label={words("imports.questionOf", { row, title })}
            empty={words("imports.choose1")}
            options={[...of.map(({ id, name }) => ({ value: id, label: words("imports.isThis", { name }) })), { value: "new", label: words("imports.isNew") }]}
          />
        ))}
        {draft.counts.LIKE > MOST_ASKED ? <p>{words("imports.moreQuestions", { shown: MOST_ASKED, count: formatCount(draft.counts.LIKE) })}</p> : null}
        <RadioGroup name="rest" label={words("imports.rest")} options={[{ value: "", label: words("imports.restNone") }, { value: "new", label: words("imports.restNew") }, { value: "same", label: words("imports.restSame") }]} defaultValue="" />
        <Button>{words("imports.answer")}</Button>
      </form>
    </Section>
  );
}

import { DateField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";

/** A term's first and last day. */
export function TermFields({ problems, words }: { problems: Pick<FormProblems, "values" | "errorOf">; words: Words }) {
  const field = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  return (
    <>
      <DateField {...field("startsOn")} label={words("terms.firstDay")} help={words("terms.dateHelp")} required />
      <DateField {...field("endsOn")} label={words("terms.lastDay")} required />
    </>
  );
}

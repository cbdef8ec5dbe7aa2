import { DateField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_AGENDA } from "../schema";

/** The fields of a meeting: what it is called, when and where it is, and what is on its agenda. */
export function MeetingFields({ problems, words }: { problems: Pick<FormProblems, "values" | "errorOf">; words: Words }) {
  const named = (name: string) => ({ name, label: words(`workingGroup.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`workingGroup.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <TextField {...named("title")} required />
      <DateField {...named("day")} help={words("bodies.dateHelp")} required />
      <TextField {...helped("from")} width="short" autoComplete="off" required />
      <TextField {...named("to")} width="short" autoComplete="off" required />
      <TextField {...helped("place")} optional={optional} autoComplete="off" />
      <TextArea {...helped("agenda")} optional={optional} rows={6} most={LONGEST_AGENDA} />
    </>
  );
}

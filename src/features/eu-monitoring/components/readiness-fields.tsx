import { DateField, RadioGroup, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_READINESS_TEXT, READINESS_STATES } from "../readiness/schema";

/** The fields of a readiness: what a matter will mean, what is to be done about it, by whom and by when. */
export function ReadinessFields({ problems, words }: { problems: Pick<FormProblems, "values" | "errorOf">; words: Words }) {
  const named = (name: string) => ({ name, label: words(`readiness.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`readiness.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <TextArea {...helped("consequence")} most={LONGEST_READINESS_TEXT} required />
      <DateField {...named("assessedOn")} required />
      <RadioGroup {...named("state")} options={READINESS_STATES.map((state) => ({ value: state, label: words(`readiness.state.${state}`) }))} required />
      <TextArea {...helped("measure")} most={LONGEST_READINESS_TEXT} />
      <TextField {...helped("responsible")} optional={optional} autoComplete="off" />
      <DateField {...helped("dueOn")} optional={optional} />
    </>
  );
}

import { DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_DESCRIPTION, PRIORITY_KINDS } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  bodies: readonly { id: string; name: string }[];
  /** That the governing document knows of profile areas beside priorities. */
  hasProfileAreas: boolean;
  words: Words;
}

/** A priority's fields. */
export function PriorityFields({ problems, bodies, hasProfileAreas, words }: Props) {
  const named = (name: string) => ({ name, label: words(`priorities.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`priorities.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      {hasProfileAreas ? <RadioGroup {...named("kind")} options={PRIORITY_KINDS.map((kind) => ({ value: kind, label: words(`priorities.kind.${kind}`), help: words(`priorities.kindHelp.${kind}`) }))} required /> : null}
      <TextField {...helped("title")} required />
      <SelectField {...helped("setById")} empty={words("frame.choose")} options={bodies.map(({ id, name }) => ({ value: id, label: name }))} required />
      <DateField {...helped("startsOn")} required />
      <DateField {...helped("endsOn")} optional={optional} />
      <TextArea {...named("description")} optional={optional} most={LONGEST_DESCRIPTION} />
    </>
  );
}

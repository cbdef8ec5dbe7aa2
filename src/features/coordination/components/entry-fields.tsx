import { CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf, textsOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { COORDINATION_KINDS, LONGEST_ENTRY_TEXT } from "../schema";

interface Named {
  id: string;
  name: string;
}

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  bodies: readonly Named[];
  units: readonly Named[];
  priorities: readonly Named[];
  words: Words;
}

/** An entry's fields. */
export function EntryFields({ problems, bodies, units, priorities, words }: Props) {
  const named = (name: string) => ({ name, label: words(`coordination.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`coordination.help.${name}`) });
  const optional = words("frame.optional");
  const options = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <RadioGroup {...named("kind")} options={COORDINATION_KINDS.map((kind) => ({ value: kind, label: words(`coordination.kind.${kind}`), help: words(`coordination.kindHelp.${kind}`) }))} required />
      <TextField {...helped("title")} required />
      <DateField {...helped("notedOn")} required />
      <TextArea {...named("text")} optional={optional} most={LONGEST_ENTRY_TEXT} />
      <SelectField {...helped("responsibleId")} empty={words("frame.choose")} options={options(bodies)} required />
      <DateField {...helped("dueOn")} optional={optional} />
      {priorities.length > 0 ? <SelectField {...helped("priorityId")} optional={optional} empty={words("frame.choose")} options={options(priorities)} /> : null}
      <CheckboxGroup {...named("unitIds")} defaultValue={textsOf(problems.values, "unitIds")} optional={optional} options={options(units)} />
    </>
  );
}

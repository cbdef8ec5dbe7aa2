import { DateField, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { INFLUENCE_KINDS, LONGEST_INFLUENCE_TEXT } from "../influence/schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  choices: { networks: readonly { id: string; name: string }[]; priorities: readonly { id: string; name: string }[] };
  words: Words;
}

/** The fields of something that was done to influence: what, for which priority, through whom, and what came of it. */
export function InfluenceFields({ problems, choices, words }: Props) {
  const named = (name: string) => ({ name, label: words(`influence.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`influence.help.${name}`) });
  const optional = words("frame.optional");
  const listed = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <SelectField {...named("kind")} empty={words("frame.choose")} options={INFLUENCE_KINDS.map((kind) => ({ value: kind, label: words(`influence.kind.${kind}`) }))} required />
      <TextField {...helped("title")} required />
      <DateField {...named("actedOn")} required />
      <SelectField {...helped("priorityId")} optional={optional} empty={words("influence.noPriority")} options={listed(choices.priorities)} />
      <SelectField {...helped("networkId")} optional={optional} empty={words("influence.noNetwork")} options={listed(choices.networks)} />
      <TextField {...helped("through")} optional={optional} />
      <TextArea {...named("position")} optional={optional} most={LONGEST_INFLUENCE_TEXT} />
      <TextArea {...helped("outcome")} optional={optional} most={LONGEST_INFLUENCE_TEXT} />
    </>
  );
}

import { RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { TOWN_RELATION_KINDS } from "@/domain/matter";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { CERTAINTIES, LONGEST_RELATION_TEXT } from "../schema";

interface Named {
  id: string;
  name: string;
}

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly Named[];
  priorities: readonly Named[];
  words: Words;
}

const optionsOf = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** A relation's own fields, its towns and episodes apart. */
export function RelationFields({ problems, units, priorities, words }: Props) {
  const named = (name: string) => ({ name, label: words(`townRelations.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`townRelations.help.${name}`) });
  const optional = words("frame.optional");
  const [unit] = units;
  return (
    <>
      <TextField {...helped("name")} required />
      <RadioGroup {...named("kind")} options={TOWN_RELATION_KINDS.map((kind) => ({ value: kind, label: words(`townRelations.kind.${kind}`), help: words(`townRelations.kindHelp.${kind}`) }))} required />
      {units.length === 1 && unit !== undefined ? <input type="hidden" name="unitId" value={unit.id} /> : <SelectField {...named("unitId")} empty={words("frame.choose")} options={optionsOf(units)} required />}
      <TextArea {...helped("description")} optional={optional} most={LONGEST_RELATION_TEXT} />
      {priorities.length > 0 ? <SelectField {...named("priorityId")} optional={optional} empty={words("townRelations.noPriority")} options={optionsOf(priorities)} /> : null}
      {priorities.length > 0 ? <TextField {...helped("outsidePriorities")} optional={optional} /> : null}
      <TextField {...named("caseNumber")} optional={optional} width="medium" />
      <TextField {...helped("source")} optional={optional} />
      <SelectField {...helped("certainty")} options={CERTAINTIES.map((certainty) => ({ value: certainty, label: words(`townRelations.certainty.${certainty}`) }))} defaultValue={textOf(problems.values, "certainty") || "HIGH"} width="medium" />
    </>
  );
}

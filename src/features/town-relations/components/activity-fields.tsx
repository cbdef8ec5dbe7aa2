import { CheckboxGroup, DateField, MoneyField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf, textsOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { BENEFICIARY_GROUPS, LONGEST_BENEFIT } from "../activities/schema";

interface Named {
  id: string;
  name: string;
}

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  relations: readonly Named[];
  units: readonly Named[];
  payers: readonly Named[];
  words: Words;
}

const optionsOf = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));

/** An exchange's fields: numbers of people, never names. */
export function ActivityFields({ problems, relations, units, payers, words }: Props) {
  const named = (name: string) => ({ name, label: words(`townActivities.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`townActivities.help.${name}`) });
  const optional = words("frame.optional");
  const [unit] = units;
  const yesNo = [
    { value: "yes", label: words("frame.yes") },
    { value: "no", label: words("frame.no") },
  ];
  return (
    <>
      <SelectField {...named("relationId")} empty={words("frame.choose")} options={optionsOf(relations)} required />
      {units.length === 1 && unit !== undefined ? <input type="hidden" name="unitId" value={unit.id} /> : <SelectField {...named("unitId")} empty={words("frame.choose")} options={optionsOf(units)} required />}
      <TextField {...helped("title")} required />
      <DateField {...helped("held")} required />
      <CheckboxGroup {...helped("groups")} defaultValue={textsOf(problems.values, "groups")} options={BENEFICIARY_GROUPS.map((group) => ({ value: group, label: words(`townActivities.group.${group}`) }))} />
      <TextArea {...helped("benefit")} most={LONGEST_BENEFIT} required />
      <TextField {...helped("participantCount")} optional={optional} inputMode="numeric" width="short" />
      <RadioGroup {...named("reachesChildrenAndYouth")} options={yesNo} inline required />
      <TextField {...helped("childrenAndYouthCount")} optional={optional} inputMode="numeric" width="short" />
      <TextField {...named("association")} optional={optional} />
      <MoneyField {...named("grant")} optional={optional} unit={words("townActivities.kronor")} />
      <SelectField {...helped("payerUnitId")} optional={optional} empty={words("frame.choose")} options={optionsOf(payers)} />
      <TextField {...named("source")} optional={optional} />
    </>
  );
}

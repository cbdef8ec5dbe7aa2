import { CheckboxGroup, DateField, Fieldset, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { NETWORK_SCOPES } from "@/domain/matter";
import { textOf, textsOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_NETWORK_TEXT, NETWORK_LEVELS } from "../schema";

interface Named {
  id: string;
  name: string;
}

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  ownUnits: readonly Named[];
  units: readonly Named[];
  priorities: readonly Named[];
  words: Words;
}

/** A network's fields, and those of the membership. */
export function NetworkFields({ problems, ownUnits, units, priorities, words }: Props) {
  const named = (name: string) => ({ name, label: words(`networks.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`networks.help.${name}`) });
  const optional = words("frame.optional");
  const choices = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextField {...helped("name")} required />
      <TextField {...named("acronym")} optional={optional} width="medium" />
      <SelectField {...named("level")} empty={words("frame.choose")} options={NETWORK_LEVELS.map((level) => ({ value: level, label: words(`networks.level.${level}`) }))} required />
      <TextArea {...named("about")} optional={optional} most={LONGEST_NETWORK_TEXT} />
      <TextField {...helped("website")} optional={optional} type="url" />
      <TextArea {...named("relevance")} optional={optional} most={LONGEST_NETWORK_TEXT} />
      <Fieldset legend={words("networks.optionalGroup")}>
        <RadioGroup
          name="scope"
          label={words("networks.field.scope")}
          help={words("networks.help.scope")}
          error={problems.errorOf("scope")}
          options={NETWORK_SCOPES.map((scope) => ({ value: scope, label: words(`networks.scope.${scope}`) }))}
          defaultValue={textOf(problems.values, "scope")}
          required
        />
        <TextField {...helped("through")} optional={optional} />
        <SelectField {...named("unitId")} empty={words("frame.choose")} options={choices(ownUnits)} required />
        <CheckboxGroup name="unitIds" label={words("networks.field.unitIds")} help={words("networks.help.unitIds")} error={problems.errorOf("unitIds")} options={choices(units)} defaultValue={textsOf(problems.values, "unitIds")} />
        <TextField {...helped("joined")} optional={optional} width="medium" />
        <DateField {...named("renewsOn")} optional={optional} />
        <TextField {...named("noticeMonths")} optional={optional} width="short" inputMode="numeric" />
        <DateField {...helped("noticeBy")} optional={optional} />
        <TextField {...named("membershipNumber")} optional={optional} width="medium" />
        <TextField {...helped("representative")} optional={optional} />
        <TextField {...helped("contact")} optional={optional} />
        <TextArea {...named("workingGroups")} optional={optional} rows={2} />
        <SelectField {...named("priorityId")} optional={optional} empty={words("frame.choose")} options={choices(priorities)} />
        <TextArea {...helped("outsideReason")} optional={optional} rows={2} />
        <TextField {...named("source")} optional={optional} />
      </Fieldset>
    </>
  );
}

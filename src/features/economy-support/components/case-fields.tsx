import { DateField, Fieldset, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_SUPPORT_TEXT } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly { id: string; name: string }[];
  projects: readonly { id: string; title: string }[];
  words: Words;
}

/** The fields of a support case: what was asked, about which project, and the answer once there is one. */
export function CaseFields({ problems, units, projects, words }: Props) {
  const named = (name: string) => ({ name, label: words(`economySupport.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`economySupport.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      <SelectField {...helped("projectId")} optional={optional} empty={words("economySupport.noProject")} options={projects.map(({ id, title }) => ({ value: id, label: title }))} />
      <TextField {...helped("title")} required />
      <TextArea {...helped("question")} optional={optional} most={LONGEST_SUPPORT_TEXT} />
      <DateField {...named("askedOn")} required />
      <Fieldset legend={words("economySupport.answerGroup")} help={words("economySupport.answerGroupHelp")}>
        <DateField {...named("answeredOn")} optional={optional} />
        <TextField {...helped("givenBy")} optional={optional} autoComplete="off" />
        <TextField {...helped("hours")} optional={optional} width="short" inputMode="decimal" />
        <TextArea {...helped("answer")} optional={optional} most={LONGEST_SUPPORT_TEXT} />
      </Fieldset>
    </>
  );
}

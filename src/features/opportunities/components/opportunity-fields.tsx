import { CheckboxGroup, DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf, textsOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_OPPORTUNITY_TEXT, OPPORTUNITY_KINDS } from "../schema";

export interface OpportunityFormChoices {
  ownUnits: readonly { id: string; name: string }[];
  units: readonly { id: string; name: string }[];
  programmes: readonly { id: string; name: string }[];
  goals: readonly { code: string; label: string }[];
  priorities: readonly { id: string; title: string }[];
}

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  choices: OpportunityFormChoices;
  /** What it is made from, which says some of it. */
  source: "CALL" | "SEARCH" | null;
  words: Words;
}

/** The fields of an opportunity: what it is, until when, and whom it suits. What a call or a search says already is not asked for. */
export function OpportunityFields({ problems, choices, source, words }: Props) {
  const named = (name: string) => ({ name, label: words(`opportunities.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`opportunities.help.${name}`) });
  const chosen = (name: string) => ({ ...helped(name), defaultValue: textsOf(problems.values, name) });
  const optional = words("frame.optional");
  const listed = (list: readonly { id: string; name: string }[]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      {source === null ? null : <input type="hidden" name="kind" value={source === "CALL" ? "OPEN_CALL" : "PARTNER_REQUEST"} />}
      <SelectField {...helped("unitId")} empty={words("frame.choose")} options={listed(choices.ownUnits)} required />
      {source === null ? <RadioGroup {...named("kind")} options={OPPORTUNITY_KINDS.map((kind) => ({ value: kind, label: words(`opportunities.kind.${kind}`) }))} required /> : null}
      <TextField {...named("title")} required />
      <TextArea {...helped("text")} optional={optional} most={LONGEST_OPPORTUNITY_TEXT} />
      <TextField {...helped("website")} optional={optional} type="url" />
      <TextField {...helped("source")} optional={optional} />
      {source === "CALL" ? null : (
        <>
          <SelectField {...named("programmeId")} optional={optional} empty={words("opportunities.noProgramme")} options={listed(choices.programmes)} />
          <DateField {...helped("deadline")} optional={optional} />
        </>
      )}
      <DateField {...helped("enteredOn")} required />
      {choices.goals.length === 0 ? null : <CheckboxGroup {...chosen("municipalGoals")} optional={optional} options={choices.goals.map(({ code, label }) => ({ value: code, label }))} />}
      {choices.priorities.length === 0 ? null : <CheckboxGroup {...chosen("priorityIds")} optional={optional} options={choices.priorities.map(({ id, title }) => ({ value: id, label: title }))} />}
      <CheckboxGroup {...chosen("suitedUnitIds")} optional={optional} options={listed(choices.units)} />
    </>
  );
}

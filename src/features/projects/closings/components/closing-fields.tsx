import type { ReactNode } from "react";
import { CheckboxGroup, DateField, RadioGroup, TextArea } from "@/components/field";
import { Section } from "@/components/section";
import { textOf, textsOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { ADDED_VALUES, GOALS_MET, LONGEST_CLOSING_TEXT, WOULD_DO_AGAIN } from "../schema";

/** The fields of a closing: what it was good for, whether its goals were met, what it brought, and what can be learnt of it. */
export function ClosingFields({ problems, words }: { problems: Pick<FormProblems, "values" | "errorOf">; words: Words }) {
  const named = (name: string) => ({ name, label: words(`closings.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const optional = words("frame.optional");
  const text = (name: string) => <TextArea {...named(name)} help={words(`closings.help.${name}`)} optional={optional} most={LONGEST_CLOSING_TEXT} rows={3} />;
  return (
    <>
      <DateField {...named("toldOn")} help={words("closings.help.toldOn")} required />
      <Group name="benefit" words={words}>
        <CheckboxGroup {...named("addedValue")} options={ADDED_VALUES.map((value) => ({ value, label: words(`closings.addedValue.${value}`) }))} defaultValue={textsOf(problems.values, "addedValue")} inline />
        <TextArea {...named("benefit")} help={words("closings.help.benefit")} most={LONGEST_CLOSING_TEXT} required />
      </Group>
      <Group name="goals" words={words}>
        <RadioGroup {...named("goalsMet")} optional={optional} options={GOALS_MET.map((value) => ({ value, label: words(`closings.goalsMet.${value}`) }))} inline />
        {text("goalsText")}
      </Group>
      <Group name="gained" words={words}>
        {text("competence")}
        {text("experience")}
        {text("resources")}
        {text("usedIn")}
      </Group>
      <Group name="lessons" words={words}>
        {text("lessons")}
        {text("spreadTo")}
        <RadioGroup {...named("wouldDoAgain")} optional={optional} options={WOULD_DO_AGAIN.map((value) => ({ value, label: words(`closings.wouldDoAgain.${value}`) }))} inline />
        {text("againReason")}
      </Group>
    </>
  );
}

/** Some of the fields under a heading of their own. */
function Group({ name, words, children }: { name: string; words: Words; children: ReactNode }) {
  return (
    <Section id={`group-${name}`} title={words(`closings.group.${name}`)} bare>
      {children}
    </Section>
  );
}

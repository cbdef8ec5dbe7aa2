import { CheckboxGroup, DateField, SelectField, TextField } from "@/components/field";
import { FACTS, factsOf, MATTER_KINDS, type FactName, type FactShape, type MatterKind } from "@/domain/matter";
import { textOf, textsOf, type Values } from "@/domain/values";
import type { Words } from "@/messages/words";
import { choicesOf } from "../schema";

/** A made-up matter: what it is, what is known of it, on which day, and which steps are thought to be taken. */
export function TrialFields({ values, matter, unreadable, steps, words }: { values: Values; matter: MatterKind | null; unreadable: readonly string[]; steps: readonly { value: string; label: string }[]; words: Words }) {
  const field = (name: string) => ({ name, defaultValue: textOf(values, name), error: unreadable.includes(name) ? words("mandateRules.errors.valueUnreadable") : undefined });
  const factField = (fact: FactName) => {
    const shape: FactShape = FACTS[fact];
    const label = words(`decisions.fact.${fact}`);
    if (shape.type === "number") return <TextField key={fact} {...field(fact)} label={label} help={words(`mandateRules.units.${shape.unit}`)} inputMode="numeric" width="short" />;
    const options = shape.type === "yesNo" ? [{ value: "true", label: words("frame.yes") }, { value: "false", label: words("frame.no") }] : choicesOf(fact).map((value) => ({ value, label: words(`decisions.factValue.${value}`) }));
    return <SelectField key={fact} {...field(fact)} label={label} options={options} empty={words("mandateRules.unknownFact")} width="medium" />;
  };
  return (
    <>
      <SelectField {...field("matter")} label={words("mandateRules.trial.matter")} options={MATTER_KINDS.map((value) => ({ value, label: words(`decisions.matter.${value}`) }))} empty={words("frame.choose")} />
      {matter === null ? null : (
        <>
          {factsOf(matter).map(factField)}
          <DateField {...field("on")} label={words("mandateRules.trial.on")} help={words("mandateRules.trial.onHelp")} />
          {steps.length === 0 ? null : <CheckboxGroup name="step" label={words("mandateRules.trial.steps")} help={words("mandateRules.trial.stepsHelp")} options={[...steps]} defaultValue={textsOf(values, "step")} />}
        </>
      )}
    </>
  );
}

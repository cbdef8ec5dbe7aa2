import { DateField, Fieldset, MoneyField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import type { Asked } from "@/domain/mandate";
import { FACTS, type FactName, type FactShape, type MatterKind } from "@/domain/matter";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { DECISION_BASES, factField, LONGEST_DECISION_TEXT, stepField, type DecisionSubject } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  matter: MatterKind;
  bodies: readonly { id: string; name: string }[];
  units: readonly { id: string; name: string }[];
  /** What the rules of the matter need to know. */
  asked: Asked;
  subject: DecisionSubject;
  /** A record of a unit says itself whose matter it is. */
  asksForUnit: boolean;
  words: Words;
}

/** A decision's fields, with the facts and steps that the rules of its matter ask about and no others. */
export function DecisionFields({ problems, matter, bodies, units, asked, subject, asksForUnit, words }: Props) {
  const named = (name: string, label = words(`decisions.field.${name}`)) => ({ name, label, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`decisions.help.${name}`) });
  const optional = words("frame.optional");
  const [body] = bodies;
  const options = (list: Props["units"]) => list.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <input type="hidden" name="matter" value={matter} />
      <input type="hidden" name="subjectKind" value={subject?.kind ?? ""} />
      <input type="hidden" name="subjectId" value={subject?.id ?? ""} />
      <TextField {...helped("title")} required />
      <RadioGroup {...named("basis")} defaultValue={textOf(problems.values, "basis") || "DECIDED"} options={DECISION_BASES.map((basis) => ({ value: basis, label: words(`decisions.basis.${basis}`) }))} required />
      <SelectField {...helped("bodyId")} defaultValue={textOf(problems.values, "bodyId") || (bodies.length === 1 && body !== undefined ? body.id : "")} empty={words("frame.choose")} options={options(bodies)} />
      <DateField {...helped("decidedOn")} />
      <TextField {...helped("minutesParagraph")} optional={optional} width="short" />
      <TextField {...helped("caseNumber")} optional={optional} width="medium" />
      <TextField {...helped("source")} optional={optional} />
      {asksForUnit ? <SelectField {...helped("unitId")} optional={optional} empty={words("frame.choose")} options={options(units)} /> : null}
      {asked.facts.length === 0 ? null : (
        <Fieldset legend={words("decisions.factsTitle")} help={words("decisions.factsHelp")}>
          {asked.facts.map((fact) => (
            <FactField key={fact} fact={fact} {...named(factField(fact), words(`decisions.fact.${fact}`))} words={words} />
          ))}
        </Fieldset>
      )}
      {asked.steps.length === 0 ? null : (
        <Fieldset legend={words("decisions.stepsTitle")} help={words("decisions.stepsHelp")}>
          {asked.steps
            .filter(({ party }) => party !== "EACH_CONCERNED_BODY")
            .map(({ kind, party }) => (
              <DateField key={`${kind} ${party}`} {...named(stepField(kind, party), words(`decisions.step.${kind}`, { party: words(`decisions.party.${party}`) }))} optional={optional} />
            ))}
        </Fieldset>
      )}
      {asked.hasDelegations || textOf(problems.values, "delegationNumber") !== "" ? (
        <>
          <TextField {...helped("delegationNumber")} optional={optional} width="short" />
          <DateField {...helped("reportedOn")} optional={optional} />
        </>
      ) : null}
      <TextArea {...named("text")} optional={optional} most={LONGEST_DECISION_TEXT} />
      <TextField {...helped("documentUrl")} optional={optional} inputMode="url" />
    </>
  );
}

function FactField({ fact, words, ...field }: { fact: FactName; name: string; label: string; error: string | undefined; defaultValue: string; words: Words }) {
  const shape: FactShape = FACTS[fact];
  if (shape.type === "yesNo") return <RadioGroup {...field} options={["yes", "no"].map((value) => ({ value, label: words(`frame.${value}`) }))} inline />;
  if (shape.type === "choice") return <SelectField {...field} empty={words("frame.choose")} options={shape.values.map((value) => ({ value, label: words(`decisions.factValue.${value}`) }))} />;
  return shape.unit === "ore" ? <MoneyField {...field} unit="kr" /> : <TextField {...field} inputMode="numeric" width="short" />;
}

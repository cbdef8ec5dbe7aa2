import { Button, Buttons } from "@/components/button";
import { CheckboxGroup, DateField, Fieldset, MoneyField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import type { Asked } from "@/domain/mandate";
import { FACTS, type FactName, type FactShape, type MatterKind } from "@/domain/matter";
import { textOf, textsOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { DECISION_BASES, factField, LONGEST_DECISION_TEXT, MOST_PRIOR, stepField, STEPS_OF_EACH, type DecisionSubject } from "../schema";
import { writeWhen } from "./decision-state";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  matter: MatterKind;
  bodies: readonly { id: string; name: string }[];
  units: readonly { id: string; name: string }[];
  /** What the rules of the matter need to know. */
  asked: Asked;
  concernable: readonly { id: string; name: string }[];
  prior: readonly (Parameters<typeof writeWhen>[0] & { id: string; title: string })[];
  subject: DecisionSubject;
  /** A record of a unit says itself whose matter it is. */
  asksForUnit: boolean;
  words: Words;
}

/** A decision's fields, with the facts and steps that the rules of its matter ask about and no others. */
export function DecisionFields({ problems, matter, bodies, units, asked, concernable, prior, subject, asksForUnit, words }: Props) {
  const named = (name: string, label = words(`decisions.field.${name}`)) => ({ name, label, error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`decisions.help.${name}`) });
  const optional = words("frame.optional");
  const [body] = bodies;
  const options = (list: Props["units"]) => list.map(({ id, name }) => ({ value: id, label: name }));
  const stepDays = asked.steps.filter(({ party }) => party !== "EACH_CONCERNED_BODY");
  const chosen = textsOf(problems.values, "concerned");
  const kindsOfEach = STEPS_OF_EACH.filter((kind) => asked.steps.some((step) => step.kind === kind && step.party === "EACH_CONCERNED_BODY"));
  const daysOfEach = kindsOfEach.flatMap((kind) => concernable.filter(({ id }) => chosen.includes(id)).map((concerned) => ({ kind, body: concerned })));
  return (
    <>
      {/* The first button of a form answers the Enter key, and that one must not be one that only shows more of it. */}
      <button className="vh" tabIndex={-1} aria-hidden="true" />
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
      {concernable.length === 0 ? null : (
        <>
          <CheckboxGroup {...helped("concerned")} defaultValue={chosen} options={options(concernable)} />
          {daysOfEach.map(({ kind, body: { id, name } }) => (
            <DateField key={`${kind} ${id}`} {...named(stepField(kind, "EACH_CONCERNED_BODY", id), words(`decisions.step.${kind}`, { party: name }))} optional={optional} />
          ))}
          {kindsOfEach.length === 0 ? null : (
            <Buttons>
              <Button name="_do" value="concerned">{words("decisions.concernedShow")}</Button>
            </Buttons>
          )}
        </>
      )}
      {prior.length === 0 ? null : (
        <CheckboxGroup
          {...named("prior")}
          help={words("decisions.help.prior", { most: MOST_PRIOR })}
          defaultValue={textsOf(problems.values, "prior")}
          options={prior.map((decision) => ({ value: decision.id, label: decision.title, help: writeWhen(decision, words) }))}
        />
      )}
      {stepDays.length === 0 ? null : (
        <Fieldset legend={words("decisions.stepsTitle")} help={words("decisions.stepsHelp")}>
          {stepDays.map(({ kind, party }) => (
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

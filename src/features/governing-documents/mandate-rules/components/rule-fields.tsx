import type { PolicyPack } from "@packs/pack";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { CheckboxField, CheckboxGroup, DateField, Fieldset, RadioGroup, SelectField, TextField } from "@/components/field";
import { CONSULTATION_NEEDS, EFFECTS, HOLDERS, NOTICE_TIMES, PARTIES, STEP_KINDS } from "@/domain/mandate";
import { COMPARISONS, FACT_NAMES, MATTER_KINDS } from "@/domain/matter";
import { textOf, textsOf } from "@/domain/values";
import { fieldId } from "@/lib/field-id";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { rowNumbers } from "../rules";
import { choicesOf, GROUPS, JOINS, type RowList } from "../schema";
import { SIGNS } from "./rule-words";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  pack: PolicyPack;
  /** The stored condition in words, where the rows cannot hold it. */
  kept: string | null;
  /** The rules that this one can be an exception from. */
  others: readonly string[];
  isNew: boolean;
  words: Words;
}

/** A rule's form: in what, who, when, what comes before and after, and delegation; rows are added and taken away by buttons of the form. */
export function RuleFields({ problems: { values, errorOf }, pack, kept, others, isNew, words }: Props) {
  const field = (name: string) => ({ name, error: errorOf(name), defaultValue: textOf(values, name) });
  const group = (name: string) => ({ name, error: errorOf(name), defaultValue: textsOf(values, name) });
  const clauses = pack.clauses.map(({ number, quotation }) => ({ value: number, label: `${number}. ${quotation.length > 90 ? `${quotation.slice(0, 90)}…` : quotation}` }));
  const choose = (list: readonly string[], under: string) => list.map((value) => ({ value, label: words(`${under}.${value}`) }));
  const parties = choose(PARTIES, "decisions.party");
  const clauseField = (at: string) => <SelectField {...field(`${at}.clause`)} label={words("mandateRules.rowClause")} options={clauses} empty={words("mandateRules.sameClause")} />;
  const rows = (list: RowList, help: string, row: (at: string) => ReactNode) => (
    <Fieldset legend={words(`mandateRules.${list}.title`)} help={words(help)}>
      {rowNumbers(values, list).map((number, index) => (
        <fieldset key={number} className="field rule-row">
          <legend>{words(`mandateRules.${list}.row`, { number: index + 1 })}</legend>
          {row(`${list}.${String(number)}`)}
          <Button variant="text" name="_do" value={`remove.${list}.${String(number)}`}>{words(`mandateRules.${list}.remove`, { number: index + 1 })}</Button>
        </fieldset>
      ))}
      <Button name="_do" value={`add.${list}`} id={fieldId(`add-${list}`)}>{words(`mandateRules.${list}.add`)}</Button>
    </Fieldset>
  );
  return (
    <>
      {/* The first button of a form answers the Enter key, and that one must not be one that changes rows. */}
      <button className="vh" tabIndex={-1} aria-hidden="true" />
      {isNew ? <TextField {...field("name")} label={words("mandateRules.name")} help={words("mandateRules.nameHelp")} width="medium" required /> : <input type="hidden" name="name" value={textOf(values, "name")} />}
      <SelectField {...field("clause")} label={words("mandateRules.clause")} help={words("mandateRules.clauseHelp")} options={clauses} empty={words("frame.choose")} required />
      <CheckboxGroup {...group("matters")} label={words("mandateRules.inMatters")} options={choose(MATTER_KINDS, "decisions.matter")} />
      <RadioGroup {...field("effect")} label={words("mandateRules.effect")} help={words("mandateRules.effectHelp")} options={choose(EFFECTS, "mandateRules.effects")} required />
      <CheckboxGroup {...group("holders")} label={words("mandateRules.holders")} help={words("mandateRules.holdersHelp")} options={choose(HOLDERS, "decisions.party")} />
      {kept === null ? (
        <>
          <RadioGroup {...field("join")} label={words("mandateRules.join")} options={JOINS.map((value) => ({ value, label: words(`mandateRules.joins.${value}`) }))} inline />
          {rows("conditions", "mandateRules.conditionsHelp", (at) => (
            <>
              <SelectField {...field(`${at}.fact`)} label={words("mandateRules.fact")} options={choose(FACT_NAMES, "decisions.fact")} empty={words("frame.choose")} />
              <SelectField {...field(`${at}.op`)} label={words("mandateRules.comparison")} options={COMPARISONS.map((value) => ({ value, label: words(`mandateRules.comparisons.${SIGNS[value]}`) }))} width="medium" />
              <TextField {...field(`${at}.number`)} label={words("mandateRules.number")} help={words("mandateRules.numberHelp")} inputMode="numeric" width="short" />
              <SelectField
                {...field(`${at}.choice`)}
                label={words("mandateRules.choice")}
                options={[
                  { value: "true", label: words("frame.yes") },
                  { value: "false", label: words("frame.no") },
                  ...FACT_NAMES.filter((fact) => fact !== "scopeBefore" && choicesOf(fact).length > 2 || fact === "scope").map((fact) => ({ label: words(`decisions.fact.${fact}`), options: choose(choicesOf(fact), "decisions.factValue") })),
                ]}
                empty={words("mandateRules.noChoice")}
              />
              <CheckboxField name={`${at}.not`} label={words("mandateRules.negate")} defaultValue={textOf(values, `${at}.not`) !== ""} />
              <SelectField {...field(`${at}.group`)} label={words("mandateRules.bracket")} help={words("mandateRules.bracketHelp")} options={GROUPS.map((letter) => ({ value: letter, label: letter }))} empty={words("mandateRules.noBracket")} width="short" />
            </>
          ))}
          <CheckboxGroup {...group("notGroups")} label={words("mandateRules.notBrackets")} help={words("mandateRules.notBracketsHelp")} options={GROUPS.map((letter) => ({ value: letter, label: letter }))} inline />
        </>
      ) : (
        <Fieldset legend={words("mandateRules.conditions.title")} help={words("mandateRules.keptHelp")}>
          <input type="hidden" name="keep" value="on" />
          <input type="hidden" name="join" value="and" />
          <p>{kept}</p>
          <Button name="_do" value="unfold" id={fieldId("join")}>{words("mandateRules.unfold")}</Button>
        </Fieldset>
      )}
      {rows("steps", "mandateRules.stepsHelp", (at) => (
        <>
          <SelectField {...field(`${at}.kind`)} label={words("mandateRules.stepKind")} options={choose(STEP_KINDS, "mandateRules.stepKinds")} empty={words("frame.choose")} width="medium" />
          <SelectField {...field(`${at}.party`)} label={words("mandateRules.whose")} options={parties} empty={words("frame.choose")} />
          {clauseField(at)}
        </>
      ))}
      {rows("consultations", "mandateRules.consultationsHelp", (at) => (
        <>
          <SelectField {...field(`${at}.need`)} label={words("mandateRules.need")} options={choose(CONSULTATION_NEEDS, "mandateRules.needs")} width="medium" />
          <SelectField {...field(`${at}.party`)} label={words("mandateRules.withWhom")} options={parties} empty={words("frame.choose")} />
          {clauseField(at)}
        </>
      ))}
      {rows("notices", "mandateRules.noticesHelp", (at) => (
        <>
          <SelectField {...field(`${at}.time`)} label={words("mandateRules.time")} options={choose(NOTICE_TIMES, "mandateRules.times")} width="medium" />
          <SelectField {...field(`${at}.party`)} label={words("mandateRules.whom")} options={parties} empty={words("frame.choose")} />
          {clauseField(at)}
        </>
      ))}
      {rows("delegations", "mandateRules.delegationsHelp", (at) => (
        <>
          <TextField {...field(`${at}.number`)} label={words("mandateRules.delegationNumber")} width="short" />
          <TextField {...field(`${at}.to`)} label={words("mandateRules.delegate")} help={words("mandateRules.delegateHelp")} width="medium" />
          <TextField {...field(`${at}.limit`)} label={words("mandateRules.limit")} help={words("mandateRules.limitHelp")} inputMode="numeric" width="short" />
          <TextField {...field(`${at}.days`)} label={words("mandateRules.days")} help={words("mandateRules.daysHelp")} inputMode="numeric" width="short" />
          {clauseField(at)}
        </>
      ))}
      {others.length === 0 ? null : <CheckboxGroup {...group("exceptionFrom")} label={words("mandateRules.exceptionFrom")} help={words("mandateRules.exceptionHelp")} options={others.map((id) => ({ value: id, label: id }))} />}
      <DateField {...field("validFrom")} label={words("mandateRules.validFrom")} help={words("mandateRules.validHelp")} />
      <DateField {...field("validTo")} label={words("mandateRules.validTo")} />
    </>
  );
}

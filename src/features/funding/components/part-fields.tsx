import { DateField, Fieldset, MoneyField, RadioGroup, SelectField, TextField } from "@/components/field";
import { CURRENCIES } from "@/domain/money";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { CLAIM_STATES, PAYMENT_KINDS } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  words: Words;
}

/** Everything a field needs that follows from its name. */
function fieldsOf({ problems, words }: Props) {
  const named = (name: string) => {
    const help = `funding.help.${name}`;
    return { name, label: words(`funding.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name), ...(words.has(help) ? { help: words(help) } : {}) };
  };
  const currency = textOf(problems.values, "currency") || "SEK";
  return { named, currency, unit: words(`projects.currencyUnit.${currency}`), optional: words("frame.optional") };
}

const currencies = (words: Words) => CURRENCIES.map((code) => ({ value: code, label: words(`projects.currency.${code}`) }));

/** The fields of a claim. */
export function ClaimFields(props: Props) {
  const { words } = props;
  const { named, currency, unit, optional } = fieldsOf(props);
  return (
    <>
      <DateField {...named("periodFrom")} required />
      <DateField {...named("periodTo")} required />
      <SelectField {...named("currency")} defaultValue={currency} width="medium" options={currencies(words)} />
      <MoneyField {...named("amount")} unit={unit} required />
      <RadioGroup {...named("state")} defaultValue={textOf(props.problems.values, "state") || "PLANNED"} options={CLAIM_STATES.map((state) => ({ value: state, label: words(`funding.state.${state}`) }))} required />
      <DateField {...named("sentOn")} optional={optional} />
      <DateField {...named("answeredOn")} optional={optional} />
      <MoneyField {...named("approved")} unit={unit} optional={optional} />
      <TextField {...named("note")} optional={optional} />
    </>
  );
}

/** The fields of a payment. */
export function PaymentFields({ claims, ...props }: Props & { claims: readonly { id: string; label: string }[] }) {
  const { words } = props;
  const { named, currency, unit, optional } = fieldsOf(props);
  return (
    <>
      <RadioGroup {...named("kind")} inline options={PAYMENT_KINDS.map((kind) => ({ value: kind, label: words(`funding.kind.${kind}`) }))} required />
      {claims.length === 0 ? null : <SelectField {...named("claimId")} optional={optional} empty={words("funding.noClaim")} options={claims.map(({ id, label }) => ({ value: id, label }))} />}
      <SelectField {...named("currency")} defaultValue={currency} width="medium" options={currencies(words)} />
      <Fieldset legend={words("funding.expectedLegend")} help={words("funding.expectedHelp")}>
        <DateField {...named("expectedOn")} />
        <MoneyField {...named("expected")} unit={unit} />
      </Fieldset>
      <Fieldset legend={words("funding.receivedLegend")} help={words("funding.receivedHelp")}>
        <DateField {...named("receivedOn")} />
        <MoneyField {...named("received")} unit={unit} />
      </Fieldset>
      {currency === "SEK" ? null : (
        <Fieldset legend={words("projects.rateLegend", { currency })} help={words("funding.rateHelp")}>
          <TextField {...named("rate")} width="short" inputMode="decimal" />
          <DateField {...named("rateOn")} />
          <TextField {...named("rateSource")} width="medium" />
        </Fieldset>
      )}
      <TextField {...named("note")} optional={optional} />
    </>
  );
}

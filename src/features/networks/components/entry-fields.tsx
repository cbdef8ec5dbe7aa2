import { DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { CURRENCIES } from "@/domain/money";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { NETWORK_CONCLUSIONS, NETWORK_NEEDS, type EntryKind } from "../entries/schema";

interface Props {
  kind: EntryKind;
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly { id: string; name: string }[];
  words: Words;
}

/** The fields of what is told of a network: a fee, participation, a need, an evaluation. */
export function EntryFields({ kind, problems, units, words }: Props) {
  const named = (name: string, label = name) => ({ name, label: words(`networks.field.${label}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const optional = words("frame.optional");
  const unit = <SelectField {...named("unitId", "participantId")} help={words("networks.help_tells")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />;
  const radios = (name: string, values: readonly string[]) => (
    <RadioGroup name={name} label={words(`networks.field.${name}`)} error={problems.errorOf(name)} options={values.map((value) => ({ value, label: words(`networks.${name}.${value}`) }))} defaultValue={textOf(problems.values, name)} required />
  );
  switch (kind) {
    case "fee":
      return (
        <>
          <TextField {...named("year")} width="short" inputMode="numeric" required />
          <SelectField {...named("payerId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
          <TextField {...named("amount")} width="medium" inputMode="decimal" required />
          <SelectField {...named("currency")} options={CURRENCIES.map((currency) => ({ value: currency, label: currency }))} required />
          <TextField {...named("rate")} help={words("networks.help.rate")} width="short" inputMode="decimal" optional={optional} />
          <DateField {...named("rateOn")} optional={optional} />
          <TextField {...named("rateSource")} optional={optional} />
        </>
      );
    case "participation":
      return (
        <>
          {unit}
          <DateField {...named("heldOn")} required />
          <TextArea {...named("what")} rows={3} required />
          <TextField {...named("people")} help={words("networks.help.people")} width="short" inputMode="numeric" optional={optional} />
        </>
      );
    case "assessment":
      return (
        <>
          {unit}
          {radios("need", NETWORK_NEEDS)}
          <TextArea {...named("reason")} rows={3} required />
          <DateField {...named("assessedOn")} required />
        </>
      );
    case "evaluation":
      return (
        <>
          <DateField {...named("evaluatedOn")} required />
          <TextArea {...named("benefit")} required />
          {radios("conclusion", NETWORK_CONCLUSIONS)}
          <DateField {...named("nextOn")} optional={optional} />
        </>
      );
  }
}

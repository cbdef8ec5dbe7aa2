import { DateField, RadioGroup, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_PROGRAMME_TEXT, PROGRAMME_CERTAINTIES } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  programmes: readonly { id: string; name: string }[];
  words: Words;
}

/** The fields of a call. */
export function CallFields({ problems, programmes, words }: Props) {
  const named = (name: string) => ({ name, label: words(`calls.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`calls.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <SelectField {...named("programmeId")} empty={words("frame.choose")} options={programmes.map(({ id, name }) => ({ value: id, label: name }))} required />
      <TextField {...helped("name")} required />
      <DateField {...named("opensOn")} optional={optional} />
      <DateField {...helped("closesOn")} optional={optional} />
      <TextField {...helped("maxRatePercent")} optional={optional} width="short" inputMode="decimal" />
      <TextField {...named("website")} optional={optional} inputMode="url" />
      <TextField {...helped("source")} optional={optional} />
      <RadioGroup {...named("certainty")} options={PROGRAMME_CERTAINTIES.map((certainty) => ({ value: certainty, label: words(`programmes.certainty.${certainty}`) }))} required />
      <TextArea {...named("note")} optional={optional} most={LONGEST_PROGRAMME_TEXT} />
    </>
  );
}

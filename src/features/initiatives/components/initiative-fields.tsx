import { DateField, SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { INITIATIVE_TAKERS, LONGEST_INITIATIVE_TEXT } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly { id: string; name: string }[];
  words: Words;
}

/** The fields of an initiative: what is to be developed, by which unit, and who took it up. */
export function InitiativeFields({ problems, units, words }: Props) {
  const named = (name: string) => ({ name, label: words(`initiatives.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`initiatives.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      <TextField {...helped("title")} required />
      <TextArea {...helped("text")} optional={optional} most={LONGEST_INITIATIVE_TEXT} />
      <DateField {...helped("begunOn")} required />
      <SelectField {...named("takenBy")} optional={optional} empty={words("frame.choose")} options={INITIATIVE_TAKERS.map((taker) => ({ value: taker, label: words(`initiatives.takenBy.${taker}`) }))} />
    </>
  );
}

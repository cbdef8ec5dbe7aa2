import { SelectField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import { nameMonth } from "@/features/visits/components/visit-days";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  units: readonly { id: string; name: string }[];
  /** The municipality as it stands among the hosts. */
  own: string;
  words: Words;
}

/** A recurring meeting's fields: how often, since when and in which order the hosts take their turn. */
export function MeetingFields({ problems, units, own, words }: Props) {
  const named = (name: string) => ({ name, label: words(`recurringMeetings.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`recurringMeetings.help.${name}`, { own }) });
  const optional = words("frame.optional");
  const months = Array.from({ length: 12 }, (_none, index) => ({ value: String(index + 1), label: nameMonth(`2000-${String(index + 1).padStart(2, "0")}`, words.locale) }));
  const hidden = (name: string) => <input type="hidden" name={name} value={textOf(problems.values, name)} />;
  return (
    <>
      {hidden("relationId")}
      {hidden("networkId")}
      <TextField {...helped("name")} required />
      <TextField {...helped("everyYears")} inputMode="numeric" width="short" required />
      <TextField {...helped("firstYear")} inputMode="numeric" width="short" required />
      <SelectField {...named("heldMonth")} optional={optional} empty={words("recurringMeetings.monthNotKnown")} options={months} />
      <TextArea {...helped("hosts")} rows={5} required />
      <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />
      <TextArea {...named("note")} optional={optional} rows={2} />
      <TextField {...named("source")} optional={optional} />
    </>
  );
}

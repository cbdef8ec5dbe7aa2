import { DateField, SelectField, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LAWFUL_BASES } from "../contacts/schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  /** The units of which one is to be chosen; null for a contact that has its unit. */
  units: readonly { id: string; name: string }[] | null;
  words: Words;
}

/** The fields of someone whom a unit is in touch with at a partner. */
export function ContactFields({ problems, units, words }: Props) {
  const named = (name: string) => ({ name, label: words(`partnerContacts.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const helped = (name: string) => ({ ...named(name), help: words(`partnerContacts.help.${name}`) });
  const optional = words("frame.optional");
  return (
    <>
      {units === null ? null : <SelectField {...named("unitId")} empty={words("frame.choose")} options={units.map(({ id, name }) => ({ value: id, label: name }))} required />}
      <TextField {...named("name")} autoComplete="off" required />
      <TextField {...helped("title")} optional={optional} autoComplete="off" />
      <TextField {...named("email")} optional={optional} type="email" autoComplete="off" />
      <TextField {...named("phone")} optional={optional} type="tel" width="medium" autoComplete="off" />
      <SelectField {...helped("lawfulBasis")} empty={words("frame.choose")} options={LAWFUL_BASES.map((basis) => ({ value: basis, label: words(`partnerContacts.lawfulBasis.${basis}`) }))} required />
      <DateField {...helped("neededUntil")} required />
    </>
  );
}

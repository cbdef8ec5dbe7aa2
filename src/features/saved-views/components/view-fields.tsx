import { RadioGroup, SelectField, TextField } from "@/components/field";
import { textOf, type Values } from "@/domain/values";
import type { Words } from "@/messages/words";

interface Props {
  values: Values;
  errorOf: (field: string) => string | undefined;
  choices: { mayShareWithAll: boolean; units: readonly { id: string; name: string }[] };
  words: Words;
}

/** What a view is called, and with whom it is shared. */
export function ViewFields({ values, errorOf, choices: { mayShareWithAll, units }, words }: Props) {
  const sharings = ["PRIVATE", ...(units.length > 0 ? ["UNIT"] : []), ...(mayShareWithAll ? ["EVERYONE"] : [])];
  return (
    <>
      <TextField name="name" label={words("savedViews.name")} help={words("savedViews.nameHelp")} defaultValue={textOf(values, "name")} error={errorOf("name")} autoComplete="off" required />
      {sharings.length === 1 ? (
        <input type="hidden" name="sharing" value="PRIVATE" />
      ) : (
        <RadioGroup name="sharing" label={words("savedViews.sharing")} options={sharings.map((value) => ({ value, label: words(`savedViews.sharings.${value}`) }))} defaultValue={textOf(values, "sharing") || "PRIVATE"} error={errorOf("sharing")} required />
      )}
      {units.length === 0 ? null : <SelectField name="unitId" label={words("savedViews.unit")} help={words("savedViews.unitHelp")} empty={words("savedViews.noUnit")} options={units.map(({ id, name }) => ({ value: id, label: name }))} defaultValue={textOf(values, "unitId")} error={errorOf("unitId")} />}
    </>
  );
}

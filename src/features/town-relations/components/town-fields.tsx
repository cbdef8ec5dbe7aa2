import { DateField, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  words: Words;
}

const fieldsOf = ({ problems, words }: Props) => {
  const named = (name: string) => ({ name, label: words(`townRelations.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  return { named, helped: (name: string) => ({ ...named(name), help: words(`townRelations.help.${name}`) }) };
};

/** Which town: by name and country. */
export function TownFields(props: Props) {
  const { helped } = fieldsOf(props);
  return (
    <>
      <TextField {...helped("town")} required />
      <TextField {...helped("country")} width="short" autoCapitalize="characters" required />
    </>
  );
}

/** Since when and until when a town belongs to a relation. */
export function TownTimeFields(props: Props) {
  const { named, helped } = fieldsOf(props);
  const optional = props.words("frame.optional");
  return (
    <>
      <DateField {...helped("since")} optional={optional} />
      <DateField {...named("until")} help={props.words("townRelations.help.until")} optional={optional} />
      <TextField {...named("townNote")} optional={optional} />
    </>
  );
}

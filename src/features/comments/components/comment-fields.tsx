import { Fieldset, SelectField, TextArea } from "@/components/field";
import { textOf, textsOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_COMMENT, MOST_MENTIONED } from "../schema";

interface Props {
  problems: Pick<FormProblems, "values" | "errorOf">;
  people: readonly { id: string; name: string }[];
  words: Words;
}

/** What a comment says, and who is to know of it: chosen from those who may see the record. */
export function CommentFields({ problems, people, words }: Props) {
  const chosen = textsOf(problems.values, "mentioned");
  const options = people.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <>
      <TextArea name="text" label={words("comments.field.text")} help={words("comments.public")} error={problems.errorOf("text")} defaultValue={textOf(problems.values, "text")} most={LONGEST_COMMENT} required />
      <Fieldset legend={words("comments.mention")} help={words("comments.mentionHelp")}>
        {Array.from({ length: Math.min(MOST_MENTIONED, chosen.length + 2) }, (_none, place) => (
          <SelectField
            key={place}
            name="mentioned"
            {...(place === 0 ? { error: problems.errorOf("mentioned") } : { id: `mentioned-${String(place + 1)}` })}
            label={words("comments.field.mentioned", { number: place + 1 })}
            optional={words("frame.optional")}
            empty={words("comments.nobody")}
            options={options}
            defaultValue={chosen[place] ?? ""}
            width="medium"
          />
        ))}
      </Fieldset>
    </>
  );
}

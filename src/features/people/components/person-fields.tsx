import { TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";

/** A person's name and how to reach the person. */
export function PersonFields({ problems, words }: { problems: Pick<FormProblems, "values" | "errorOf">; words: Words }) {
  const field = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name), autoComplete: "off" });
  return (
    <>
      <TextField {...field("name")} label={words("people.name")} required />
      <TextField {...field("title")} label={words("people.personTitle")} help={words("people.personTitleHelp")} optional={words("people.optional")} />
      <TextField {...field("email")} label={words("people.email")} help={words("people.emailHelp")} optional={words("people.optional")} inputMode="email" />
      <TextField {...field("phone")} label={words("people.phone")} optional={words("people.optional")} width="medium" inputMode="tel" />
    </>
  );
}

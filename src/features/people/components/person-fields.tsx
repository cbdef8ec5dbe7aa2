import { TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_EMAIL, LONGEST_PERSON_NAME, LONGEST_PHONE, LONGEST_TITLE } from "../schema";

/** A person's name and how to reach the person. */
export function PersonFields({ problems, words }: { problems: Pick<FormProblems, "values" | "errorOf">; words: Words }) {
  const field = (name: string) => ({ name, error: problems.errorOf(name), defaultValue: textOf(problems.values, name), autoComplete: "off" });
  return (
    <>
      <TextField {...field("name")} label={words("people.name")} maxLength={LONGEST_PERSON_NAME} required />
      <TextField {...field("title")} label={words("people.personTitle")} help={words("people.personTitleHelp")} optional={words("people.optional")} maxLength={LONGEST_TITLE} />
      <TextField {...field("email")} label={words("people.email")} help={words("people.emailHelp")} optional={words("people.optional")} inputMode="email" maxLength={LONGEST_EMAIL} />
      <TextField {...field("phone")} label={words("people.phone")} optional={words("people.optional")} width="medium" inputMode="tel" maxLength={LONGEST_PHONE} />
    </>
  );
}

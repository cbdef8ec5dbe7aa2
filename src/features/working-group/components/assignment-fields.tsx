import { DateField, TextArea, TextField } from "@/components/field";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import type { Words } from "@/messages/words";
import { LONGEST_ASSIGNMENT } from "../assignments/schema";

/** The fields of an assignment: what the group is to do, what it may decide, and for how long. */
export function AssignmentFields({ problems, words }: { problems: Pick<FormProblems, "values" | "errorOf">; words: Words }) {
  const named = (name: string) => ({ name, label: words(`groupAssignments.field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const optional = words("frame.optional");
  return (
    <>
      <TextField {...named("title")} required />
      <TextArea {...named("assignment")} rows={6} most={LONGEST_ASSIGNMENT} required />
      <TextArea {...named("mandate")} help={words("groupAssignments.help.mandate")} optional={optional} most={LONGEST_ASSIGNMENT} />
      <DateField {...named("startsOn")} help={words("bodies.dateHelp")} required />
      <DateField {...named("endsOn")} help={words("groupAssignments.help.endsOn")} optional={optional} />
    </>
  );
}

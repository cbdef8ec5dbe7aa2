import { Button, Buttons } from "@/components/button";
import { DateField, RadioGroup, TextArea, TextField } from "@/components/field";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { textOf } from "@/domain/values";
import type { FormProblems } from "@/lib/form-problems";
import { formatDate, formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { add } from "../actions";
import type { StoredAddendum } from "../addenda/service";
import { paragraphsOf } from "../report";
import { ADDENDUM_KINDS, LONGEST_ADDENDUM } from "../schema";

interface Props {
  year: number;
  number: number;
  addenda: readonly (StoredAddendum & { isWhole: boolean })[];
  /** What was typed, and a key that is new at each showing; null for those who may not add. */
  form: { problems: FormProblems; key: string } | null;
  words: Words;
}

/** What has been decided of an edition after it was frozen, and the form by which the office adds to it. */
export function Addenda({ year, number, addenda, form, words }: Props) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.addenda.${key}`, parameters);
  if (addenda.length === 0 && form === null) return null;
  return (
    <Section id="addenda" title={say("title")}>
      {addenda.length === 0 ? <p>{say("none")}</p> : null}
      <Rows>
        {addenda.map((addendum) => (
          <li key={addendum.id}>
            <h3>{say("name", { number: addendum.number, kind: say(`kind.${addendum.kind}`) })}</h3>
            <p className="meta">
              {[addendum.decidedBy, formatDate(addendum.decidedOn, words.locale), addendum.paragraph === null ? null : say("paragraphOf", { paragraph: addendum.paragraph }), addendum.caseNumber === null ? null : words("summaries.print.caseNumber", { caseNumber: addendum.caseNumber })].filter((part) => part !== null).join(", ")}
            </p>
            <div className="prose">{paragraphsOf(addendum.text).map((paragraph, index) => <p key={index}>{paragraph}</p>)}</div>
            <p className="meta">
              {addendum.addedByName === null ? say("added", { when: formatInstant(addendum.addedAt, words.locale) }) : say("addedBy", { when: formatInstant(addendum.addedAt, words.locale), name: addendum.addedByName })}{" "}
              {addendum.isWhole ? null : <Status kind="missing">{say("broken")}</Status>}
            </p>
          </li>
        ))}
      </Rows>
      {form === null ? null : <AddForm year={year} number={number} form={form} words={words} />}
    </Section>
  );
}

function AddForm({ year, number, form: { problems, key }, words }: Omit<Props, "addenda" | "form"> & { form: NonNullable<Props["form"]> }) {
  const say = (name: string) => words(`summaries.addenda.${name}`);
  const named = (name: string) => ({ name, label: say(`field.${name}`), error: problems.errorOf(name), defaultValue: textOf(problems.values, name) });
  const optional = words("summaries.freezeCheck.optional");
  return (
    <form action={add} className="mt-6" noValidate aria-labelledby="add-addendum">
      <h3 id="add-addendum">{say("addTitle")}</h3>
      <p className="meta">{say("addHelp")}</p>
      <input type="hidden" name="_key" value={key} />
      <input type="hidden" name="_back" value={`/year/${String(year)}/editions/${String(number)}`} />
      <input type="hidden" name="year" value={year} />
      <input type="hidden" name="number" value={number} />
      <RadioGroup {...named("kind")} options={ADDENDUM_KINDS.map((kind) => ({ value: kind, label: say(`kind.${kind}`) }))} />
      <TextArea {...named("text")} help={say("textHelp")} rows={5} most={LONGEST_ADDENDUM} />
      <TextField {...named("decidedBy")} width="medium" />
      <DateField {...named("decidedOn")} />
      <TextField {...named("paragraph")} width="short" optional={optional} />
      <TextField {...named("caseNumber")} width="medium" optional={optional} />
      <Buttons>
        <Button>{say("submit")}</Button>
      </Buttons>
    </form>
  );
}

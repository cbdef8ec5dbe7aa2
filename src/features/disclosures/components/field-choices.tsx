import { SelectField, TextField } from "@/components/field";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { textOf, type Values } from "@/domain/values";
import { fieldId } from "@/lib/field-id";
import { labelOfPart, writeValues, type RecordField, type RecordPart } from "@/lib/record-contents";
import type { Words } from "@/messages/words";
import { nameField } from "../answers/report";

interface Props {
  parts: readonly RecordPart[];
  /** What has been decided, as the form holds it. */
  values: Values;
  errorOf: (field: string) => string | undefined;
  words: Words;
}

/** All that a record holds, each field with what is to become of it. */
export function FieldChoices({ parts, values, errorOf, words }: Props) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`disclosures.examine.${key}`, parameters);
  return parts.map((part) => (
    <Section key={`${part.table}.${part.id}`} id={fieldId(`part-${part.table}-${part.id}`)} title={labelOfPart(part.table, words) ?? say("recordPart")}>
      {part.fields.map((field) => (
        <FieldChoice key={field.key} field={field} values={values} errorOf={errorOf} say={say} words={words} />
      ))}
    </Section>
  ));
}

function FieldChoice({ field, values, errorOf, say, words }: Omit<Props, "parts"> & { field: RecordField; say: (key: string, parameters?: Record<string, string | number>) => string }) {
  const label = nameField(field, words);
  const named = (prefix: string) => ({ name: `${prefix}.${field.key}`, error: errorOf(`${prefix}.${field.key}`), defaultValue: textOf(values, `${prefix}.${field.key}`) });
  const hasOwn = ["law", "why"].some((prefix) => textOf(values, `${prefix}.${field.key}`) !== "" || errorOf(`${prefix}.${field.key}`) !== undefined);
  return (
    <div className="mb-6">
      <p>
        <b>{label}</b> {field.openness === "open" ? null : <Status kind="late">{say(field.openness)}</Status>}
      </p>
      <p className="whitespace-pre-line [overflow-wrap:anywhere]">{writeValues(field, words)}</p>
      <SelectField
        {...named("do")}
        label={say("choiceOf", { field: label })}
        width="medium"
        options={[...(field.openness === "open" ? [] : [{ value: "", label: say("undecided") }]), { value: "RELEASE", label: say("release") }, { value: "MASK", label: say("mask") }]}
      />
      <details open={hasOwn}>
        <summary>
          {say("own")}
          <span className="vh"> {label}</span>
        </summary>
        <TextField {...named("law")} label={say("ownProvision", { field: label })} width="medium" autoComplete="off" />
        <TextField {...named("why")} label={say("ownReason", { field: label })} autoComplete="off" />
      </details>
    </div>
  );
}

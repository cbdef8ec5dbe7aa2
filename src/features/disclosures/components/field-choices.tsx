import { SelectField, TextField } from "@/components/field";
import { Rows, Section } from "@/components/section";
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
    <Section key={`${part.table}.${part.id}`} id={anchorOf(part)} title={nameOf(part, words)} {...(parts.length > 1 ? { more: { href: "#contents", label: say("toContents") } } : {})}>
      {part.fields.map((field) => (
        <FieldChoice key={field.key} field={field} values={values} errorOf={errorOf} say={say} words={words} />
      ))}
    </Section>
  ));
}

const anchorOf = (part: RecordPart) => fieldId(`part-${part.table}-${part.id}`);
const nameOf = (part: RecordPart, words: Words) => labelOfPart(part.table, words) ?? words("disclosures.examine.recordPart");
const LONGEST_SIGN = 60;
/** What tells a part from others of its kind: the first that it says. */
const signOf = (part: RecordPart, words: Words) => {
  const [line] = part.fields.map((field) => writeValues(field, words).replace(/\s+/g, " ").trim()).filter((text) => text !== "");
  const characters = [...(line ?? "")];
  return characters.length > LONGEST_SIGN ? `${characters.slice(0, LONGEST_SIGN - 1).join("")}…` : characters.join("");
};

/** What the record consists of, each part leading to its fields, with how many of them are still to be decided of; nothing for a record of one part. */
export function PartContents({ parts, values, words }: Pick<Props, "parts" | "values" | "words">) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`disclosures.examine.${key}`, parameters);
  if (parts.length < 2) return null;
  const names = parts.map((part) => nameOf(part, words));
  return (
    <Section id="contents" title={say("contents")} note={say("contentsNote", { parts: parts.length, fields: parts.reduce((sum, part) => sum + part.fields.length, 0) })}>
      <nav aria-label={say("contents")}>
        <Rows tight>
          {parts.map((part, place) => {
            const undecided = part.fields.filter((field) => field.openness !== "open" && textOf(values, `do.${field.key}`) === "").length;
            const isOneOfMany = names.filter((name) => name === names[place]).length > 1;
            return (
              <li key={`${part.table}.${part.id}`}>
                <a href={`#${anchorOf(part)}`}>{isOneOfMany ? `${names[place] ?? ""}: ${signOf(part, words)}` : names[place]}</a>{" "}
                <span className="meta">{undecided === 0 ? say("partDecided", { count: part.fields.length }) : say("partLeft", { count: undecided })}</span>
              </li>
            );
          })}
        </Rows>
      </nav>
    </Section>
  );
}

function FieldChoice({ field, values, errorOf, say, words }: Omit<Props, "parts"> & { field: RecordField; say: (key: string, parameters?: Record<string, string | number>) => string }) {
  const label = nameField(field, words);
  const named = (prefix: string) => ({ name: `${prefix}.${field.key}`, error: errorOf(`${prefix}.${field.key}`), defaultValue: textOf(values, `${prefix}.${field.key}`) });
  const hasOwn = ["law", "why"].some((prefix) => textOf(values, `${prefix}.${field.key}`) !== "" || errorOf(`${prefix}.${field.key}`) !== undefined);
  return (
    <div className="field-choice">
      <div>
        <p>
          <b>{label}</b> {field.openness === "open" ? null : <Status kind="late">{say(field.openness)}</Status>}
        </p>
        <p className="whitespace-pre-line [overflow-wrap:anywhere]">{writeValues(field, words)}</p>
      </div>
      <SelectField
        {...named("do")}
        label={<span className="vh">{say("choiceOf", { field: label })}</span>}
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

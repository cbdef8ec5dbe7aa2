import { SelectField, TextField } from "@/components/field";
import { textOf, type Values } from "@/domain/values";
import type { Words } from "@/messages/words";
import { columnsReadWithOthers, type ImportField } from "../import";

interface Props {
  fields: readonly ImportField[];
  columns: readonly { letter: string; heading: string; example: string }[];
  chosen: Readonly<Record<string, number>>;
  defaults: Readonly<Record<string, string>>;
  /** What was told in a form that could not be taken. */
  told: Values | null;
  words: Words;
}

/** A register's fields, each with the column that it is read from and what holds for rows that say nothing. */
export function ColumnFields({ fields, columns, chosen, defaults, told, words }: Props) {
  const withOthers = columnsReadWithOthers(columns.map(({ heading }) => heading), fields);
  const options = columns.flatMap(({ letter, heading, example }, index) =>
    withOthers.has(index) ? [] : [{ value: String(index), label: words(heading === "" ? "imports.columnBare" : example === "" ? "imports.columnOf" : "imports.columnExample", { letter, heading, example }) }],
  );
  const valueOf = (name: string, stored: string | number | undefined) => (told === null ? String(stored ?? "") : textOf(told, name));
  const isTold = (name: string) => valueOf(`column.${name}`, chosen[name]) !== "" || valueOf(`default.${name}`, defaults[name]) !== "";
  const ask = (field: ImportField) => {
    const [column, otherwise] = [`column.${field.name}`, `default.${field.name}`];
    const rest = { id: `otherwise-${field.name}`, name: otherwise, label: words("imports.otherwise"), defaultValue: valueOf(otherwise, defaults[field.name]) };
    return (
      <fieldset key={field.name} className="field">
        <legend>
          {words(field.label)}
          {field.isRequired || (field.requiredWith !== undefined && isTold(field.requiredWith)) ? <small> ({words("imports.required")})</small> : null}
        </legend>
        <div className="pair">
          <SelectField id={`column-${field.name}`} name={column} label={words("imports.fromColumn")} empty={words("imports.noColumn")} options={options} defaultValue={valueOf(column, chosen[field.name])} />
          {field.type === "choice" ? (
            <SelectField {...rest} empty={words("imports.otherwiseNone")} options={(field.choices ?? []).filter(({ isPast }) => isPast !== true).map(({ value, label }) => ({ value, label: label(words) }))} />
          ) : (
            <TextField {...rest} />
          )}
        </div>
      </fieldset>
    );
  };
  const isAsked = ({ name, isRequired, requiredWith }: ImportField) => isRequired || isTold(name) || (requiredWith !== undefined && isTold(requiredWith));
  const rest = fields.filter((field) => !isAsked(field));
  return (
    <>
      {fields.filter(isAsked).map(ask)}
      {rest.length === 0 ? null : (
        <details className="more-fields">
          <summary>{words("imports.moreFields", { count: rest.length })}</summary>
          {rest.map(ask)}
        </details>
      )}
    </>
  );
}

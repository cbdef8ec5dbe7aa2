import { Button } from "./button";
import { CheckboxField } from "./field";

export type ColumnChoiceProps = {
  /** Names what opens: "Kolumner". */
  label: string;
  /** The list's own address. */
  action: string;
  /** What else the address says, which the choice keeps. */
  hidden: readonly (readonly [name: string, value: string])[];
  options: readonly { name: string; label: string; isShown: boolean }[];
  submit: string;
  /** The address of the list with its usual columns. */
  usual: { href: string; label: string };
};

/** Which columns a list shows: a plain GET form, so that the address is its memory. */
export function ColumnChoice({ label, action, hidden, options, submit, usual }: ColumnChoiceProps) {
  return (
    <details className="views">
      <summary>{label}</summary>
      <form action={action}>
        {hidden.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset>
          <legend className="vh">{label}</legend>
          {options.map(({ name, label: words, isShown }) => (
            <CheckboxField key={name} id={`cols-${name}`} name="cols" label={words} value={name} defaultValue={isShown} />
          ))}
        </fieldset>
        <Button small>{submit}</Button> <a className="more" href={usual.href}>{usual.label}</a>
      </form>
    </details>
  );
}

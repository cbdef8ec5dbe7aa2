"use client";

import { fieldId } from "@/lib/field-id";
import type { ComponentProps, ReactNode } from "react";
import { classNames } from "@/lib/class-names";
import { CharactersLeft } from "./characters-left";
import { DatePicker } from "./date-picker";
import { MoneyInput } from "./money-input";
import { Select, type Option, type OptionGroup } from "./select";

/** What every field takes. It is uncontrolled: give back what was typed as `defaultValue`. */
export type FieldBase = {
  name: string;
  label: ReactNode;
  /** Stands under the label, before anyone needs it. */
  help?: ReactNode;
  /** What is wrong and what to write instead; the same sentence as in the summary. */
  error?: ReactNode;
  /** A word after the label of a field that may be left empty: "frivilligt". */
  optional?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  /** Defaults to `fieldId(name)`. */
  id?: string;
};

/** Full width unless told otherwise; short is for numbers and codes, medium for dates and names. */
export type FieldWidth = "short" | "medium" | "full";

const WIDTHS: Record<FieldWidth, string | undefined> = { short: "max-w-short", medium: "max-w-medium", full: undefined };

type Own<Tag extends "input" | "select" | "textarea", Taken extends string = never> = Omit<
  ComponentProps<Tag>,
  keyof FieldBase | "className" | "defaultValue" | "value" | Taken
>;

type Wiring = {
  id: string;
  helpId: string | undefined;
  errorId: string | undefined;
  describedBy: string | undefined;
  invalid: true | undefined;
};

function wire({ name, id, help, error }: Pick<FieldBase, "name" | "id" | "help" | "error">, extra?: string): Wiring {
  const own = id ?? fieldId(name);
  const helpId = help ? `${own}-help` : undefined;
  const errorId = error ? `${own}-error` : undefined;
  return { id: own, helpId, errorId, describedBy: classNames(helpId, errorId, extra), invalid: error ? true : undefined };
}

function Label({ id, label, optional }: { id: string; label: ReactNode; optional?: ReactNode }) {
  return (
    <label htmlFor={id}>
      {label}
      {optional ? <small> ({optional})</small> : null}
    </label>
  );
}

function Remarks({ wiring, help, error }: { wiring: Wiring; help?: ReactNode; error?: ReactNode }) {
  return (
    <>
      {help ? (
        <div className="help" id={wiring.helpId}>
          {help}
        </div>
      ) : null}
      {error ? (
        <p className="error" id={wiring.errorId}>
          {error}
        </p>
      ) : null}
    </>
  );
}

export type FieldProps = Pick<FieldBase, "name" | "label" | "help" | "error" | "optional" | "id"> & {
  /** The id of something more that describes the control. */
  describedBy?: string | undefined;
  /** Receives the attributes that tie the control to its label, help and error. */
  children: (control: { id: string; name: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined }) => ReactNode;
};

/** Label, help, error, then any control of one's own; the named fields below are made of the same parts. */
export function Field({ name, label, help, error, optional, id, describedBy, children }: FieldProps) {
  const wiring = wire({ name, id, help, error }, describedBy);
  return (
    <div className={classNames("field", Boolean(error) && "field-bad")}>
      <Label id={wiring.id} label={label} optional={optional} />
      <Remarks wiring={wiring} help={help} error={error} />
      {children({ id: wiring.id, name, "aria-describedby": wiring.describedBy, "aria-invalid": wiring.invalid })}
    </div>
  );
}

// The attribute would cut what is pasted beyond it without a word.
export type TextFieldProps = FieldBase &
  Own<"input", "maxLength"> & {
    defaultValue?: string | number;
    width?: FieldWidth;
    /** What stands after the field, such as a picker or a unit. */
    after?: ReactNode;
  };

/** One line of text. */
export function TextField({ name, label, help, error, optional, id, width = "full", after, ...rest }: TextFieldProps) {
  return (
    <Field name={name} label={label} help={help} error={error} optional={optional} id={id}>
      {(control) => {
        const input = <input type="text" {...rest} {...control} className={classNames("input", WIDTHS[width])} />;
        return after ? (
          <div className="suffix">
            {input}
            {after}
          </div>
        ) : (
          input
        );
      }}
    </Field>
  );
}

export type TextAreaProps = FieldBase &
  Own<"textarea", "maxLength"> & {
    defaultValue?: string;
    /** As many characters as the text may have; beyond it everything is kept, and the server says how much to strike out. */
    most?: number;
  };

/** Several lines of text; grows with what is written where the browser can. */
export function TextArea({ name, label, help, error, optional, id, rows = 4, most, ...rest }: TextAreaProps) {
  const own = id ?? fieldId(name);
  const leftId = `${own}-left`;
  return (
    <Field name={name} label={label} help={help} error={error} optional={optional} id={own} describedBy={most === undefined ? undefined : leftId}>
      {(control) => (
        <>
          <textarea rows={rows} {...rest} {...control} className="input" />
          {most === undefined ? null : <CharactersLeft fieldId={own} id={leftId} most={most} />}
        </>
      )}
    </Field>
  );
}

export type FileFieldProps = FieldBase & Own<"input", "type" | "maxLength">;

/** One file; the browser forgets it when the page is shown again. */
export function FileField({ name, label, help, error, optional, id, ...rest }: FileFieldProps) {
  return (
    <Field name={name} label={label} help={help} error={error} optional={optional} id={id}>
      {(control) => <input {...rest} {...control} type="file" className="input" />}
    </Field>
  );
}

export type DateFieldProps = Omit<TextFieldProps, "type" | "width">;

/** A date as text, so that it can be written the way people write dates, with a calendar beside it; the server understands the forms that `help` promises. */
export function DateField({ after, ...props }: DateFieldProps) {
  const picker = <DatePicker fieldId={props.id ?? fieldId(props.name)} label={props.label} disabled={props.disabled ?? false} />;
  return (
    <TextField
      autoComplete="off"
      spellCheck={false}
      {...props}
      width="short"
      after={
        <>
          {picker}
          {after}
        </>
      }
    />
  );
}

export type MoneyFieldProps = FieldBase &
  Own<"input", "type" | "inputMode"> & {
    /** The sum as it was typed, or as it should be shown. */
    defaultValue?: string | number;
    /** "kr", "euro"; read after the label. */
    unit: ReactNode;
    /** Label left and sum right, for rows of a budget inside `MoneyLines`. */
    line?: boolean;
  };

/** An amount with its unit after it. */
export function MoneyField({ name, label, help, error, optional, id, unit, line, ...rest }: MoneyFieldProps) {
  const own = id ?? fieldId(name);
  const unitId = `${own}-unit`;
  const wiring = wire({ name, id, help, error }, unitId);
  const words = (
    <>
      <Label id={own} label={label} optional={optional} />
      <Remarks wiring={wiring} help={help} error={error} />
    </>
  );
  return (
    <div className={classNames(line ? "line" : "field", Boolean(error) && "field-bad")}>
      {line ? <div>{words}</div> : words}
      <div className="suffix">
        <MoneyInput
          autoComplete="off"
          {...rest}
          id={own}
          name={name}
          className="input input-money"
          aria-describedby={wiring.describedBy}
          aria-invalid={wiring.invalid}
        />
        <span id={unitId}>{unit}</span>
      </div>
    </div>
  );
}

/** Rows of amounts: `<MoneyField line>` and, last, `<MoneySum>`. */
export function MoneyLines({ children }: { children: ReactNode }) {
  return <div className="lines">{children}</div>;
}

/** The sum under the rows, in the same column as they. */
export function MoneySum({ label, value, unit }: { label: ReactNode; value: ReactNode; unit: ReactNode }) {
  return (
    <div className="line line-sum">
      <span>{label}</span>
      <output className="suffix">
        <span>{value}</span> <span>{unit}</span>
      </output>
    </div>
  );
}

export type SelectFieldProps = FieldBase &
  Own<"select", "children"> & {
    defaultValue?: string;
    options: (Option | OptionGroup)[];
    /** The first, empty choice: "Alla", "Välj". */
    empty?: string;
    width?: FieldWidth;
  };

/** One of a known list. */
export function SelectField(props: SelectFieldProps) {
  const { name, label, help, error, optional, id, defaultValue = "", options, empty, width = "full", ...rest } = props;
  return (
    <Field name={name} label={label} help={help} error={error} optional={optional} id={id}>
      {(control) => <Select {...rest} {...control} defaultValue={defaultValue} options={options} empty={empty} className={classNames("input", WIDTHS[width])} />}
    </Field>
  );
}

export type ChoiceProps = Omit<ComponentProps<"input">, "type" | "id" | "className"> & {
  type: "radio" | "checkbox";
  id: string;
  label: ReactNode;
  help?: ReactNode;
};

/** One radio or checkbox with its words; the whole line is 44 px high. */
export function Choice({ type, id, label, help, "aria-describedby": describedBy, ...rest }: ChoiceProps) {
  const helpId = help ? `${id}-help` : undefined;
  return (
    <div className="choice">
      <input {...rest} type={type} id={id} aria-describedby={classNames(helpId, describedBy)} />
      <label htmlFor={id}>{label}</label>
      {help ? (
        <div className="help" id={helpId}>
          {help}
        </div>
      ) : null}
    </div>
  );
}

export type CheckboxFieldProps = Omit<FieldBase, "optional"> &
  Own<"input", "type" | "defaultChecked" | "checked"> & {
    /** Whether it is ticked to begin with. */
    defaultValue?: boolean;
    /** What is sent when ticked; "on" by default. */
    value?: string;
  };

/** Yes or not yes. */
export function CheckboxField({ name, label, help, error, id, defaultValue, ...rest }: CheckboxFieldProps) {
  const own = id ?? fieldId(name);
  const errorId = error ? `${own}-error` : undefined;
  return (
    <div className={classNames("field", Boolean(error) && "field-bad")}>
      {error ? (
        <p className="error" id={errorId}>
          {error}
        </p>
      ) : null}
      <Choice
        {...rest}
        type="checkbox"
        id={own}
        name={name}
        label={label}
        help={help}
        defaultChecked={defaultValue}
        aria-describedby={errorId}
        aria-invalid={error ? true : undefined}
      />
    </div>
  );
}

export type ChoiceOption = { value: string; label: ReactNode; help?: ReactNode; disabled?: boolean };

type GroupProps = FieldBase & {
  options: ChoiceOption[];
  /** Side by side, for two or three short words. */
  inline?: boolean;
};

export type RadioGroupProps = GroupProps & { defaultValue?: string };
export type CheckboxGroupProps = Omit<GroupProps, "required"> & { defaultValue?: readonly string[] };

function choiceId(groupId: string, index: number) {
  // the first keeps the group's id, so that a link from the error summary lands on a control
  return index === 0 ? groupId : `${groupId}-${index + 1}`;
}

function Legend({ label, optional }: { label: ReactNode; optional?: ReactNode }) {
  return (
    <legend>
      {label}
      {optional ? <small> ({optional})</small> : null}
    </legend>
  );
}

/** One of a few, all in sight. */
export function RadioGroup(props: RadioGroupProps) {
  const { name, label, help, error, optional, required, disabled, id, options, inline, defaultValue } = props;
  const wiring = wire({ name, id, help, error });
  return (
    <fieldset
      role="radiogroup"
      className={classNames("field", Boolean(error) && "field-bad")}
      disabled={disabled}
      aria-describedby={wiring.describedBy}
      aria-invalid={wiring.invalid}
      aria-required={required ? true : undefined}
    >
      <Legend label={label} optional={optional} />
      <Remarks wiring={wiring} help={help} error={error} />
      <div className={classNames("choices", inline && "choices-inline")}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="radio"
            id={choiceId(wiring.id, index)}
            name={name}
            value={option.value}
            label={option.label}
            help={option.help}
            disabled={option.disabled}
            defaultChecked={option.value === defaultValue}
          />
        ))}
      </div>
    </fieldset>
  );
}

/** Any of a few, all in sight; each ticked one is sent under the same name. */
export function CheckboxGroup(props: CheckboxGroupProps) {
  const { name, label, help, error, optional, disabled, id, options, inline, defaultValue = [] } = props;
  const wiring = wire({ name, id, help, error });
  return (
    <fieldset className={classNames("field", Boolean(error) && "field-bad")} disabled={disabled} aria-describedby={wiring.describedBy}>
      <Legend label={label} optional={optional} />
      <Remarks wiring={wiring} help={help} error={error} />
      <div className={classNames("choices", inline && "choices-inline")}>
        {options.map((option, index) => (
          <Choice
            key={option.value}
            type="checkbox"
            id={choiceId(wiring.id, index)}
            name={name}
            value={option.value}
            label={option.label}
            help={option.help}
            disabled={option.disabled}
            defaultChecked={defaultValue.includes(option.value)}
            aria-invalid={wiring.invalid}
          />
        ))}
      </div>
    </fieldset>
  );
}

export type FieldsetProps = { legend: ReactNode; help?: ReactNode; children: ReactNode };

/** Several fields that answer one question: "Vem betalar?". */
export function Fieldset({ legend, help, children }: FieldsetProps) {
  return (
    <fieldset className="field">
      <legend>{legend}</legend>
      {help ? <div className="help">{help}</div> : null}
      {children}
    </fieldset>
  );
}

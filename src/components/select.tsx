"use client";

import type { ComponentProps } from "react";

export type Option = { value: string; label: string; disabled?: boolean };
export type OptionGroup = { label: string; options: Option[] };

export type SelectProps = Omit<ComponentProps<"select">, "children" | "value" | "defaultValue"> & {
  defaultValue: string;
  options: (Option | OptionGroup)[];
  /** The first, empty choice. */
  empty: string | undefined;
};

/** The bare control, drawn from bare words: as elements, a long list of choices would be sent twice. */
export function Select({ defaultValue, options, empty, ...rest }: SelectProps) {
  return (
    // A form reset after a server action restores the option of the first render; a new key makes that the chosen one.
    <select key={defaultValue} {...rest} defaultValue={defaultValue}>
      {empty === undefined ? null : <option value="">{empty}</option>}
      {options.map((option) =>
        "options" in option ? (
          <optgroup key={option.label} label={option.label}>
            {option.options.map((inner) => (
              <OptionTag key={inner.value} option={inner} />
            ))}
          </optgroup>
        ) : (
          <OptionTag key={option.value} option={option} />
        ),
      )}
    </select>
  );
}

function OptionTag({ option }: { option: Option }) {
  return (
    <option value={option.value} disabled={option.disabled}>
      {option.label}
    </option>
  );
}

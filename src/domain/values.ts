/** A form as it was typed: field names to texts, or to several texts where a field may be given many times. */
export type Values = Readonly<Record<string, string | readonly string[]>>;

/** Something wrong with a field: a message's key, and what the message is to name. */
export interface Issue {
  field: string;
  message: string;
  params?: Record<string, string | number>;
}

/** The text of a field, empty when it was not given; the first one when it was given many times. */
export function textOf(values: Values, field: string): string {
  const value = values[field];
  return typeof value === "string" ? value : (value?.[0] ?? "");
}

/** All texts of a field, empty ones left out. */
export function textsOf(values: Values, field: string): string[] {
  const value = values[field];
  return (typeof value === "string" ? [value] : [...(value ?? [])]).filter((text) => text !== "");
}

/** Tells whether two typed values say the same. */
export function sameValue(a: string | readonly string[] | undefined, b: string | readonly string[] | undefined): boolean {
  const left = typeof a === "string" ? [a] : [...(a ?? [])];
  const right = typeof b === "string" ? [b] : [...(b ?? [])];
  const trim = (texts: string[]) => texts.map((text) => text.trim()).filter((text) => text !== "");
  const [x, y] = [trim(left), trim(right)];
  return x.length === y.length && x.every((text, index) => text === y[index]);
}

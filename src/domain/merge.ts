import { sameValue, textOf, type Values } from "./values";

/** One field that both have changed, differently, since they began from the same version. */
export interface Collision {
  field: string;
  mine: Values;
  theirs: Values;
  base: Values;
}

/** What two people's changes to the same version come to. */
export interface Merge {
  /** Everything that does not collide, put together; colliding fields keep theirs until someone has chosen. */
  merged: Values;
  collisions: Collision[];
  /** Fields only I changed, and fields only they changed. */
  mine: string[];
  theirs: string[];
}

/** Merges two changes of one base, field by field; names before a dot (`partners.0.name`) belong to one field. */
export function mergeThreeWays(base: Values, mine: Values, theirs: Values): Merge {
  const result: Merge = { merged: {}, collisions: [], mine: [], theirs: [] };
  const merged: Record<string, string | readonly string[]> = {};
  for (const field of fieldsOf(base, mine, theirs)) {
    const [b, m, t] = [partOf(base, field), partOf(mine, field), partOf(theirs, field)];
    const iChanged = !samePart(b, m);
    const theyChanged = !samePart(b, t);
    if (iChanged && theyChanged && !samePart(m, t)) result.collisions.push({ field, mine: m, theirs: t, base: b });
    else if (iChanged && !theyChanged) result.mine.push(field);
    else if (theyChanged && !iChanged) result.theirs.push(field);
    Object.assign(merged, iChanged && !theyChanged ? m : t);
  }
  return { ...result, merged };
}

/** The names of all fields in any of the forms, each list of rows once, in the order they are met. */
export function fieldsOf(...forms: Values[]): string[] {
  return [...new Set(forms.flatMap((values) => Object.keys(values)).map((name) => name.split(".")[0] ?? name))];
}

/** Those values that belong to one field. */
export function partOf(values: Values, field: string): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => name === field || name.startsWith(`${field}.`)));
}

function samePart(a: Values, b: Values): boolean {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((name) => sameValue(ownValue(a, name), ownValue(b, name)));
}

// A field may be called what every object has, such as constructor.
function ownValue(values: Values, name: string): Values[string] | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/**
 * Turns what the view of a conflict sends into the form it stands for: a field `pick.x` says whether `mine.x`, `theirs.x` or
 * `before.x` is to hold. A form without choices is returned as it is.
 */
export function settleConflict(values: Values): Values {
  const settled: Record<string, string | readonly string[]> = {};
  for (const [name, value] of Object.entries(values)) {
    if (!/^(pick|mine|theirs|before)\./.test(name)) settled[name] = value;
  }
  for (const name of Object.keys(values)) {
    const field = /^pick\.(\w+)$/.exec(name)?.[1];
    const pick = textOf(values, name);
    if (field !== undefined && ["mine", "theirs", "before"].includes(pick)) settled[field] = ownValue(values, `${pick}.${field}`) ?? "";
  }
  for (const [name, value] of Object.entries(values)) {
    const field = /^mine\.(\w+)$/.exec(name)?.[1];
    if (field !== undefined && ownValue(settled, field) === undefined) settled[field] = value;
  }
  return settled;
}

/** The fields that differ between two states of one form. */
export function changedFields(before: Values, after: Values): string[] {
  return fieldsOf(before, after).filter((field) => !samePart(partOf(before, field), partOf(after, field)));
}

/** A stretch of a text, marked when it isn't in the text it is compared with. */
export interface Segment {
  text: string;
  changed?: boolean;
}

/** Marks the words of a text that are not in the base, in order, by their longest common subsequence; long texts are marked whole. */
export function markChanges(base: string, text: string): Segment[] {
  const [before, after] = [base.split(/(\s+)/), text.split(/(\s+)/)];
  if (before.length * after.length > 1_000_000) return [{ text, changed: base !== text }];
  const lengths = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const row = lengths[i];
      if (row) row[j] = before[i] === after[j] ? (lengths[i + 1]?.[j + 1] ?? 0) + 1 : Math.max(lengths[i + 1]?.[j] ?? 0, row[j + 1] ?? 0);
    }
  }
  const segments: Segment[] = [];
  const add = (part: string, changed: boolean) => {
    const last = segments.at(-1);
    if (last && (last.changed ?? false) === changed) last.text += part;
    else segments.push(changed ? { text: part, changed } : { text: part });
  };
  let i = 0;
  for (let j = 0; j < after.length; ) {
    if (i < before.length && before[i] === after[j]) {
      add(after[j] ?? "", false);
      i += 1;
      j += 1;
    } else if (i < before.length && (lengths[i + 1]?.[j] ?? 0) >= (lengths[i]?.[j + 1] ?? 0)) i += 1;
    else {
      add(after[j] ?? "", true);
      j += 1;
    }
  }
  return segments;
}

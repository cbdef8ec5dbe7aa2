import { VERY_ALIKE } from "../rules";

/** A name of a partner as names are compared, which may have several. */
export interface FoldedName {
  id: string;
  name: string;
  country: string;
  folded: string;
}

/** The pieces of three characters that a name is made of, word by word, as the database cuts them. */
export function trigramsOf(folded: string): Set<string> {
  const found = new Set<string>();
  for (const word of folded.split(" ").filter((part) => part !== "")) {
    const padded = `  ${word} `;
    for (let at = 0; at + 3 <= padded.length; at += 1) found.add(padded.slice(at, at + 3));
  }
  return found;
}

const MOST_ALIKE = 3;

/**
 * Finds the partners of a country whose names are very like one, the most alike first, at most three: as alike as saving one asks back about, or holding the whole of it. The names are read
 * once for a whole list, since asking the database name by name takes longer than all the rest.
 */
export function makeFinder(names: readonly FoldedName[]): (wanted: { folded: string; country: string }) => { id: string; name: string }[] {
  const sizes = names.map(({ folded }) => trigramsOf(folded).size);
  const byTrigram = new Map<string, number[]>();
  names.forEach(({ folded, country }, index) => {
    for (const trigram of trigramsOf(folded)) {
      const key = country + trigram;
      const there = byTrigram.get(key);
      if (there === undefined) byTrigram.set(key, [index]);
      else there.push(index);
    }
  });
  const shared = new Int32Array(names.length);
  return ({ folded, country }) => {
    const trigrams = trigramsOf(folded);
    const touched: number[] = [];
    for (const trigram of trigrams) {
      for (const index of byTrigram.get(country + trigram) ?? []) {
        if (shared[index] === 0) touched.push(index);
        shared[index] = (shared[index] ?? 0) + 1;
      }
    }
    const likeness = new Map<string, { name: string; likeness: number }>();
    for (const index of touched) {
      const [common, name] = [shared[index] ?? 0, names[index]];
      shared[index] = 0;
      if (name === undefined) continue;
      const alike = common / (trigrams.size + (sizes[index] ?? 0) - common);
      const isAlike = alike >= VERY_ALIKE || common === trigrams.size;
      if (isAlike && alike > (likeness.get(name.id)?.likeness ?? -1)) likeness.set(name.id, { name: name.name, likeness: alike });
    }
    return [...likeness].sort(([a, one], [b, other]) => other.likeness - one.likeness || one.name.localeCompare(other.name, "sv") || (a < b ? -1 : 1)).slice(0, MOST_ALIKE).map(([id, { name }]) => ({ id, name }));
  };
}

import { foldName } from "@/lib/folded-names";

/** Letters that Unicode doesn't take apart into a letter and its mark, as the database's `unaccent` writes them. */
const LETTERS: Readonly<Record<string, string>> = { ø: "o", æ: "ae", œ: "oe", ß: "ss", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i" };

/** Words that say nothing of what is looked for, without their accents. */
const STOP_WORDS = new Set(
  "och i att det som en pa ar av for med till den har de inte om ett han men var jag sig fran vi sa kan nar skulle ocksa detta under eller deras dar dem denna dessa hur man mot nagra nagot sin sina sitt ut vad vid vilka vilken the of and in to for with a an on at by".split(" "),
);
const MOST_WORDS = 8;
/** Shorter stems stand inside too many other words. */
const SHORTEST_STEM = 4;

/** Writes a text as the database compares it: in small letters without accents. */
export function foldQuery(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[øæœßłđðþı]/g, (letter) => LETTERS[letter] ?? letter);
}

/** What somebody looks for, taken apart. */
export interface Query {
  words: { typed: string; folded: string }[];
  /** What must stand as it is written, in folded letters. */
  phrases: string[];
  /** All of it as a case number without its signs; null where it can be none. */
  code: string | null;
  /** The whole in folded letters, for what is called just so. */
  whole: string;
  /** What a town or an organisation is called in the register, where that is another name. */
  name: string | null;
}

const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => foldQuery(word) !== "");

/** Takes a typed text apart into words, phrases within quotation marks, and a case number; null when it holds no word at all. */
export function readQuery(text: string): Query | null {
  const phrases: string[] = [];
  const rest = text.normalize("NFC").replace(/["”“]([^"”“]*)["”“]/gu, (_whole, phrase: string) => {
    const folded = wordsOf(phrase).map(foldQuery).join(" ");
    if (folded !== "") phrases.push(folded);
    return ` ${phrase} `;
  });
  const all = wordsOf(rest).map((word) => ({ typed: word.toLowerCase(), folded: foldQuery(word) }));
  if (all.length === 0) return null;
  const telling = all.filter(({ folded }) => !STOP_WORDS.has(folded));
  // A search for nothing but such words is a search for them.
  const words = [...new Map((telling.length > 0 ? telling : all).map((word) => [word.folded, word])).values()].slice(0, MOST_WORDS);
  const whole = all.map(({ folded }) => folded).join(" ");
  const code = all.map(({ folded }) => folded).join("");
  const name = foldName(rest);
  return { words, phrases, code: /\d/.test(code) && code.length >= 4 ? code : null, whole, name: name === whole || name === "" ? null : name };
}

/** A word with what its forms have in common. */
export interface Stemmed {
  typed: string;
  folded: string;
  /** The stem, of the folded word and of the word as it is typed. */
  stem: string;
  typedStem: string;
}

/**
 * The stem of a word, from the one that the database's Swedish stemmer gives: that leaves the definite form of neuters as it is
 * (avtalet, biblioteket), and of what ends in a vowel (energin, miljön). What is cut too short does no harm, since stems are looked
 * for as beginnings and parts.
 */
export function trimStem(stem: string): string {
  const trimmed = stem.replace(/ets?$|(?<=[aeiouyåäö])ns?$/, "");
  return trimmed.length >= SHORTEST_STEM ? trimmed : stem;
}

/** What of a word is looked for inside other words: its stem, or where that is short the word itself; null where even that is too short. */
export function partOf({ folded, stem }: Pick<Stemmed, "folded" | "stem">): string | null {
  if (stem.length >= SHORTEST_STEM) return stem;
  return folded.length >= SHORTEST_STEM - 1 ? folded : null;
}

/** A piece of a text, and whether it is what was looked for. */
export interface Segment {
  text: string;
  isHit: boolean;
}

/** Parts a text where words begin with or contain what was looked for; whole words are hits. */
export function highlight(text: string, words: readonly Pick<Stemmed, "folded" | "stem">[]): Segment[] {
  const isHit = (word: string) => {
    const folded = foldQuery(word);
    return words.some((looked) => {
      const part = partOf(looked);
      return folded === looked.folded || folded === looked.stem || (part !== null && (folded.includes(part) || (looked.stem.length > 2 && folded.startsWith(looked.stem))));
    });
  };
  const segments: Segment[] = [];
  for (const [piece] of text.matchAll(/[\p{L}\p{N}\p{M}]+|[^\p{L}\p{N}\p{M}]+/gu)) {
    const hit = /[\p{L}\p{N}]/u.test(piece) && isHit(piece);
    const last = segments.at(-1);
    if (last?.isHit === hit) last.text += piece;
    else segments.push({ text: piece, isHit: hit });
  }
  return segments;
}

const AROUND = 90;

/** The part of a text where a hit stands, on one line and ended at whole words; null when there is none beyond the title. */
export function excerptOf(text: string, title: string, words: readonly Pick<Stemmed, "folded" | "stem">[]): Segment[] | null {
  const body = (text.startsWith(title) ? text.slice(title.length) : text).replace(/\s+/g, " ").trim();
  if (body === title) return null;
  let at = 0;
  for (const segment of highlight(body, words)) {
    if (segment.isHit) {
      const from = at <= AROUND ? 0 : body.indexOf(" ", at - AROUND) + 1;
      const end = Math.min(body.length, at + segment.text.length + AROUND);
      const to = end === body.length ? end : Math.max(body.lastIndexOf(" ", end), at + segment.text.length);
      return highlight(`${from > 0 ? "… " : ""}${body.slice(Math.min(from, at), to)}${to < body.length ? " …" : ""}`, words);
    }
    at += segment.text.length;
  }
  return null;
}

/** The best hits of all, whatever kind they are of: the highest score first, and of equals those of the kind that is shown first. */
export function bestOf<Hit extends { score: number }>(groups: readonly { hits: readonly Hit[] }[], most: number): Hit[] {
  return groups
    .flatMap(({ hits }) => hits)
    .sort((one, other) => other.score - one.score)
    .slice(0, most);
}

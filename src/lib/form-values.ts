import type { Values } from "@/domain/values";

/** Reads a submitted form as texts; files and the framework's own fields are left out, line ends are made one character. */
export function readForm(form: FormData): Values {
  // An action can be called past its form, with anything at all.
  if (!(form instanceof FormData)) return {};
  const values: Record<string, string | string[]> = Object.create(null) as Record<string, string | string[]>;
  for (const [name, value] of form.entries()) {
    if (typeof value !== "string" || name.startsWith("$ACTION") || name === "__proto__") continue;
    const text = value.replace(/\r\n?/g, "\n");
    const earlier = values[name];
    values[name] = earlier === undefined ? text : [...(typeof earlier === "string" ? [earlier] : earlier), text];
  }
  return { ...values };
}

/** Those fields that the person filled in, without the form's own bookkeeping (names that begin with `_`). */
export function typedFields(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith("_")).map(([name, value]) => [name, storable(value)]));
}

// PostgreSQL's text cannot hold a NUL or half a surrogate pair; what was typed around them is kept.
function storable(value: string | readonly string[]): string | string[] {
  return typeof value === "string" ? storableText(value) : value.map(storableText);
}

/** A text as the database can hold it: what it cannot hold has a mark in its place, which no field accepts. */
export function storableText(text: string): string {
  return text.replaceAll("\0", "\uFFFD").replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, "\uFFFD");
}

/**
 * Reads the files of a form as texts, each of at most so many bytes: `_name.text`, and `_name.problem`, which is empty, `missing`,
 * `blank`, `tooLarge`, `packed` or `notText`. Names that begin with `_` are never kept with what was typed.
 */
export async function readUploads(form: FormData, limits: Readonly<Record<string, number>>): Promise<Values> {
  const values: Record<string, string> = {};
  if (!(form instanceof FormData)) return values;
  for (const [name, most] of Object.entries(limits)) {
    const file = form.get(name);
    const [text, problem] = await readUpload(typeof file === "string" ? null : file, most);
    values[`_${name}.text`] = text;
    values[`_${name}.problem`] = problem;
  }
  return values;
}

async function readUpload(file: File | null, most: number): Promise<[text: string, problem: string]> {
  // A browser sends a field without a file as one that has neither name nor content.
  if (file === null || (file.size === 0 && file.name === "")) return ["", "missing"];
  if (file.size === 0) return ["", "blank"];
  if (file.size > most) return ["", "tooLarge"];
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (PACKED.every((byte, index) => bytes[index] === byte)) return ["", "packed"];
  // No text holds this byte, but what another program writes in two bytes a letter does.
  if (bytes.includes(0)) return ["", "notText"];
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return [text, text.trim() === "" ? "blank" : ""];
  } catch {
    return ["", "notText"];
  }
}

/**
 * Reads the files of a form byte for byte, each of at most so many: `_name.base64`, `_name.name`, and `_name.problem`, which is empty, `missing`,
 * `blank` or `tooLarge`. Names that begin with `_` are never kept with what was typed.
 */
export async function readFiles(form: FormData, limits: Readonly<Record<string, number>>): Promise<Values> {
  const values: Record<string, string> = {};
  if (!(form instanceof FormData)) return values;
  for (const [name, most] of Object.entries(limits)) {
    const given = form.get(name);
    const file = given === null || typeof given === "string" || (given.size === 0 && given.name === "") ? null : given;
    const problem = file === null ? "missing" : file.size === 0 ? "blank" : file.size > most ? "tooLarge" : "";
    values[`_${name}.problem`] = problem;
    values[`_${name}.name`] = file === null ? "" : storableText(file.name);
    values[`_${name}.base64`] = file === null || problem !== "" ? "" : writeBase64(new Uint8Array(await file.arrayBuffer()));
  }
  return values;
}

const BASE64_PIECE = 0x8000;

function writeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += BASE64_PIECE) binary += String.fromCharCode(...bytes.subarray(at, at + BASE64_PIECE));
  return btoa(binary);
}

/** How a zip file begins, and with it every office document. */
const PACKED = [0x50, 0x4b, 0x03, 0x04] as const;

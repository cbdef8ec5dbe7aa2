import fs from "node:fs";
import path from "node:path";
import { ROOT } from "./files.mjs";

/**
 * A place where a service asks for permission.
 * @typedef {{ file: string, feature: string, line: number, text: string, instead: string }} PermissionCheck
 */

const FEATURES = path.join("src", "features");

/**
 * The argument list that begins at an opening bracket, split at its own commas; null where the text ends before it does.
 * @param {string} source
 * @param {number} open
 * @returns {{ args: string[], end: number } | null}
 */
function readArguments(source, open) {
  const args = [""];
  let depth = 0;
  let quote = "";
  for (let at = open; at < source.length; at += 1) {
    const sign = source[at] ?? "";
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (/["'`]/.test(sign)) quote = sign;
    else if (/[([{]/.test(sign)) depth += 1;
    else if (/[)\]}]/.test(sign)) depth -= 1;
    if (depth === 0) return { args: args.map((text) => text.trim()), end: at + 1 };
    if (depth === 1 && at === open) continue;
    if (depth === 1 && quote === "" && sign === ",") args.push("");
    else args[args.length - 1] += sign;
  }
  return null;
}

/**
 * Every check in one service, with what makes it say yes to everybody.
 * @param {string} source
 * @returns {{ line: number, at: number, text: string, instead: string }[]}
 */
export function findChecks(source) {
  return [...source.matchAll(/\b(authorize|authorizeAll|grantScope)\(/g)].flatMap((match) => {
    const call = readArguments(source, match.index + match[0].length - 1);
    if (call === null || call.args.length < 3) return [];
    const [first = "", , actor = "", thing = "{ id: \"*\" }"] = call.args;
    const instead = match[1] === "grantScope" ? `grantScope(${first}, ${call.args[1] ?? ""}, true)` : `({ recordId: (${thing}).id, actor: ${actor} })`;
    const text = source.slice(match.index, call.end);
    return text === instead ? [] : [{ line: source.slice(0, match.index).split("\n").length, at: match.index, text, instead }];
  });
}

/** @param {string} name @returns {[file: string, source: string][]} */
function readAll(name) {
  const folder = path.join(ROOT, FEATURES);
  const files = fs.readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => path.basename(file) === name);
  return files.sort().map((file) => [file, fs.readFileSync(path.join(folder, file), "utf8")]);
}

/** Rules that say yes to everybody as they are: taking such a check away takes nothing away. */
function listOpenRules() {
  return new Set(
    readAll("policy.ts").flatMap(([, source]) =>
      source.split(/^export const (?=\w+ = definePolicy\b)/m).flatMap((part) => {
        const policy = /^(\w+) = definePolicy/.exec(part)?.[1];
        return policy === undefined ? [] : [...part.matchAll(/^\s+(\w+): \(\) => true,/gm)].map(([, verb]) => `${policy} "${verb}"`);
      }),
    ),
  );
}

/** @returns {PermissionCheck[]} every check of every service that refuses somebody */
export function listChecks() {
  const open = listOpenRules();
  return readAll("service.ts").flatMap(([name, source]) =>
    findChecks(source)
      .filter(({ text }) => !open.has(/^\w+\((\w+), ("\w+")/.exec(text)?.slice(1).join(" ") ?? ""))
      .map(({ line, text, instead }) => ({ file: path.join(FEATURES, name), feature: path.dirname(name), line, text, instead })),
  );
}

/**
 * The service with one check taken away.
 * @param {string} source
 * @param {{ line: number, text: string, instead: string }} check
 */
export function takeAway(source, { line, text, instead }) {
  const found = findChecks(source).find((candidate) => candidate.line === line && candidate.text === text);
  if (found === undefined) throw new Error(`The check in line ${line} is another now.`);
  return source.slice(0, found.at) + instead + source.slice(found.at + text.length);
}

/**
 * So many of them, none twice, the same for the same seed.
 * @template Value
 * @param {readonly Value[]} values
 * @param {number} many
 * @param {number} seed
 */
export function draw(values, many, seed) {
  const left = [...values];
  let state = seed >>> 0;
  return Array.from({ length: Math.min(many, left.length) }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return /** @type {Value} */ (left.splice(Math.floor((state / 4_294_967_296) * left.length), 1)[0]);
  });
}

import type { Locale, Words } from "@/messages/words";
import type { Findings, UsedKeys } from "./source-checks";

/** Messages by their full key. */
export type Messages = ReadonlyMap<string, string>;

/** Lays a file of messages out by full keys; what is neither a text nor a group is left as text for the check that follows. */
export function flatten(group: object, prefix = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of Object.entries(group) as [string, unknown][]) {
    const key = prefix === "" ? name : `${prefix}.${name}`;
    if (typeof value === "object" && value !== null) for (const [inner, text] of flatten(value, key)) found.set(inner, text);
    else found.set(key, typeof value === "string" ? value : "");
  }
  return found;
}

/** The two languages say the same things: the same keys, no empty text, the same placeholders. */
export function compareLanguages(file: string, sv: Messages, en: Messages): Findings {
  const found: Findings = [];
  for (const key of new Set([...sv.keys(), ...en.keys()])) {
    const [swedish, english] = [sv.get(key), en.get(key)];
    if (swedish === undefined) found.push(`${file}: ${key} is missing in Swedish`);
    else if (swedish.trim() === "") found.push(`${file}: ${key} is empty in Swedish`);
    if (english === undefined) found.push(`${file}: ${key} is missing in English`);
    else if (english.trim() === "") found.push(`${file}: ${key} is empty in English`);
    if (swedish === undefined || english === undefined) continue;
    const [mine, theirs] = [placeholdersOf(swedish), placeholdersOf(english)].map((names) => [...names.keys()].sort().join(", "));
    if (mine !== theirs) found.push(`${file}: ${key} names {${mine ?? ""}} in Swedish and {${theirs ?? ""}} in English`);
  }
  return found;
}

/** The placeholders of an ICU message, with their kinds (`text` where none is given). */
export function placeholdersOf(message: string): Map<string, string> {
  const found = new Map<string, string>();
  let at = 0;
  const readMessage = (): void => {
    while (at < message.length && message[at] !== "}") {
      if (message[at] === "'" && /['{}]/.test(message[at + 1] ?? "")) {
        const end = message[at + 1] === "'" ? at + 1 : message.indexOf("'", at + 2);
        at = end === -1 ? message.length : end + 1;
      } else if (message[at] === "{") readPlaceholder();
      else at += 1;
    }
  };
  const readPlaceholder = (): void => {
    at += 1;
    const head = /^\s*([A-Za-z0-9_]+)\s*(?:,\s*([a-z]+)\s*)?/.exec(message.slice(at));
    if (!head) return;
    found.set(head[1] ?? "", head[2] ?? found.get(head[1] ?? "") ?? "text");
    at += head[0].length;
    while (at < message.length && message[at] !== "}") {
      if (message[at] === "{") {
        at += 1;
        readMessage();
      }
      at += 1;
    }
    at += 1;
  };
  while (at < message.length) {
    readMessage();
    at += 1;
  }
  return found;
}

/** Every message can be said: it parses, and its placeholders are all that it needs. */
export function speakAll(locale: Locale, words: Words, messages: Messages): Findings {
  return [...messages].flatMap(([key, message]) => {
    const parameters = Object.fromEntries([...placeholdersOf(message)].map(([name, kind]) => [name, kind === "plural" || kind === "selectordinal" || kind === "number" ? 2 : "x"]));
    try {
      const said = Object.keys(parameters).length === 0 ? words(key) : words(key, parameters);
      return said.trim() === "" || said === key ? [`${locale}: ${key} says nothing`] : [];
    } catch (error) {
      return [`${locale}: ${key} cannot be said: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`];
    }
  });
}

/** Every key that code looks up is there: as a message, or as a group where the key's end is put in while running. */
export function checkUsedKeys(used: UsedKeys, messages: Messages): Findings {
  const groups = new Set([...messages.keys()].flatMap((key) => key.split(".").map((_part, index, parts) => parts.slice(0, index).join("."))));
  return [
    ...used.keys.filter(({ key }) => !messages.has(key)).map(({ key, at }) => `${at}: there is no message ${key}`),
    ...used.prefixes.filter(({ prefix }) => !groups.has(prefix)).map(({ prefix, at }) => `${at}: there are no messages under ${prefix}`),
  ];
}

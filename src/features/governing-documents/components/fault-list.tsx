import { DataTable, ROLES } from "@/components/data-table";
import type { Issue } from "@/domain/values";
import english from "@/messages/pack-faults.en.json";
import type { Words } from "@/messages/words";

const escape = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** The pack's own English sentences as patterns, the most particular first. */
const PATTERNS = Object.entries(english.packFaults)
  .map(([key, sentence]) => {
    const names = Array.from(sentence.matchAll(/\{(\w+)\}/g), ([, name]) => name ?? "");
    return { key, names, length: sentence.length, pattern: new RegExp(`^${sentence.split(/\{\w+\}/).map(escape).join("(.+?)")}$`, "s") };
  })
  .sort((a, b) => b.length - a.length);

/** Puts the sentence that a pack was refused with into the reader's language; null for one that there are no words for. */
export function translateFault(sentence: string, words: Words): string | null {
  for (const { key, names, pattern } of PATTERNS) {
    const match = pattern.exec(sentence);
    if (match) return words(`packFaults.${key}`, Object.fromEntries(names.map((name, index) => [name, match[index + 1] ?? ""])));
  }
  return null;
}

/** Everything that is wrong in a file that was refused: where, and what to write instead. */
export function FaultList({ issues, words }: { issues: readonly Issue[]; words: Words }) {
  return (
    <DataTable caption={words("governingDocuments.importing.faults")} cards="plain" id="faults">
      <thead {...ROLES.group}>
        <tr {...ROLES.row}>
          <th {...ROLES.head}>{words("governingDocuments.importing.place")}</th>
          <th {...ROLES.head}>{words("governingDocuments.importing.what")}</th>
        </tr>
      </thead>
      <tbody {...ROLES.group}>
        {issues.map((issue, index) => (
          <tr key={index} {...ROLES.row}>
            <th {...ROLES.name}>{issue.params?.["place"] === "" ? words("governingDocuments.importing.whole") : <code>{issue.params?.["place"]}</code>}</th>
            <td {...ROLES.cell} data-label={words("governingDocuments.importing.what")}>{translateFault(String(issue.params?.["text"] ?? ""), words) ?? words("packFaults.others")}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

import { Rows, Section } from "@/components/section";
import type { Words } from "@/messages/words";
import type { ExportFile } from "../exports/schema";

const NAMES: readonly [file: ExportFile, name: string][] = [
  ["report.docx", "report"],
  ["memo.docx", "memo"],
  ["residents.pdf", "residents"],
  ["residents-en.pdf", "residentsEn"],
  ["tables.xlsx", "tables"],
  ["data.json", "data"],
  ["schema.json", "schema"],
];

/** The files that are made of an edition or of the draft; `path` is where they are fetched. */
export function ExportLinks({ path, note, words }: { path: string; note: string; words: Words }) {
  return (
    <Section id="exports" title={words("summaries.exports.title")}>
      <p className="meta">{note}</p>
      <Rows tight>
        {NAMES.map(([file, name]) => (
          <li key={file}>
            <a href={`${path}/${file}`} download>{words(`summaries.exports.file.${name}`)}</a>
          </li>
        ))}
      </Rows>
    </Section>
  );
}

import { Rows, Section } from "@/components/section";
import type { Words } from "@/messages/words";

/** The page to hand to a guest, in both languages. */
export function FactSheetLinks({ kind, id, words }: { kind: "town-relations" | "networks" | "projects"; id: string; words: Words }) {
  return (
    <Section id="sheet" title={words("townSheet.link")}>
      <Rows tight>
        {(["sv", "en"] as const).map((lang) => (
          <li key={lang}>
            <a href={`/api/fact-sheets/${kind}/${id}?lang=${lang}`}>{words(`townSheet.${lang}`)}</a>
          </li>
        ))}
      </Rows>
    </Section>
  );
}

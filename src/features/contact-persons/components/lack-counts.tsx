import { Rows, Section } from "@/components/section";
import type { Words } from "@/messages/words";
import { readContactFilter, writeContactFilter, type Lack } from "../overview/schema";

/** How many units lack each thing; every figure leads to the units behind it. */
export function LackCounts({ counts, year, words }: { counts: readonly { lack: Lack; count: number }[]; year: number; words: Words }) {
  const some = counts.filter(({ count }) => count > 0);
  return (
    <Section id="missing" title={words("contactPersons.missingTitle")}>
      {some.length === 0 ? (
        <p>{words("contactPersons.nothingMissing")}</p>
      ) : (
        <Rows tight>
          {some.map(({ lack, count }) => (
            <li key={lack}>
              <a href={`/contact-persons${writeContactFilter(readContactFilter({}).filter, { lacks: lack })}`}>
                <b>{count}</b> {words(`contactPersons.lackCount.${lack}`, { count, year: String(year) })}
              </a>
            </li>
          ))}
        </Rows>
      )}
    </Section>
  );
}

import type { Metadata } from "next";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Facts } from "@/components/facts";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("help.title") };
}

const TERMS = ["unit", "contactPerson", "project", "ownFunding", "externalFunding", "claim", "liquidity", "initiative", "examination", "opportunity", "informationActivity", "attachedDocument", "draft", "task", "notification"] as const;

/** The governing document in its own order, and the words that the program uses. */
export default async function HelpPage() {
  await getActor();
  const words = await getWords();
  const { clauses, document, chapters } = getPack();
  const without = clauses.filter((clause) => clause.chapter === null);
  return (
    <>
      <PageHead title={words("help.title")} lead={words("help.lead")} />
      <Section id="terms" title={words("help.terms")}>
        <Facts items={TERMS.map((term) => ({ label: words(`help.term.${term}`), value: words(`help.meaning.${term}`) }))} />
      </Section>
      <Section id="sources" title={words("help.sources")}>
        <p>
          {words("help.places")} <a href="https://www.geonames.org/">GeoNames</a>, <a href="https://creativecommons.org/licenses/by/4.0/deed.sv" hrefLang="sv">CC BY 4.0</a>.
        </p>
      </Section>
      <Section id="document" title={document.title} note={words("help.quoted")}>
        {[{ heading: "", rows: without }, ...chapters.map((chapter) => ({ heading: chapter.heading, rows: clauses.filter((clause) => clause.chapter === chapter.heading) }))]
          .filter((group) => group.rows.length > 0)
          .map((group) => (
            <div key={group.heading} lang="sv">
              {group.heading === "" ? null : <h3 className="mt-6">{group.heading}</h3>}
              <Facts items={group.rows.map((clause) => ({ label: clause.number, value: <q>{clause.quotation}</q> }))} />
            </div>
          ))}
      </Section>
    </>
  );
}

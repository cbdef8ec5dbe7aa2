import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { layOutProcessing } from "@/features/people/processing/report";
import { readProcessing } from "@/features/people/processing/service";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { getPack, getPresence } from "@/server/pack";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("processing.title") };
}

/** The record of what is done with people's data (GDPR art. 30), made of the program's own classification. */
export default async function ProcessingPage() {
  const [actor, words] = [await getActor(), await getWords()];
  const processed = await readProcessing(actor).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const { municipality } = getPack();
  return (
    <>
      <PageHead
        title={words("processing.title")}
        lead={words("processing.lead")}
        tools={
          <>
            <ButtonLink href="/api/processing/record.docx">{words("processing.word")}</ButtonLink>
            <ButtonLink variant="text" href="/api/processing/record.csv">{words("frame.csv")}</ButtonLink>
          </>
        }
      />
      <Facts items={[{ label: words("processing.controller"), value: municipality.name }, { label: words("processing.contact"), value: getPresence().contactEmail ?? words("processing.noContact") }]} />
      {layOutProcessing(processed, words).map(({ purpose, title, stated, holdings }) => (
        <Section key={purpose} id={purpose.toLowerCase()} title={title}>
          <Facts items={stated.map(({ label, text }) => ({ label, value: text }))} />
          <DataTable caption={words("processing.holdingsOf", { purpose: title })} cards="plain">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                <th {...ROLES.head}>{words("processing.column.holding")}</th>
                <th {...ROLES.head}>{words("processing.column.fields")}</th>
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {holdings.map((holding) => (
                <tr key={holding.title} {...ROLES.row}>
                  <th {...ROLES.name}>{holding.title}</th>
                  <td data-label={words("processing.column.fields")} {...ROLES.cell}>{holding.fields}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </Section>
      ))}
    </>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { layOutExtract } from "@/features/people/extract/report";
import { readExtract } from "@/features/people/extract/service";
import { isId } from "@/lib/fields";
import { formatCount } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

const MOST_SHOWN = 20;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("extract.title") };
}

/** Everything that is held about a person: for the administrator and the person. */
export default async function ExtractPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, actor, words] = [await params, await getActor(), await getWords()];
  if (!isId(id)) notFound();
  const extract = await readExtract(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND") || isAppError(error, "FORBIDDEN")) notFound();
    throw error;
  });
  const column = (name: string) => words(`extract.column.${name}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/people", label: words("people.title") }, { href: `/people/${id}`, label: extract.person.name }]} />
      <PageHead
        title={words("extract.sheetTitle", { name: extract.person.name })}
        lead={words("extract.lead")}
        tools={
          <>
            <ButtonLink href={`/api/people/${id}/extract.pdf`}>{words("extract.pdf")}</ButtonLink>
            <ButtonLink variant="text" href={`/api/people/${id}/extract.json`}>{words("extract.json")}</ButtonLink>
          </>
        }
      />
      <p>{words("extract.rightsText")}</p>
      {layOutExtract(extract, words).map(({ model, title, rows }) => (
        <Section key={model} id={`of-${model.toLowerCase()}`} title={title} note={words("extract.count", { count: rows.length, formatted: formatCount(rows.length) })}>
          <DataTable caption={title} hideCaption cards="plain">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                {["as", "when", "details"].map((name) => (
                  <th key={name} {...ROLES.head}>{column(name)}</th>
                ))}
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {rows.slice(0, MOST_SHOWN).map((row, place) => (
                <tr key={place} {...ROLES.row}>
                  <th {...ROLES.name}>{row.as}</th>
                  <td className="num" data-label={column("when")} {...ROLES.cell}>{row.when || "–"}</td>
                  <td className="break-words" data-label={column("details")} {...ROLES.cell}>{row.details || "–"}</td>
                </tr>
              ))}
            </tbody>
          </DataTable>
          {rows.length > MOST_SHOWN ? <p className="meta">{words("extract.more", { count: rows.length - MOST_SHOWN })}</p> : null}
        </Section>
      ))}
    </>
  );
}

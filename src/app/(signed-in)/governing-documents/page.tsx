import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { DateField } from "@/components/field";
import { FilterForm } from "@/components/filter";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import { dateInStockholm, readPlainDate } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { describeValidity, VersionStatus } from "@/features/governing-documents/components/version-facts";
import { documentsPolicy } from "@/features/governing-documents/policy";
import { listUnknown } from "@/features/governing-documents/rules";
import { listVersions } from "@/features/governing-documents/service";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("governingDocuments.title") };
}

export default async function GoverningDocumentsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const actor = await getActor();
  const { on: asked } = await searchParams;
  const written = typeof asked === "string" ? asked.slice(0, 60) : "";
  const today = dateInStockholm(new Date());
  const chosen = written === "" ? null : readPlainDate(written);
  const on = chosen ?? today;
  const [words, versions] = await Promise.all([getWords(), listVersions(actor, on)]);
  const inForce = versions.find((version) => version.state === "inForce");
  const documents = [...new Set(versions.map((version) => version.documentId))];
  const date = formatDate(on, words.locale);
  const mayAdd = may(documentsPolicy, "add", actor, { id: "*" });
  const asOf =
    inForce === undefined ? words("governingDocuments.asOfNone", { date }) : words(on === today ? "governingDocuments.asOfNow" : "governingDocuments.asOfThen", { date, version: `${inForce.title}, ${inForce.label}` });
  return (
    <>
      <PageHead
        tight
        title={words("governingDocuments.title")}
        lead={versions.length === 0 ? words("governingDocuments.lead") : asOf}
        tools={mayAdd ? <ButtonLink href="/governing-documents/import">{words("governingDocuments.import")}</ButtonLink> : null}
      />
      {versions.length === 0 ? (
        <EmptyState title={words("governingDocuments.none")} {...(mayAdd ? { action: { href: "/governing-documents/import", label: words("governingDocuments.import") } } : {})}>
          {words("governingDocuments.noneHelp")}
        </EmptyState>
      ) : (
        <FilterForm
          label={words("governingDocuments.asOf")}
          action="/governing-documents"
          submit={words("frame.show")}
          more={words("frame.moreFilters")}
          lead={
            <DateField
              name="on"
              label={words("governingDocuments.asOf")}
              help={words("governingDocuments.asOfHelp")}
              defaultValue={written}
              error={written !== "" && chosen === null ? words("governingDocuments.asOfBad") : undefined}
            />
          }
        />
      )}
      {documents.map((documentId) => {
        const rows = versions.filter((version) => version.documentId === documentId);
        const title = rows[0]?.title ?? "";
        return (
          <Section key={documentId} id={`d-${documentId}`} title={<span lang="sv">{title}</span>} note={words(`governingDocuments.types.${rows[0]?.type ?? "POLICY"}`)}>
            <DataTable caption={words("governingDocuments.caption", { title })} hideCaption cards="plain">
              <thead {...ROLES.group}>
                <tr {...ROLES.row}>
                  <th {...ROLES.head}>{words("governingDocuments.version")}</th>
                  <th {...ROLES.head}>{words("governingDocuments.state")}</th>
                  <th {...ROLES.head}>{words("governingDocuments.valid")}</th>
                  <th {...ROLES.head}>{words("governingDocuments.adopted")}</th>
                </tr>
              </thead>
              <tbody {...ROLES.group}>
                {rows.map((version) => {
                  const unknown = listUnknown(version).length;
                  return (
                    <tr key={version.id} {...ROLES.row}>
                      <th {...ROLES.name}>
                        <a href={`/governing-documents/${version.id}`}>{version.label}</a>
                        <small>{words("governingDocuments.unknownCount", { count: unknown })}</small>
                      </th>
                      <td {...ROLES.cell} data-label={words("governingDocuments.state")}><VersionStatus state={version.state} words={words} /></td>
                      <td {...ROLES.cell} data-label={words("governingDocuments.valid")}>{describeValidity(version, words)}</td>
                      <td {...ROLES.cell} data-label={words("governingDocuments.adopted")}>
                        {version.adoptedOn === null ? <Status kind="missing">{words("governingDocuments.unknown")}</Status> : formatDate(version.adoptedOn, words.locale)}
                        {version.adoptedBy.shown === null ? null : <div className="meta">{version.adoptedBy.shown}{version.minutesParagraph === null ? "" : `, ${version.minutesParagraph}`}</div>}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </DataTable>
          </Section>
        );
      })}
    </>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Status } from "@/components/status";
import { isAdministrator } from "@/domain/actor";
import { KEPT_YEARS } from "@/features/people/erasure/rules";
import { listLeavers } from "@/features/people/erasure/service";
import { dateInStockholm } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("erasure.title") };
}

/** Those who have left and are known by name still: for the administrator. */
export default async function LeaversPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters, words] = [await getActor(), await searchParams, await getWords()];
  if (!isAdministrator(actor)) notFound();
  const leavers = await listLeavers(actor);
  const column = (name: string) => words(`erasure.column.${name}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/people", label: words("people.title") }]} />
      {parameters["done"] === "erased" ? <Notice kind="done">{words("erasure.done")}</Notice> : null}
      <PageHead title={words("erasure.title")} lead={words("erasure.lead", { years: KEPT_YEARS })} />
      {leavers.length === 0 ? (
        <EmptyState title={words("erasure.none")}>{words("erasure.noneText")}</EmptyState>
      ) : (
        <DataTable caption={words("erasure.title")} hideCaption cards="plain">
          <thead {...ROLES.group}>
            <tr {...ROLES.row}>
              {["name", "left", "due", "state"].map((name) => (
                <th key={name} {...ROLES.head}>{column(name)}</th>
              ))}
            </tr>
          </thead>
          <tbody {...ROLES.group}>
            {leavers.map((leaver) => (
              <tr key={leaver.id} {...ROLES.row}>
                <th {...ROLES.name}><a href={`/people/${leaver.id}`}>{leaver.name}</a></th>
                <td data-label={column("left")} {...ROLES.cell}>{formatDate(dateInStockholm(leaver.leftAt), words.locale)}</td>
                <td data-label={column("due")} {...ROLES.cell}>{formatDate(leaver.dueOn, words.locale)}</td>
                <td data-label={column("state")} {...ROLES.cell}>
                  {leaver.isDue ? <a href={`/people/leavers/${leaver.id}`}>{words("erasure.erase")}<span className="vh"> {leaver.name}</span></a> : <Status kind="none">{words("erasure.waits")}</Status>}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </>
  );
}

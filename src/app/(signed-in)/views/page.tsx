import type { Metadata } from "next";
import { DataTable, ROLES } from "@/components/data-table";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { makeDefault, remove } from "@/features/saved-views/actions";
import { OwnPlaces } from "@/features/saved-views/components/own-places";
import { listFavourites, listRecent } from "@/features/saved-views/favourites/service";
import { addressOf } from "@/features/saved-views/rules";
import { VIEW_LISTS } from "@/features/saved-views/schema";
import { listViews } from "@/features/saved-views/service";
import { describeProblems } from "@/lib/form-problems";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

const DONE = new Set(["saved", "changed", "removed", "madeDefault", "notDefault"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("savedViews.pageTitle") };
}

/** What somebody comes back to: views, marked records, and what they changed last. */
export default async function ViewsPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, words, { done, form }] = [await getActor(), await getWords(), await searchParams];
  const [views, favourites, recent, parked] = await Promise.all([
    listViews(actor),
    listFavourites(actor, { registers }),
    listRecent(actor, { registers }),
    findParkedForm("view-step", typeof form === "string" ? form : undefined, actor.personId),
  ]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "views");
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("savedViews.problem")} items={problems.summary} /> : null}
      {typeof done === "string" && DONE.has(done) ? <Notice kind="done">{words(`savedViews.done.${done}`)}</Notice> : null}
      <PageHead title={words("savedViews.pageTitle")} lead={words("savedViews.lead")} quietLead />
      <Section id="views" title={words("savedViews.title")}>
        {views.length === 0 ? (
          <EmptyState title={words("savedViews.none")}>{words("savedViews.noneHelp")}</EmptyState>
        ) : (
          <DataTable caption={words("savedViews.caption")} hideCaption cards="plain">
            <thead {...ROLES.group}>
              <tr {...ROLES.row}>
                {["name", "list", "shared", "steps"].map((name) => <th key={name} {...ROLES.head}>{words(`savedViews.column.${name}`)}</th>)}
              </tr>
            </thead>
            <tbody {...ROLES.group}>
              {views.map((view) => (
                <tr key={view.id} {...ROLES.row}>
                  <th {...ROLES.name}>
                    <a href={addressOf(view)}>{view.name}</a>
                    {view.isDefault ? <small>{words("savedViews.isDefault")}</small> : null}
                  </th>
                  <td data-label={words("savedViews.column.list")} {...ROLES.cell}>{words(VIEW_LISTS[view.list])}</td>
                  <td data-label={words("savedViews.column.shared")} {...ROLES.cell}>
                    {words(`savedViews.sharings.${view.sharing}`)}
                    {view.personId === actor.personId ? null : `. ${words("savedViews.sharedBy", { name: view.ownerName })}`}
                  </td>
                  <td data-label={words("savedViews.column.steps")} {...ROLES.cell}>
                    <Rows tight>
                      <li><OneButton action={makeDefault} fields={{ _back: "/views", id: view.id, isDefault: view.isDefault ? "" : "on" }} label={words(view.isDefault ? "savedViews.unsetDefault" : "savedViews.setDefault")} hiddenLabel={view.name} /></li>
                      {view.mayChange ? <li><a href={`/views/${view.id}`}>{words("savedViews.edit")}<span className="vh"> {view.name}</span></a></li> : null}
                      {view.mayChange ? <li><OneButton action={remove} fields={{ _back: "/views", id: view.id, _version: view.version }} label={words("savedViews.remove")} hiddenLabel={view.name} /></li> : null}
                    </Rows>
                  </td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        )}
      </Section>
      <OwnPlaces favourites={favourites} recent={recent} views={null} words={words} />
    </>
  );
}

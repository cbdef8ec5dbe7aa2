import type { Actor } from "@/domain/actor";
import type { ListAddress } from "@/lib/list-address";
import type { Words } from "@/messages/words";
import { addressOf, writeQuery } from "../rules";
import type { ViewList } from "../schema";
import { listViews } from "../service";

/** The views that there are of a list, and the way to keep what is shown as one: a part of every list's own bar. */
export async function ViewBar({ actor, list, parameters, words }: { actor: Actor; list: ViewList; parameters: Promise<ListAddress>; words: Words }) {
  const [views, query] = [await listViews(actor, list), writeQuery(await parameters)];
  const current = views.find((view) => view.query === query);
  return (
    <details className="views">
      <summary>{current === undefined ? words("savedViews.bar", { count: views.length }) : words("savedViews.barCurrent", { name: current.name })}</summary>
      <ul className="rows rows-tight">
        {views.map((view) => (
          <li key={view.id}>
            <a href={addressOf(view)} {...(view.id === current?.id ? { "aria-current": "true" as const } : {})}>{view.name}</a>
            {view.personId === actor.personId ? null : <span className="meta"> {words("savedViews.sharedBy", { name: view.ownerName })}</span>}
          </li>
        ))}
        {current === undefined ? <li><a href={`/views/new?${new URLSearchParams({ list, query }).toString()}`}>{words("savedViews.saveThis")}</a></li> : null}
        <li><a href="/views">{words("savedViews.manage")}</a></li>
      </ul>
    </details>
  );
}

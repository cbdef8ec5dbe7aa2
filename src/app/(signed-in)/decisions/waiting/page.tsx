import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import { recordingAddress } from "@/features/decisions/components/decision-box";
import { listWaiting } from "@/features/decisions/service";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

type Waiting = Awaited<ReturnType<typeof listWaiting>>[number];

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("decisions.waiting.title") };
}

export default async function WaitingPage() {
  const actor = await getActor();
  const [words, waiting] = await Promise.all([getWords(), listWaiting(actor, registers)]);
  const groups = groupByBody(waiting);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/decisions", label: words("decisions.title") }]} />
      <PageHead tight title={words("decisions.waiting.title")} lead={words("decisions.waiting.lead")} quietLead />
      {groups.map(({ key, name, kind, items }) => (
        <Section key={key} id={key} title={name ?? words(`decisions.waiting.${kind}`)} note={words("decisions.waiting.count", { count: items.length })}>
          {name === null ? null : <p className="meta">{words(`decisions.waiting.${kind}`)}</p>}
          <Rows>
            {items.map(({ need, mayRecord, answer }) => (
              <li key={need.subject.id}>
                <a href={need.path}>{need.title}</a> {need.isDue ? <Status kind="missing">{words("decisions.waiting.due")}</Status> : <Status kind="todo">{words("decisions.waiting.ahead")}</Status>}
                <p className="meta">
                  {[words(`decisions.matter.${need.matters[0]}`), ...("citation" in answer ? [answer.citation.clause] : [])].join(", ")}
                  {answer.kind === "needsFacts" ? `: ${answer.ask.map((fact) => words(`decisions.fact.${fact}`)).join(", ")}` : null}
                </p>
                {mayRecord ? <p><a href={recordingAddress(need)}>{words("decisions.box.record")}<span className="vh"> {need.title}</span></a></p> : null}
              </li>
            ))}
          </Rows>
        </Section>
      ))}
      {waiting.length === 0 ? <EmptyState title={words("decisions.waiting.none")}>{words("decisions.waiting.noneText")}</EmptyState> : <p className="meta mt-4">{words("decisions.waiting.most")}</p>}
    </>
  );
}

interface Group {
  key: string;
  /** The body's name; null where no rule names one. */
  name: string | null;
  kind: "decides" | "answersFor" | "notRegulated" | "needsFacts" | "contradictory";
  items: Waiting[];
}

/** What waits, by the body that the rules name: those whose minutes the reader keeps first, and what names none last. */
function groupByBody(waiting: readonly Waiting[]): Group[] {
  const groups = new Map<string, Group>();
  for (const each of waiting) {
    const kind = each.answer.kind === "decidesAfter" ? "decides" : each.answer.kind;
    const [body] = kind === "decides" || kind === "answersFor" ? each.bodies : [];
    const key = body === undefined ? kind : `${kind}-${body.id}`;
    const group = groups.get(key) ?? { key, name: body?.name ?? null, kind, items: [] };
    group.items.push(each);
    groups.set(key, group);
  }
  const isOwn = ({ items }: Group) => items.some(({ mayRecord }) => mayRecord);
  return [...groups.values()].sort((a, b) => Number(isOwn(b)) - Number(isOwn(a)) || (a.name === null ? 1 : 0) - (b.name === null ? 1 : 0) || (a.name ?? "").localeCompare(b.name ?? "", "sv"));
}

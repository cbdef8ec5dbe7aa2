import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { readNetworkFilter } from "@/features/networks/schema";
import { listNetworks } from "@/features/networks/service";
import { listProjects } from "@/features/projects/lists/service";
import { readProjectFilter } from "@/features/projects/schema";
import { readRelationFilter } from "@/features/town-relations/schema";
import { listRelations } from "@/features/town-relations/service";
import { save } from "@/features/visits/parts/actions";
import { listParts } from "@/features/visits/parts/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVisit, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

const SHOWN = 10;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("visitParts.add.link") };
}

export default async function VisitLinksPage({ params, searchParams }: Props) {
  const [{ id }, actor, words, { q: written, form }] = [await params, await getActor(), await getWords(), await searchParams];
  const loaded = await loadVisit(actor, id);
  const { visit, mayEdit } = loaded;
  if (!mayEdit || (visit.closedOn !== null && form === undefined)) notFound();
  const q = typeof written === "string" ? written.trim().slice(0, 200) : "";
  const none = { rows: [], total: 0 };
  const [{ links }, relations, networks, projects, parked] = await Promise.all([
    listParts(actor, visit.id, { loaded }),
    q === "" ? none : listRelations(actor, readRelationFilter({ q }).filter),
    q === "" ? none : listNetworks(actor, readNetworkFilter({ q }).filter),
    q === "" ? none : listProjects(actor, readProjectFilter({ q }).filter),
    findParkedForm("visit-part", typeof form === "string" ? form : undefined, actor.personId),
  ]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "q");
  const found = [
    { kind: "townRelation", total: relations.total, rows: relations.rows.map((row) => ({ id: row.id, title: row.name })) },
    { kind: "network", total: networks.total, rows: networks.rows.map((row) => ({ id: row.id, title: row.name })) },
    { kind: "project", total: projects.total, rows: projects.rows.map((row) => ({ id: row.id, title: row.title })) },
  ].map((one) => ({ ...one, rows: one.rows.slice(0, SHOWN).filter((row) => !links.some((link) => link.subjectId === row.id)) }));
  const path = `/visits/${visit.id}`;
  const here = `${path}/links${q === "" ? "" : `?q=${encodeURIComponent(q)}`}`;
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits", label: words("visits.title") }, { href: path, label: visit.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("visitParts.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("visitParts.add.link")} lead={words("visitParts.link.lead")} quietLead />
      <form action={`${path}/links`} method="get" role="search">
        <TextField name="q" type="search" label={words("visitParts.link.search")} defaultValue={q} />
        <Button>{words("visitParts.link.find")}</Button>
      </form>
      {q !== "" && found.every(({ rows }) => rows.length === 0) ? <p className="mt-6">{words("visitParts.link.nothing")}</p> : null}
      {found.filter(({ rows }) => rows.length > 0).map(({ kind, rows, total }) => (
        <Section key={kind} id={kind} title={words(`visitParts.linkKind.${kind}`)}>
          <Rows tight>
            {rows.map((row) => (
              <li key={row.id}>
                <p>{row.title}</p>
                <form action={save}>
                  {Object.entries({ _key: randomUUID(), _back: here, _version: 0, visitId: visit.id, kind: "link", subjectKind: kind, subjectId: row.id }).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
                  <button className="link" type="submit" aria-label={words("visitParts.link.chooseOf", { title: row.title })}>{words("visitParts.link.choose")}</button>
                </form>
              </li>
            ))}
          </Rows>
          {total > SHOWN ? <p className="meta">{words("visitParts.link.more")}</p> : null}
        </Section>
      ))}
      <div className="btns mt-6">
        <ButtonLink variant="text" href={`${path}#link`}>{words("visitParts.cancelForm")}</ButtonLink>
      </div>
    </>
  );
}

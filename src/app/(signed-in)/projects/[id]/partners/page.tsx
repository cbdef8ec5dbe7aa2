import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { mayAddPartners } from "@/features/partners/policy";
import { link } from "@/features/projects/partners/actions";
import { listProjectPartners } from "@/features/projects/partners/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { formatCountry } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const DONE = new Set(["linked", "unlinked"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("projects.partners.title") };
}

export default async function ProjectPartnersPage({ params, searchParams }: Props) {
  const [{ id }, parameters, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  if (!isId(id)) notFound();
  const { title, lines, mayLink } = await listProjectPartners(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const parked = await findParkedForm("project-partner-link", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const problems = describeProblems({}, parked?.issues ?? [], words, "partners");
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const back = `/projects/${id}/partners`;
  const country = (code: string) => formatCountry(code, words.locale);
  const where = (parts: readonly (string | null)[]) => parts.filter((part) => part !== null).join(", ");
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`projects.partners.done.${done}`)}</Notice>}
      <PageHead title={words("projects.partners.title")} lead={words("projects.partners.lead")} />
      <div id="partners" tabIndex={-1}>
        {lines.length === 0 ? <p>{words("projects.partners.none")}</p> : null}
        {lines.map((line) => {
          const fields = { projectId: id, lineId: line.id, _version: line.version, _back: back };
          const known = new URLSearchParams({ name: line.name, ...(line.town === null ? {} : { place: line.town }), ...(line.country === null ? {} : { country: line.country }) });
          return (
            <Section key={line.id} id={`line-${line.id}`} title={where([line.name, line.town === line.name ? null : line.town, line.country === null ? null : country(line.country)])} bare>
              {line.partnerId === null ? (
                <>
                  <p>{words(line.similar.length === 0 ? "projects.partners.noneAlike" : "projects.partners.isIt")}</p>
                  <Rows tight>
                    {line.similar.map((one) => (
                      <li key={one.id}>
                        <a href={`/partners/${one.id}`}>{one.name}</a>, {where([words(`partners.kind.${one.kind}`), one.place === one.name ? null : one.place, country(one.country)])}
                        {one.alike === one.name ? "" : ` (${words("partners.alsoCalled", { name: one.alike })})`}{" "}
                        {mayLink ? <OneButton action={link} fields={{ ...fields, partnerId: one.id }} label={words("projects.partners.same")} hiddenLabel={one.name} /> : null}
                      </li>
                    ))}
                  </Rows>
                  {mayAddPartners(actor) ? <p><a href={`/partners/new?${known.toString()}`}>{words("projects.partners.add")}</a></p> : null}
                </>
              ) : (
                <div>
                  {words("projects.partners.linkedTo")} <a href={`/partners/${line.partnerId}`}>{line.partnerName}</a>{" "}
                  {mayLink ? <OneButton action={link} fields={{ ...fields, partnerId: "" }} label={words("projects.partners.notSame")} hiddenLabel={line.name} /> : null}
                </div>
              )}
            </Section>
          );
        })}
      </div>
    </>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { randomUUID } from "node:crypto";
import { cache } from "react";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Status } from "@/components/status";
import type { Actor } from "@/domain/actor";
import { may } from "@/domain/policy";
import { holderOf } from "@/domain/registers";
import { RecordParts } from "@/features/documents/components/record-parts";
import { verify } from "@/features/summaries/actions";
import { listAddenda } from "@/features/summaries/addenda/service";
import { Addenda } from "@/features/summaries/components/addenda";
import { ExportLinks } from "@/features/summaries/components/export-links";
import { SummaryBody } from "@/features/summaries/components/summary-body";
import { getEdition, listEditions, type StoredEdition } from "@/features/summaries/editions/service";
import { editionPolicy } from "@/features/summaries/policy";
import { paragraphsOf, sayAside, writeLead } from "@/features/summaries/report";
import { readNumber, readYear } from "@/features/summaries/schema";
import { describeProblems } from "@/lib/form-problems";
import { formatCount, formatInstant } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ year: string; number: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const load = cache(async (actor: Actor, year: string, number: string): Promise<StoredEdition> => {
  try {
    return await getEdition(actor, readYear(year) ?? notFound(), readNumber(number) ?? notFound());
  } catch (error) {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  }
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { year, number } = await params;
  const edition = await load(await getActor(), year, number);
  return { title: (await getWords())("summaries.edition.name", { year, number: edition.number }) };
}

export default async function EditionPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const address = await params;
  const edition = await load(actor, address.year, address.number);
  const { done, form } = await searchParams;
  const { data } = edition;
  const year = String(edition.year);
  const mayAdd = may(editionPolicy, "add", actor, edition);
  const parkedId = typeof form === "string" ? form : undefined;
  const [words, editions, parked, adding, addenda] = await Promise.all([getWords(), listEditions(actor, edition.year), findParkedForm("edition-verify", parkedId, actor.personId), findParkedForm("edition-addendum", parkedId, actor.personId), listAddenda(actor, edition.year, edition.number)]);
  const unadded = describeProblems(adding?.values ?? {}, adding?.issues ?? [], words, "kind");
  const problems = describeProblems({}, parked?.issues ?? [], words, "verify");
  const say = (key: string, parameters?: Record<string, string | number>) => words(`summaries.edition.${key}`, parameters);
  const when = formatInstant(edition.frozenAt, words.locale);
  const latest = editions[0]?.number ?? edition.number;
  const path = `/year/${year}/editions/${String(edition.number)}`;
  const file = (kind: "read" | "register") => `/api/editions/${year}/${String(edition.number)}/${kind}.pdf`;
  const fileOf = (kind: string) => edition.files.find((each) => each.kind === kind);
  const aside = sayAside(data, words);
  const hash = (sha256: string | undefined, size?: number) => (
    <>
      <code className="hash">{(sha256?.match(/.{1,8}/g) ?? []).join(" ")}</code>
      {size === undefined ? null : <small className="meta">{say("size", { kilobytes: formatCount(Math.ceil(size / 1_000)) })}</small>}
    </>
  );
  return (
    <>
      <Breadcrumbs label={words("summaries.crumbs")} items={[{ href: "/year", label: words("followUp.title") }, ...(data.statements === null ? [] : [{ href: `/year/${year}`, label: words("summaries.yearCrumb", { year }) }])]} />
      {done === "frozen" || done === "verified" || done === "added" ? <Notice kind="done">{words(`summaries.done.${done}`)}</Notice> : null}
      {problems.summary.length > 0 ? <ErrorSummary title={say("problem")} items={problems.summary} /> : null}
      {unadded.summary.length > 0 ? <ErrorSummary title={words("summaries.addenda.problem")} items={unadded.summary} /> : null}
      {latest > edition.number ? <Notice action={<a href={`/year/${year}/editions/${String(latest)}`}>{say("laterLink", { number: latest })}</a>}>{say("later")}</Notice> : null}
      <PageHead
        title={say("title", { year })}
        lead={data.lead ?? writeLead(data, words)}
        meta={
          <>
            <Status kind="done">{say("frozen")}</Status>
            <span>{edition.frozenByName === null ? say("meta", { number: edition.number, when }) : say("metaBy", { number: edition.number, when, name: edition.frozenByName })}</span>
          </>
        }
      />
      <Buttons>
        <ButtonLink variant="primary" href={file("read")}>{say("readPdf")}</ButtonLink>
        <ButtonLink href={file("register")}>{say("registerPdf")}</ButtonLink>
      </Buttons>
      <SummaryBody data={data} links={null} words={words}>
        {data.commentary === null ? null : (
          <Section id="commentary" title={words("summaries.commentary")}>
            <div className="prose">{paragraphsOf(data.commentary).map((paragraph, index) => <p key={index}>{paragraph}</p>)}</div>
          </Section>
        )}
        {aside === null ? null : (
          <Section id="aside" title={words("summaries.aside.title")}>
            <p className="prose">{aside}</p>
          </Section>
        )}
      </SummaryBody>
      <Addenda year={edition.year} number={edition.number} addenda={addenda} form={mayAdd ? { problems: unadded, key: randomUUID() } : null} words={words} />
      <RecordParts actor={actor} subject={{ kind: "edition", id: edition.id }} holder={holderOf(`${year}:${String(edition.number)}`, null, { mayEdit: mayAdd, mayArchive: mayAdd })} words={words} />
      <ExportLinks path={`/api/editions/${year}/${String(edition.number)}`} note={words("summaries.exports.editionNote")} words={words} />
      <Section id="verify" title={say("files")}>
        <Facts
          items={[
            ...(edition.caseNumber === null ? [] : [{ label: say("caseNumber"), value: edition.caseNumber }]),
            { label: say("readFile"), value: hash(fileOf("READ")?.sha256, fileOf("READ")?.size) },
            { label: say("registerFile"), value: hash(fileOf("REGISTER")?.sha256, fileOf("REGISTER")?.size) },
            { label: say("data"), value: hash(edition.dataSha256) },
            { label: say("template"), value: hash(edition.templateSha256) },
          ]}
        />
        <form action={verify} className="mt-6">
          <input type="hidden" name="year" value={year} />
          <input type="hidden" name="number" value={edition.number} />
          <input type="hidden" name="_back" value={path} />
          <p className="meta">{say("verifyHelp")}</p>
          <Buttons>
            <Button>{say("verify")}</Button>
          </Buttons>
        </form>
      </Section>
    </>
  );
}

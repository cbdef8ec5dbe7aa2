import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { write } from "@/features/comments/actions";
import { CommentFields } from "@/features/comments/components/comment-fields";
import { prepareComment } from "@/features/comments/service";
import { describeProblems } from "@/lib/form-problems";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { orNotFound, pathOf, readSubject, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("comments.write") };
}

export default async function WriteCommentPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters, words] = [await getActor(), await searchParams, await getWords()];
  const subject = readSubject(parameters);
  const { holder, people } = await prepareComment(actor, subject, { registers }).catch(orNotFound);
  const parked = await findParkedForm("comment-write", typeof parameters["form"] === "string" ? parameters["form"] : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "text");
  const path = pathOf(subject);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: path, label: holder.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("comments.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("comments.writeTitle", { title: holder.title })} />
      <form action={write} noValidate>
        <input type="hidden" name="_key" value={randomUUID()} />
        <input type="hidden" name="_back" value={`/comments/new?kind=${subject.kind}&id=${subject.id}`} />
        <input type="hidden" name="subjectKind" value={subject.kind} />
        <input type="hidden" name="subjectId" value={subject.id} />
        <CommentFields problems={problems} people={people} words={words} />
        <Buttons>
          <Button variant="primary">{words("comments.send")}</Button>
          <ButtonLink variant="text" href={path}>{words("comments.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

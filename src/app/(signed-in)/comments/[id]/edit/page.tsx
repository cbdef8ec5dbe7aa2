import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import { change } from "@/features/comments/actions";
import { CommentFields } from "@/features/comments/components/comment-fields";
import { getOwnComment } from "@/features/comments/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { orNotFound, pathOf, type Parameters } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("comments.change") };
}

export default async function ChangeCommentPage({ params, searchParams }: Props) {
  const [actor, { id }, { form }, words] = [await getActor(), await params, await searchParams, await getWords()];
  if (!isId(id)) notFound();
  const { comment, holder, people } = await getOwnComment(actor, id, { registers }).catch(orNotFound);
  const parked = await findParkedForm("comment-change", typeof form === "string" ? form : undefined, actor.personId);
  const problems = describeProblems(parked?.values ?? { text: comment.text, mentioned: comment.mentioned.map((person) => person.id) }, parked?.issues ?? [], words, "text");
  const path = pathOf(comment.subject);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: path, label: holder.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("comments.problem")} items={problems.summary} /> : null}
      <PageHead tight title={words("comments.changeTitle")} lead={words("comments.changeLead")} quietLead />
      <form action={change} noValidate>
        <input type="hidden" name="id" value={comment.id} />
        <input type="hidden" name="_version" value={comment.version} />
        <input type="hidden" name="_back" value={`/comments/${comment.id}/edit`} />
        <CommentFields problems={problems} people={people} words={words} />
        <Buttons>
          <Button variant="primary">{words("comments.save")}</Button>
          <ButtonLink variant="text" href={path}>{words("comments.cancel")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

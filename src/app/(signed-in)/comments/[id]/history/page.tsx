import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { getCommentHistory } from "@/features/comments/service";
import { isId } from "@/lib/fields";
import { formatInstant } from "@/lib/formats";
import { registers } from "@/registers";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { orNotFound, pathOf, type Parameters } from "../../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("comments.historyTitle") };
}

export default async function CommentHistoryPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Parameters> }) {
  const [actor, { id }, { done }, words] = [await getActor(), await params, await searchParams, await getWords()];
  if (!isId(id)) notFound();
  const { comment, holder, history } = await getCommentHistory(actor, id, { registers }).catch(orNotFound);
  const path = pathOf(comment.subject);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: path, label: holder.title }]} />
      {done === "changed" ? <Notice kind="done">{words("comments.saved")}</Notice> : null}
      <PageHead title={words("comments.historyTitle")} lead={words("comments.by", { name: comment.authorName ?? words("comments.someone"), when: formatInstant(comment.createdAt, words.locale) })} quietLead />
      <Section id="text" title={words("comments.now")}>
        <p className="whitespace-pre-line break-words">{comment.text}</p>
        <p>
          <a className="more" href={`${path}#comments`}>{words("comments.toRecord")}</a>
        </p>
      </Section>
      <Section id="history" title={words("history.title")}>
        <RecordHistory entries={history} words={words} whole />
      </Section>
    </>
  );
}

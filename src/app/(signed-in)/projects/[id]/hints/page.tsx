import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { HintList } from "@/features/projects/hints/components/hint-list";
import { listHints } from "@/features/projects/hints/service";
import { getProject } from "@/features/projects/service";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("hints.title") };
}

export default async function ProjectHintsPage({ params }: { params: Promise<{ id: string }> }) {
  const [{ id }, actor, words] = await Promise.all([params, getActor(), getWords()]);
  if (!isId(id)) notFound();
  const { project } = await getProject(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const hints = await listHints(actor, { ...project, projectId: id, partnerIds: project.partnerIds.filter((one) => one !== null) });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }, { href: `/projects/${id}`, label: project.title }]} />
      <PageHead tight title={words("hints.title")} lead={words("hints.note")} quietLead />
      {hints.length === 0 ? <EmptyState title={words("hints.none")} /> : <HintList hints={hints} words={words} />}
    </>
  );
}

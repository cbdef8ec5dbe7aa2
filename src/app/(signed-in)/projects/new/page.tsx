import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { PageHead } from "@/components/page-head";
import { startLog } from "@/features/project-drafts/actions";
import { mayLogProjects } from "@/features/projects/policy";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("projects.log") };
}

/** Where a project begins to be logged: a draft is made when the button is pressed, and not by coming here. */
export default async function NewProjectPage() {
  const actor = await getActor();
  if (!mayLogProjects(actor)) notFound();
  const words = await getWords();
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/projects", label: words("projects.title") }]} />
      <PageHead title={words("projects.log")} lead={words("home.logText")} />
      <form action={startLog}>
        <Button>{words("search.startProject")}</Button>
      </form>
    </>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { SelectField } from "@/components/field";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { dismissMember, nameMember } from "@/features/projects/actions";
import { listCandidates } from "@/features/projects/choices/service";
import { getProject } from "@/features/projects/service";
import { describeProblems } from "@/lib/form-problems";
import { fieldId } from "@/lib/field-id";
import { isId } from "@/lib/fields";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

const DONE = new Set(["member", "memberDismissed"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("projects.members") };
}

export default async function ProjectMembersPage({ params, searchParams }: { params: Promise<{ id: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [{ id }, parameters, actor, words] = await Promise.all([params, searchParams, getActor(), getWords()]);
  if (!isId(id)) notFound();
  const { project, mayNameMembers } = await getProject(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
  const formId = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [people, parked] = await Promise.all([mayNameMembers ? listCandidates(actor) : [], findParkedForm("project-member", formId, actor.personId)]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, fieldId("personId"));
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const back = `/projects/${id}/members`;
  return (
    <>
      <Breadcrumbs
        label={words("frame.path")}
        items={[
          { href: "/projects", label: words("projects.title") },
          { href: `/projects/${id}`, label: project.title },
        ]}
      />
      {problems.summary.length > 0 ? <ErrorSummary title={words("frame.problem")} items={problems.summary} /> : null}
      {done === null ? null : <Notice kind="done">{words(`projects.done.${done}`)}</Notice>}
      <PageHead title={words("projects.members")} lead={words("projects.membersLead")} />
      <Section id="members" title={words("projects.membersNow")} bare>
        {project.members.length === 0 ? (
          <p>{words("projects.noMembers")}</p>
        ) : (
          <Rows>
            {project.members.map((member) => (
              <li key={member.id}>
                {member.name}
                {mayNameMembers ? (
                  <OneButton action={dismissMember} fields={{ projectId: id, personId: member.personId, _back: back }} label={words("projects.dismissMember")} hiddenLabel={member.name} />
                ) : null}
              </li>
            ))}
          </Rows>
        )}
      </Section>
      {mayNameMembers ? (
        <Section id="name" title={words("projects.nameMember")} bare>
          <form action={nameMember}>
            <input type="hidden" name="projectId" value={id} />
            <input type="hidden" name="_back" value={back} />
            <SelectField
              name="personId"
              label={words("projects.member")}
              width="medium"
              empty={words("frame.choose")}
              error={problems.errorOf("personId")}
              options={people.filter((person) => !project.memberIds.includes(person.id)).map((person) => ({ value: person.id, label: person.name }))}
            />
            <Buttons>
              <Button variant="primary">{words("projects.nameMemberSubmit")}</Button>
            </Buttons>
          </form>
        </Section>
      ) : null}
    </>
  );
}

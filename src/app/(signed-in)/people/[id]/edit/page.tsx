import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { dateInStockholm } from "@/domain/plain-date";
import { may } from "@/domain/policy";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { change } from "@/features/people/actions";
import { PersonFields } from "@/features/people/components/person-fields";
import { peoplePolicy } from "@/features/people/policy";
import { detailsAsValues, PERSON_FIELDS } from "@/features/people/rules";
import { findPerson, getDetailsVersion, type PersonInDetail } from "@/features/people/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("people.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, person: PersonInDetail, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getDetailsVersion(actor, person.id, baseVersion), getDetailsVersion(actor, person.id, person.detailsVersion)]);
  const before = detailsAsValues(base.row ?? person);
  const mine = Object.fromEntries(PERSON_FIELDS.map((field) => [field, textOf(typed, field)]));
  return { merge: mergeThreeWays(before, mine, detailsAsValues(person)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditPersonPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { id } = await params;
  const person = isId(id) ? await findPerson(actor, id, dateInStockholm(new Date())) : null;
  if (person === null || !may(peoplePolicy, "change", actor, person)) notFound();
  const { form } = await searchParams;
  const [words, parked] = await Promise.all([getWords(), findParkedForm("person-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? detailsAsValues(person) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < person.detailsVersion ? await loadConflict(actor, person, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "name");
  const path = `/people/${person.id}`;
  const their = conflict?.theirs.name ?? words("conflict.someoneElse");
  return (
    <>
      <Breadcrumbs label={words("people.crumbs")} items={[{ href: "/people", label: words("people.title") }, { href: path, label: person.name }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("people.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("people.editTitle", { name: person.name })} />
      ) : (
        <PageHead tight title={words("people.conflictTitle", { name: their })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={person.id} />
        <input type="hidden" name="_version" value={person.detailsVersion} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <PersonFields problems={problems} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`people.fields.${field}`)} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "people.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "people.cancel" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

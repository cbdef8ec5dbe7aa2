import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { PageHead } from "@/components/page-head";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { SearchFields } from "@/features/partners/components/search-fields";
import { change } from "@/features/partners/searches/actions";
import { writeSearch } from "@/features/partners/searches/rules";
import { SEARCH_FIELDS } from "@/features/partners/searches/schema";
import { getSearchVersion, type StoredSearch } from "@/features/partners/searches/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import type { Parameters } from "../../../load";
import { loadForm, loadSearch } from "../../load";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("partnerSearches.edit") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, search: StoredSearch, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getSearchVersion(actor, search.id, baseVersion), getSearchVersion(actor, search.id, search.version)]);
  const before = writeSearch(base.search);
  const mine = Object.fromEntries(SEARCH_FIELDS.map((field) => [field, textOf(typed, field).replace(/\r\n/g, "\n")]));
  return { merge: mergeThreeWays(before, mine, writeSearch(theirs.search)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditSearchPage({ params, searchParams }: Props) {
  const actor = await getActor();
  const { search, mayEdit } = await loadSearch(actor, (await params).id);
  if (!mayEdit) notFound();
  const { form } = await searchParams;
  const [words, choices, parked] = await Promise.all([getWords(), loadForm(actor, search), findParkedForm("partner-search-change", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeSearch(search) : settleConflict(parked.values);
  const baseVersion = Number(parked?.issues.find((issue) => issue.message === "errors.CONFLICT")?.params?.["baseVersion"] ?? 0);
  const conflict = baseVersion > 0 && baseVersion < search.version ? await loadConflict(actor, search, typed, baseVersion) : null;
  const problems = describeProblems(typed, conflict === null ? (parked?.issues ?? []) : [], words, "title");
  const path = `/partners/searches/${search.id}`;
  const spoken = (field: string, text: string) => {
    if (field === "direction") return text === "" ? "" : words(`partnerSearches.direction.${text}`);
    if (field === "programmeId") return choices.programmes.find(({ id }) => id === text)?.name[words.locale] ?? text;
    return field === "unitId" ? (choices.units.find(({ id }) => id === text)?.name ?? text) : text;
  };
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/partners/searches", label: words("partnerSearches.title") }, { href: path, label: search.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("partnerSearches.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("partnerSearches.editTitle", { name: search.title })} />
      ) : (
        <PageHead tight title={words("partnerSearches.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="id" value={search.id} />
        <input type="hidden" name="_version" value={search.version} />
        <input type="hidden" name="_back" value={`${path}/edit`} />
        {conflict === null ? <SearchFields problems={problems} {...choices} words={words} /> : <VersionConflict {...conflict} labelOf={(field) => words(`partnerSearches.field.${field}`)} spoken={spoken} words={words} />}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "partnerSearches.editSave" : "conflict.save")}</Button>
          <ButtonLink variant="text" href={path}>{words(conflict === null ? "partnerSearches.cancelForm" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

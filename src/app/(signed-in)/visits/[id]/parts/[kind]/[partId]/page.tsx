import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { ErrorSummary } from "@/components/error-summary";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { loadUnits } from "@/features/projects/choices/service";
import { describePart, describeWho } from "@/features/visits/parts/report";
import { PartFields } from "@/features/visits/components/part-fields";
import { save } from "@/features/visits/parts/actions";
import { writePart } from "@/features/visits/parts/rules";
import { PART_KINDS } from "@/features/visits/parts/schema";
import { listParts, listPeopleForVisit } from "@/features/visits/parts/service";
import { describeProblems } from "@/lib/form-problems";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { loadVisit, type Parameters } from "../../../../load";

interface Props {
  params: Promise<{ id: string; kind: string; partId: string }>;
  searchParams: Promise<Parameters>;
}

/** The first field of each form, where what concerns the whole of it is pointed out. */
const FIRST = { programme: "day", participant: "role", hospitality: "servedOn", gift: "direction", cost: "costKind", action: "what" } as const;

const kindOf = (text: string) => {
  const kind = PART_KINDS.find((each) => each === text);
  return kind === undefined || kind === "link" ? notFound() : kind;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { kind, partId } = await params;
  return { title: (await getWords())(`visitParts.${partId === "new" ? "add" : "edit"}.${kindOf(kind)}`) };
}

export default async function VisitPartPage({ params, searchParams }: Props) {
  const [{ id, kind: written, partId }, actor, words, { form }] = [await params, await getActor(), await getWords(), await searchParams];
  const kind = kindOf(written);
  const loaded = await loadVisit(actor, id);
  const { visit, mayEdit } = loaded;
  if (!mayEdit) notFound();
  const parked = await findParkedForm("visit-part", typeof form === "string" ? form : undefined, actor.personId);
  // What was typed is shown also when the visit has been closed, or the part taken away, meanwhile.
  if (visit.closedOn !== null && parked === null) notFound();
  const [parts, people, units] = await Promise.all([listParts(actor, visit.id, { loaded }), listPeopleForVisit(actor, visit.id), loadUnits(actor)]);
  const all = kind === "action" ? parts.actions : parts[kind];
  const part = all.find((each) => each.id === partId) ?? null;
  if (part === null && partId !== "new" && parked === null) notFound();
  const isConflict = parked?.issues.some((issue) => issue.message === "errors.CONFLICT") === true;
  const begins = { timeZone: "Europe/Stockholm", day: visit.starts.precision === "DAY" ? visit.starts.on : "", servedOn: visit.starts.precision === "DAY" ? visit.starts.on : "", payerId: visit.unitId, role: visit.direction === "OUTGOING" ? "TRAVELLER" : "" };
  const problems = describeProblems(parked?.values ?? (part === null ? begins : writePart(part)), parked?.issues ?? [], words, FIRST[kind]);
  const path = `/visits/${visit.id}`;
  const title = words(`visitParts.${part === null ? "add" : "edit"}.${kind}`);
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/visits", label: words("visits.title") }, { href: path, label: visit.title }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("visitParts.problem")} items={problems.summary} /> : null}
      <PageHead tight title={title} lead={visit.title} quietLead />
      {isConflict ? <Notice>{part === null ? words("visitParts.takenAway") : words("visitParts.nowStored", { what: describePart(part, parts.participant, words) })}</Notice> : null}
      <Notice>{words("visitParts.notice")}</Notice>
      {kind === "hospitality" && parts.participant.length === 0 ? (
        <EmptyState title={words("visitParts.none.participant")} level={2} action={{ href: `${path}/parts/participant/new`, label: words("visitParts.add.participant") }}>{words("visitParts.participantsFirst")}</EmptyState>
      ) : (
        <form action={save} noValidate>
          <input type="hidden" name="_key" value={randomUUID()} />
          <input type="hidden" name="_back" value={`${path}/parts/${kind}/${part?.id ?? "new"}`} />
          <input type="hidden" name="_version" value={part?.version ?? 0} />
          <input type="hidden" name="visitId" value={visit.id} />
          <input type="hidden" name="kind" value={kind} />
          {part === null ? null : <input type="hidden" name="partId" value={part.id} />}
          <PartFields kind={kind} problems={problems} people={people} units={units} participants={parts.participant.map((one) => ({ id: one.id, name: describeWho(one, words) }))} words={words} />
          <Buttons>
            <Button variant="primary">{words("visitParts.save")}</Button>
            <ButtonLink variant="text" href={`${path}#${kind}`}>{words("visitParts.cancelForm")}</ButtonLink>
          </Buttons>
        </form>
      )}
    </>
  );
}

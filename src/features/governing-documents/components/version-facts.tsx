import { Facts } from "@/components/facts";
import { GapNotice } from "@/components/gap-notice";
import { Status, type StatusKind } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { listUnknown, type VersionState } from "../rules";
import type { NamedBody, VersionFacts } from "../schema";

interface ShownBody extends NamedBody {
  shown: string | null;
}

interface Shown extends VersionFacts {
  isDraft: boolean;
  responsibleOffice: ShownBody;
  adoptedBy: ShownBody;
}

const KINDS: Readonly<Record<VersionState, StatusKind>> = { inForce: "done", coming: "going", draft: "todo", earlier: "none" };

/** What a version is today, in a word. */
export function VersionStatus({ state, words }: { state: VersionState; words: Words }) {
  return <Status kind={KINDS[state]}>{words(`governingDocuments.states.${state}`)}</Status>;
}

/** The days on which a version judges, in words. */
export function describeValidity(version: { isDraft: boolean; validFrom: PlainDate | null; validTo: PlainDate | null }, words: Words): string {
  const date = (day: PlainDate) => formatDate(day, words.locale);
  if (version.isDraft) return words("governingDocuments.notInForce");
  if (version.validFrom === null) return version.validTo === null ? words("governingDocuments.sinceUnknown") : words("governingDocuments.untilFromUnknown", { date: date(version.validTo) });
  return version.validTo === null ? words("governingDocuments.since", { date: date(version.validFrom) }) : words("governingDocuments.span", { from: date(version.validFrom), to: date(version.validTo) });
}

/** A version's facts; what is not known says so, and who answers for it stands above. */
export function VersionFactList({ version, office, editHref, words }: { version: Shown; office: string; editHref: string | null; words: Words }) {
  const unknown = listUnknown(version);
  const label = (name: string) => words(`governingDocuments.fields.${name}`);
  const orUnknown = (value: string | null) => (value === null || value === "" ? <Status kind="missing">{words("governingDocuments.unknown")}</Status> : value);
  const body = ({ id, shown }: ShownBody) => (id === null ? orUnknown(shown) : <a href={`/bodies/${id}`}>{shown}</a>);
  const day = (value: PlainDate | null) => orUnknown(value === null ? null : formatDate(value, words.locale));
  return (
    <>
      {unknown.length === 0 ? null : (
        <GapNotice title={words("governingDocuments.unknownTitle", { count: unknown.length })} {...(editHref === null ? {} : { action: { href: editHref, label: words("governingDocuments.edit") } })}>
          {words("governingDocuments.unknownText", { office: version.responsibleOffice.shown ?? office, fields: unknown.map((name) => label(name).toLowerCase()).join(", ") })}
        </GapNotice>
      )}
      <Facts
        items={[
          { label: label("type"), value: words(`governingDocuments.types.${version.type}`) },
          { label: label("responsibleOffice"), value: body(version.responsibleOffice) },
          { label: label("adoptedBy"), value: body(version.adoptedBy) },
          { label: label("adoptedOn"), value: day(version.adoptedOn) },
          { label: label("minutesParagraph"), value: orUnknown(version.minutesParagraph) },
          { label: label("caseNumber"), value: orUnknown(version.caseNumber) },
          { label: words("governingDocuments.valid"), value: describeValidity(version, words) },
          { label: label("reviewOn"), value: day(version.reviewOn) },
          ...(version.remindOn === null ? [] : [{ label: label("remindOn"), value: formatDate(version.remindOn, words.locale) }]),
          ...(version.note === null ? [] : [{ label: label("note"), value: version.note }]),
        ]}
      />
    </>
  );
}

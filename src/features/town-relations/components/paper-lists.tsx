import { Rows } from "@/components/section";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatApproximate, formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { dueOf } from "../papers/rules";
import type { StoredAgreement, StoredReview } from "../papers/service";

/** Where one of them is corrected; null for who may correct none. */
type Edit = ((id: string) => string) | null;

/** A relation's reviews, the latest first. */
export function ReviewList({ reviews, edit, words }: { reviews: readonly StoredReview[]; edit: Edit; words: Words }) {
  return (
    <Rows>
      {reviews.map(({ id, reviewedOn, outcome, reasons, proposal }) => (
        <li key={id}>
          <h3>{words("townPapers.reviewed", { outcome: words(`townPapers.outcome.${outcome}`), day: formatDate(reviewedOn, words.locale) })}</h3>
          <p>{reasons}</p>
          {proposal === null ? null : <p>{words("townPapers.proposes", { proposal })}</p>}
          {edit === null ? null : <p><a className="more" href={edit(id)}>{words("townPapers.correctReviewOf", { day: formatDate(reviewedOn, words.locale) })}</a></p>}
        </li>
      ))}
    </Rows>
  );
}

/** A relation's agreements in all their versions, the latest of each first; what has to be done before a day stands at it. */
export function AgreementList({ agreements, today, edit, words }: { agreements: readonly StoredAgreement[]; today: PlainDate; edit: Edit; words: Words }) {
  const day = (on: PlainDate | null, name: string) => (on === null ? null : words(`townPapers.on.${name}`, { day: formatDate(on, words.locale) }));
  return (
    <Rows>
      {agreements.map((agreement) => {
        const due = agreement.isLatest ? dueOf(agreement, today) : null;
        const signed = words("townPapers.signedBy", { day: formatApproximate({ on: agreement.signedOn, precision: agreement.signedPrecision }, words.locale), who: agreement.signatories });
        return (
          <li key={agreement.id}>
            <h3>
              <a href={`/town-relations/agreements/${agreement.id}`}>{agreement.number === 1 && agreement.isLatest ? agreement.title : words("townPapers.versionOf", { title: agreement.title, number: agreement.number })}</a>
            </h3>
            <p className="meta">{[signed, day(agreement.validTo, "validTo"), day(agreement.renewalOn, "renewalOn"), day(agreement.noticeOn, "noticeOn")].filter((part) => part !== null).join(". ")}</p>
            {due === null ? null : <p><Status kind={due.on < today ? "late" : "todo"}>{words(`townPapers.due.${due.kind}`)}</Status></p>}
            {agreement.hasDocument || agreement.documentUrl !== null ? null : <p><Status kind="missing">{words("documents.missing")}</Status></p>}
            {agreement.subjectAreas === null ? null : <p>{agreement.subjectAreas}</p>}
            {agreement.documentUrl === null ? null : <p><a href={agreement.documentUrl} rel="noreferrer">{words("townPapers.document")}</a></p>}
            {agreement.source === null ? null : <p className="meta">{words("townRelations.fromSource", { source: agreement.source })}</p>}
            {edit === null ? null : <p><a className="more" href={edit(agreement.id)}>{words("townPapers.correctAgreementOf", { title: agreement.title })}</a></p>}
          </li>
        );
      })}
    </Rows>
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Facts } from "@/components/facts";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { Status } from "@/components/status";
import type { Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import { holderOf } from "@/domain/registers";
import { RecordParts } from "@/features/documents/components/record-parts";
import { dueOf } from "@/features/town-relations/papers/rules";
import { getAgreement, type AgreementView } from "@/features/town-relations/papers/service";
import { isId } from "@/lib/fields";
import { formatApproximate, formatDate } from "@/lib/formats";
import { getActor } from "@/server/auth";
import { isAppError } from "@/server/errors";
import { getWords } from "@/server/locale";

interface Props {
  params: Promise<{ agreementId: string }>;
}

async function load(actor: Actor, id: string): Promise<AgreementView> {
  if (!isId(id)) notFound();
  return getAgreement(actor, id).catch((error: unknown) => {
    if (isAppError(error, "NOT_FOUND")) notFound();
    throw error;
  });
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await load(await getActor(), (await params).agreementId)).agreement.title };
}

export default async function AgreementPage({ params }: Props) {
  const actor = await getActor();
  const [{ agreement, relation, mayEdit, mayArchive }, words] = [await load(actor, (await params).agreementId), await getWords()];
  const today = dateInStockholm(new Date());
  const due = agreement.isLatest ? dueOf(agreement, today) : null;
  const path = `/town-relations/${relation.id}`;
  const fact = (name: string, value: string | null) => (value === null ? [] : [{ label: words(`townPapers.field.${name}`), value }]);
  const day = (on: PlainDate | null) => (on === null ? null : formatDate(on, words.locale));
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/town-relations", label: words("townRelations.title") }, { href: path, label: relation.name }]} />
      <PageHead
        title={agreement.number === 1 && agreement.isLatest ? agreement.title : words("townPapers.versionOf", { title: agreement.title, number: agreement.number })}
        {...(due === null ? {} : { meta: <Status kind={due.on < today ? "late" : "todo"}>{words(`townPapers.due.${due.kind}`)}</Status> })}
      />
      <Split>
        <Section id="facts" title={words("townPapers.agreementFacts")}>
          <Facts
            items={[
              { label: words("townPapers.inRelation"), value: <a href={path}>{relation.name}</a> },
              ...fact("signed", formatApproximate({ on: agreement.signedOn, precision: agreement.signedPrecision }, words.locale)),
              ...fact("signatories", agreement.signatories),
              ...fact("subjectAreas", agreement.subjectAreas),
              ...fact("validTo", day(agreement.validTo)),
              ...fact("renewalOn", day(agreement.renewalOn)),
              ...fact("noticeOn", day(agreement.noticeOn)),
              ...fact("source", agreement.source),
              ...(agreement.documentUrl === null ? [] : [{ label: words("townPapers.field.documentUrl"), value: <a href={agreement.documentUrl} rel="noreferrer">{words("townPapers.document")}</a> }]),
            ]}
          />
        </Section>
        <Aside label={words("townPapers.agreementAside")}>
          {mayEdit ? (
            <Section id="change" title={words("townRelations.changeTitle")}>
              <Rows tight>
                <li>
                  <a href={`${path}/agreements/${agreement.id}`}>{words("townPapers.correctAgreement")}</a>
                </li>
              </Rows>
            </Section>
          ) : null}
          <RecordParts actor={actor} subject={{ kind: "townAgreement", id: agreement.id }} holder={holderOf(agreement.title, relation.unitId, { mayEdit, mayArchive })} words={words} />
        </Aside>
      </Split>
    </>
  );
}

import type { Metadata } from "next";
import { ButtonLink, Buttons } from "@/components/button";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { may } from "@/domain/policy";
import { RuleTable } from "@/features/retention/components/rule-table";
import { retentionPolicy } from "@/features/retention/policy";
import { listRules } from "@/features/retention/service";
import { getWords } from "@/server/locale";
import { around, getFollower, type Parameters } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("retention.title") };
}

/** How long records are kept, kind by kind, and what may be disposed of today. */
export default async function RetentionPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, { done }] = [await getFollower(), await searchParams];
  const [words, rules] = await Promise.all([getWords(), listRules(actor, around)]);
  return (
    <>
      {done === "ruleSet" ? <Notice kind="done">{words("retention.done.ruleSet")}</Notice> : null}
      <PageHead tight title={words("retention.title")} lead={words("retention.lead")} />
      <p className="max-w-measure">{words("retention.text")}</p>
      <Buttons className="mt-6 mb-8">
        <ButtonLink href="/retention/due">{words("retention.toDue")}</ButtonLink>
        <ButtonLink href="/retention/holds">{words("retention.toHolds")}</ButtonLink>
        <ButtonLink href="/retention/disposals">{words("disposals.to")}</ButtonLink>
      </Buttons>
      <RuleTable rows={rules} mayDecide={may(retentionPolicy, "setRule", actor, { id: "*" })} caption={words("retention.title")} words={words} />
    </>
  );
}

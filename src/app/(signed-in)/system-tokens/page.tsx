import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { PageHead } from "@/components/page-head";
import { dateInStockholm } from "@/domain/plain-date";
import { TokenTable } from "@/features/system-tokens/components/token-table";
import { listTokens } from "@/features/system-tokens/service";
import { getWords } from "@/server/locale";
import { getKeeper } from "./load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("systemTokens.title") };
}

/** The systems that read the registers through the API. */
export default async function SystemTokensPage() {
  const actor = await getKeeper();
  const [words, tokens] = await Promise.all([getWords(), listTokens(actor)]);
  return (
    <>
      <PageHead
        title={words("systemTokens.title")}
        lead={words("systemTokens.lead")}
        quietLead
        tools={
          <div className="tools">
            <a href="/api-documentation">{words("systemTokens.docs")}</a>
            <ButtonLink href="/system-tokens/new">{words("systemTokens.add")}</ButtonLink>
          </div>
        }
      />
      {tokens.length === 0 ? (
        <EmptyState title={words("systemTokens.none")} level={2} action={{ href: "/system-tokens/new", label: words("systemTokens.add") }}>{words("systemTokens.noneHelp")}</EmptyState>
      ) : (
        <>
          <TokenTable tokens={tokens} today={dateInStockholm(new Date())} words={words} />
          <p className="meta mt-3">{words("systemTokens.usedNote")}</p>
        </>
      )}
    </>
  );
}

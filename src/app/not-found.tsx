import { DemoBand, Frame, Masthead, SkipLink } from "@/components/site-frame";
import { EmptyState } from "@/components/empty-state";
import { isDemonstrationOpen } from "@/server/env";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";

export const dynamic = "force-dynamic";

/** What isn't there, and what isn't the visitor's to see, look the same. */
export default async function NotFound() {
  const words = await getWords();
  return (
    <>
      <SkipLink>{words("frame.skip")}</SkipLink>
      <Masthead homeHref="/" wordmark="Utblick" owner={getPack().municipality.name}>
        {isDemonstrationOpen() ? <DemoBand>{words("frame.demonstration")}</DemoBand> : null}
      </Masthead>
      <Frame>
        <h1>{words("errors.notFoundTitle")}</h1>
        <EmptyState title={words("errors.notFoundLead")} action={{ href: "/", label: words("errors.toFirstPage") }}>
          {words("errors.notFoundText")}
        </EmptyState>
      </Frame>
    </>
  );
}

import { ButtonLink } from "@/components/button";
import { Section } from "@/components/section";
import type { Words } from "@/messages/words";

/** On the page of a call or a received search: the opportunity that is made from it, or the way to making one without typing it again. */
export function MadeOpportunity({ made, mayMake, href, words }: { made: { id: string; title: string } | null; mayMake: boolean; href: string; words: Words }) {
  return (
    <Section id="opportunity" title={words("opportunities.made.title")}>
      {made === null ? <p>{words("opportunities.made.none")}</p> : <p><a href={`/opportunities/${made.id}`}>{made.title}</a></p>}
      {made === null && mayMake ? <p className="mt-4"><ButtonLink small href={href}>{words("opportunities.made.make")}</ButtonLink></p> : null}
    </Section>
  );
}

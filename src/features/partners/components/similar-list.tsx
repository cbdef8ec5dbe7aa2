import { Rows } from "@/components/section";
import { formatCountry } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { PartnerKind } from "../schema";

export interface Similar {
  id: string;
  name: string;
  kind: PartnerKind;
  country: string;
  place: string | null;
  alike: string;
}

/** Partners that are like what was written, each with the name that is alike. */
export function SimilarList({ title, similar, words }: { title: string; similar: readonly Similar[]; words: Words }) {
  return (
    <>
      <p>
        <strong>{title}</strong>
      </p>
      <Rows tight>
        {similar.map((partner) => (
          <li key={partner.id}>
            <a href={`/partners/${partner.id}`}>{partner.name}</a>, {words(`partners.kind.${partner.kind}`)}, {[partner.place, formatCountry(partner.country, words.locale)].filter((part) => part !== null && part !== partner.name).join(", ")}
            {partner.alike === partner.name ? "" : ` (${words("partners.alsoCalled", { name: partner.alike })})`}
          </li>
        ))}
      </Rows>
    </>
  );
}

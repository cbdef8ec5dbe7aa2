import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import type { Words } from "@/messages/words";
import type { RelationOfPartner } from "../towns/service";
import { describeStanding } from "./relation-state";

/** The town relations that a partner belongs to, each with how it stands; nothing where there are none. */
export function PartnerRelations({ relations, words }: { relations: readonly RelationOfPartner[]; words: Words }) {
  if (relations.length === 0) return null;
  return (
    <Section id="relations" title={words("townRelations.ofPartner")}>
      <Rows tight>
        {relations.map(({ id, name, kind, state }) => {
          const [shape, text] = describeStanding(state, words);
          return (
            <li key={id}>
              <a href={`/town-relations/${id}`}>{name}</a>, {words(`townRelations.kind.${kind}`).toLocaleLowerCase(words.locale)} <Status kind={shape}>{text}</Status>
            </li>
          );
        })}
      </Rows>
    </Section>
  );
}

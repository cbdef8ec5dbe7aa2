import { Rows, Section } from "@/components/section";
import { Status } from "@/components/status";
import type { PlainDate } from "@/domain/plain-date";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { stateOf, writeHours } from "../rules";

interface Case {
  id: string;
  title: string;
  askedOn: PlainDate;
  answeredOn: PlainDate | null;
  givenBy: string | null;
  hours: number | null;
}

/** The support that has been asked for about a project, and the way to asking for it. */
export function SupportPart({ cases, projectId, mayAsk, words }: { cases: readonly Case[]; projectId: string; mayAsk: boolean; words: Words }) {
  const ask = { href: `/economy-support/new?project=${projectId}`, label: words("economySupport.ask") };
  return (
    <Section id="economy-support" title={words("economySupport.part")} {...(mayAsk && cases.length > 0 ? { more: ask } : {})}>
      {cases.length === 0 ? (
        <p>
          {words("economySupport.noneOfProject")} {mayAsk ? <a href={ask.href}>{ask.label}</a> : null}
        </p>
      ) : (
        <Rows tight>
          {cases.map((one) => (
            <li key={one.id}>
              <a href={`/economy-support/${one.id}`}>{one.title}</a> <Status kind={stateOf(one) === "OPEN" ? "todo" : "done"}>{words(`economySupport.state.${stateOf(one)}`)}</Status>
              <small> {[formatDate(one.answeredOn ?? one.askedOn, words.locale), one.givenBy, one.hours === null ? null : words("economySupport.hoursOf", { hours: writeHours(one.hours) })].filter((part) => part !== null).join(", ")}</small>
            </li>
          ))}
        </Rows>
      )}
    </Section>
  );
}

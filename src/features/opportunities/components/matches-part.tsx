import { Rows, Section } from "@/components/section";
import type { Words } from "@/messages/words";
import { MATCH_YEARS, type Match } from "../rules";
import { describeMatch } from "./opportunity-table";

/** Which units an opportunity suits and why, with the rule in plain words and the record that each is seen by. */
export function MatchesPart({ matches, goals, words }: { matches: readonly Match[]; goals: readonly { code: string; label: string }[]; words: Words }) {
  return (
    <Section id="matches" title={words("opportunities.matchesTitle")}>
      <p className="meta mb-4">{words("opportunities.matchesRule", { years: MATCH_YEARS })}</p>
      {matches.length === 0 ? (
        <p>{words("opportunities.noMatches")}</p>
      ) : (
        <Rows tight>
          {matches.map((match) => (
            <li key={match.unitId}>
              <a href={`/bodies/${match.unitId}`}>{match.unit}</a>
              <p className="meta">
                {describeMatch(match, goals, words)}
                {match.through === null ? null : (
                  <>
                    {" "}
                    <a href={`/${match.through.kind}s/${match.through.id}`}>{words(`opportunities.through.${match.through.kind}`)}<span className="vh"> {match.through.title}</span></a>
                  </>
                )}
              </p>
            </li>
          ))}
        </Rows>
      )}
    </Section>
  );
}

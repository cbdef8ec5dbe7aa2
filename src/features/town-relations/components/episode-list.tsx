import { Rows } from "@/components/section";
import { Status } from "@/components/status";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { EpisodeStanding } from "../episodes/rules";
import type { Remark } from "../rules";
import type { StoredEpisode } from "../service";
import { describeStanding, StandingMark, writeTime } from "./relation-state";

interface Props {
  /** In the order in which they are shown, the latest first. */
  judged: readonly { episode: StoredEpisode; standing: EpisodeStanding }[];
  remarks: readonly Remark[];
  /** Where an episode is changed; null for who may change none. */
  edit: ((episodeId: string) => string) | null;
  words: Words;
}

/** A relation's episodes with what each stands on, the latest first, and above them what no episode says. */
export function EpisodeList({ judged, remarks, edit, words }: Props) {
  // What an episode stands on is said where it stands, with as much of its day as is known.
  const between = remarks.filter(({ state }) => state === null);
  const day = (on: string) => formatDate(on, words.locale);
  return (
    <>
      {between.length === 0 ? null : (
        <ul className="rows rows-tight">
          {between.map(({ kind, from, to }) => (
            <li key={`${kind} ${from ?? ""}`}>
              <Status kind="missing">
                {words(`townRelations.remark.${kind}`, { from: from === null ? "" : day(from), to: to === null ? "" : day(to) })}
              </Status>
            </li>
          ))}
        </ul>
      )}
      <Rows>
        {judged.map(({ episode, standing }) => {
          const [kind, state] = describeStanding(episode.state, words);
          return (
            <li key={episode.id}>
              <h3>
                <Status kind={kind}>{state}</Status>
              </h3>
              <p className="meta">{writeTime(episode, words)}</p>
              {standing === "NOT_NEEDED" ? null : (
                <p>
                  <StandingMark standing={standing} words={words} />{" "}
                  {episode.decisionId === null || episode.decisionTitle === null ? episode.ownBasis : <a href={`/decisions/${episode.decisionId}`}>{episode.decisionTitle}</a>}
                </p>
              )}
              {episode.note === null ? null : <p>{episode.note}</p>}
              {episode.source === null ? null : <p className="meta">{words("townRelations.fromSource", { source: episode.source })}</p>}
              {edit === null ? null : (
                <p>
                  <a className="more" href={edit(episode.id)}>{words("townRelations.changeEpisode", { state: state.toLocaleLowerCase(words.locale) })}</a>
                </p>
              )}
            </li>
          );
        })}
      </Rows>
    </>
  );
}

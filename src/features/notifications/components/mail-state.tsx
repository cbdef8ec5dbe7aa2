import { Facts } from "@/components/facts";
import { Status, type StatusKind } from "@/components/status";
import { formatCount, formatInstant } from "@/lib/formats";
import type { Words } from "@/messages/words";
import { judgeHealth, type HealthState } from "../mails/rules";
import type { listMails } from "../mails/service";

const LOOKS: Readonly<Record<HealthState, StatusKind>> = { off: "todo", demonstration: "going", untried: "todo", works: "done", fails: "missing" };

/** Whether mails leave, by which server, and how it has gone; nothing that is secret. */
export function MailState({ mode, server, health, counts, words }: Pick<Awaited<ReturnType<typeof listMails>>, "mode" | "server" | "health" | "counts"> & { words: Words }) {
  const say = (key: string, parameters?: Record<string, string | number>) => words(`mails.health.${key}`, parameters);
  const when = (instant: Date) => formatInstant(instant, words.locale);
  const state = judgeHealth(mode, health);
  const waiting = (counts.QUEUED ?? 0) + (counts.SENDING ?? 0) + (counts.FAILED ?? 0);
  const { lastFailure: failed } = health;
  return (
    <Facts
      items={[
        { label: say("state"), value: <Status kind={LOOKS[state]}>{say(`states.${state}`)}</Status> },
        ...(server === null
          ? []
          : [
              { label: say("server"), value: say("serverText", { host: server.host, port: String(server.port), tls: say(`tls.${server.tls}`), signsIn: say(server.signsIn ? "signsIn" : "signsInNot") }) },
              { label: say("from"), value: server.replyTo === null ? server.from : say("replyTo", { from: server.from, to: server.replyTo }) },
            ]),
        { label: say("lastSent"), value: health.lastSentAt === null ? say("never") : when(health.lastSentAt) },
        { label: say("lastFailure"), value: failed === null ? say("noFailure") : [when(failed.at), words(`mails.failure.${failed.failure}`), ...(failed.response === null || failed.response === "" ? [] : [words("mails.said", { response: failed.response })])].join(". ").replace(/\.\. /g, ". ") },
        { label: say("waiting"), value: waiting === 0 || health.waitingSince === null ? say("noneWaits") : say("waits", { count: waiting, formatted: formatCount(waiting), since: when(health.waitingSince) }) },
        { label: say("settings"), value: say("settingsText") },
      ]}
    />
  );
}

import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { PageHead } from "@/components/page-head";
import { Rows, Section } from "@/components/section";
import { Status, type StatusKind } from "@/components/status";
import { isAdministrator } from "@/domain/actor";
import { stateOfCheck } from "@/features/audit-trail/rules";
import { findLatestCheck } from "@/features/audit-trail/service";
import { listJobs } from "@/features/jobs/service";
import { listMails } from "@/features/notifications/mails/service";
import { listLeavers } from "@/features/people/erasure/service";
import { getActor } from "@/server/auth";
import { getWords } from "@/server/locale";

/** A log that has not been recounted for so long is asked about. */
const CHECKED_EVERY_MS = 30 * 86_400_000;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("administration.title") };
}

/** All that is the administrator's, with what needs to be seen to. */
export default async function AdministrationPage() {
  const [actor, words] = [await getActor(), await getWords()];
  if (!isAdministrator(actor)) notFound();
  const now = new Date();
  const [jobs, { counts }, leavers, check] = await Promise.all([listJobs(actor, now), listMails(actor, { state: "DEAD", page: 1 }), listLeavers(actor, now), findLatestCheck(actor)]);
  const failing = [...jobs.queues, ...jobs.schedules].filter(({ state }) => state === "FAILING").length;
  const due = leavers.filter(({ isDue }) => isDue).length;
  const checkState = check === null ? null : stateOfCheck({ isFinished: check.finishedAt !== null, problemCount: check.problemCount });
  const isUnchecked = check === null || now.getTime() - check.requestedAt.getTime() > CHECKED_EVERY_MS;
  const need = (is: boolean, kind: StatusKind, href: string, label: string) => (is ? [{ kind, href, label }] : []);
  const needs = [
    ...need(!jobs.isWorking, "missing", "/jobs", words("administration.needs.worker")),
    ...need(failing > 0, "missing", "/jobs", words("administration.needs.failing", { count: failing })),
    ...need((counts.DEAD ?? 0) > 0, "late", "/mails?state=DEAD", words("administration.needs.mails", { count: counts.DEAD ?? 0 })),
    ...need(due > 0, "late", "/people/leavers", words("administration.needs.leavers", { count: due })),
    ...need(checkState === "BROKEN", "missing", "/audit-log#check", words("administration.needs.log")),
    ...need(checkState !== "BROKEN" && isUnchecked, "todo", "/audit-log#check", words("administration.needs.unchecked")),
  ];
  const groups: [string, [href: string, label: string, say: string][]][] = [
    ["people", [["/people", words("people.title"), "people"], ["/bodies", words("bodies.title"), "bodies"], ["/terms-of-office", words("terms.title"), "terms"]]],
    ["rules", [["/first-steps", words("firstSteps.title"), "firstSteps"], ["/governing-documents", words("governingDocuments.title"), "documents"], ["/programmes", words("programmes.title"), "programmes"], ["/imports", words("imports.title"), "imports"], ["/municipality", words("municipality.title"), "municipality"]]],
    ["doors", [["/system-tokens", words("systemTokens.title"), "tokens"], ["/open-data", words("openData.nav"), "openData"], ["/api-documentation", words("api.nav"), "api"]]],
    ["data", [["/people/leavers", words("erasure.title"), "leavers"], ["/processing", words("processing.title"), "processing"], ["/retention", words("retention.title"), "retention"]]],
    ["operations", [["/sessions", words("sessions.title"), "sessions"], ["/jobs", words("jobs.title"), "jobs"], ["/mails", words("mails.title"), "mails"], ["/audit-log", words("auditLog.title"), "log"]]],
  ];
  return (
    <>
      <PageHead title={words("administration.title")} lead={words("administration.lead")} />
      <Section id="attention" title={words("administration.attention")}>
        {needs.length === 0 ? (
          <p>{words("administration.nothing")}</p>
        ) : (
          <Rows>
            {needs.map(({ kind, href, label }) => (
              <li key={label}><a href={href}><Status kind={kind}>{label}</Status></a></li>
            ))}
          </Rows>
        )}
      </Section>
      {groups.map(([name, links]) => (
        <Section key={name} id={name} title={words(`administration.groups.${name}`)}>
          <Rows>
            {links.map(([href, label, say]) => (
              <li key={href}>
                <a href={href}>{label}</a>
                <p className="meta">{words(`administration.say.${say}`)}</p>
              </li>
            ))}
          </Rows>
        </Section>
      ))}
    </>
  );
}

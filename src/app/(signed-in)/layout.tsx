import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SiteFrame, type NavGroup, type NavItem } from "@/components/site-frame";
import { signOut } from "@/features/accounts/actions";
import { describeDisplaySettings } from "@/features/accounts/components/display-settings";
import { mayReadAuditTrail } from "@/features/audit-trail/policy";
import { mayReadMailLog } from "@/features/notifications/mails/policy";
import { countUnread } from "@/features/notifications/service";
import { describeActor, isAdministrator, isCoordinator } from "@/domain/actor";
import { getActor } from "@/server/auth";
import { isDemonstrationOpen } from "@/server/env";
import { getLocale, getTheme, getWords, hasSearchKey } from "@/server/locale";
import { getPack, getPresence } from "@/server/pack";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const actor = await getActor();
  const [words, unread] = await Promise.all([getWords(), countUnread(actor)]);
  const path = (await headers()).get("x-utblick-path") ?? "/";
  const pathname = path.split("?")[0] ?? "/";
  const [pack, { coatOfArmsId, contactEmail }] = [getPack(), getPresence()];
  const role = describeActor(actor);
  // What not even could be kept: the door of forms says so in the address.
  const problem = /[?&]problem=([2-9A-Z]{8})(?:&|$)/.exec(path)?.[1] ?? null;
  // Who has one of these as first screen finds it under both addresses.
  const homeAddress = role.home === "board" ? "/coverage" : role.home === "council" ? "/policy" : role.home === "audit" ? "/scrutiny" : null;
  const item = (href: string, label: string, own = false): NavItem => ({
    href,
    label,
    own,
    ...(pathname === href || (own && pathname === homeAddress) ? { current: "page" as const } : href !== "/" && pathname.startsWith(`${href}/`) ? { current: "section" as const } : {}),
  });
  const group = (name: "projects" | "cooperation" | "steering" | "organisation", items: (NavItem | null)[]): NavGroup => ({ heading: words(`frame.groups.${name}`), items: items.filter((one) => one !== null) });
  const groups: NavGroup[] = [
    { heading: null, items: [item("/", words(`home.${role.home}.nav`, { type: pack.document.type }), true), item("/tasks", words("tasks.title")), { ...item("/notifications", words("notifications.title")), ...(unread === 0 ? {} : { count: unread > 99 ? words("notifications.manyUnread") : words("notifications.unreadNav", { count: unread }) }) }] },
    group("projects", [
      item("/projects", words("projects.title")),
      item("/opportunities", words("opportunities.title")),
      item("/initiatives", words("initiatives.title")),
      item("/deadlines", words("deadlines.title")),
      item("/money", words("funding.year.nav")),
      item("/programmes", words("programmes.title")),
      pack.modules.economySupport.state === "off" ? null : item("/economy-support", words("economySupport.title")),
      item("/lessons", words("lessons.title")),
    ]),
    group("cooperation", [
      // The desk lies among the visits, and is a place of its own.
      pathname === "/visits/coming" ? { href: "/visits", label: words("visits.title"), own: false } : item("/visits", words("visits.title")),
      role.home === "presidium" ? null : item("/visits/coming", words("visits.coming.title")),
      item("/town-relations", words("townRelations.title")),
      item("/networks", words("networks.title")),
      item("/partners", words("partners.title")),
      pack.modules.monitoring.state === "off" ? null : item("/eu-monitoring", words("euMonitoring.title")),
    ]),
    group("steering", [
      item("/decisions", words("decisions.nav")),
      item("/priorities", words("priorities.title")),
      item("/coordination", words("coordination.title")),
      item("/documents", words("documents.title")),
      item("/year", words("followUp.title")),
      role.home === "board" ? null : item("/coverage", words("coverage.nav")),
      role.home === "council" ? null : item("/policy", words("coverage.policy.nav", { type: pack.document.type })),
      isCoordinator(actor) ? item("/scrutiny", words("scrutiny.title")) : null,
      isAdministrator(actor) ? item("/governing-documents", words("governingDocuments.title")) : null,
    ]),
    group("organisation", [
      item("/bodies", words("bodies.title")),
      pack.modules.contactPersons.state === "off" ? null : item("/contact-persons", words("contactPersons.nav")),
      pack.modules.workingGroup.state === "off" ? null : item("/working-group", words("workingGroup.title")),
      pack.modules.competence.state === "off" ? null : item("/competence", words("competence.title")),
      isCoordinator(actor) || isAdministrator(actor) ? item("/people", words("people.title")) : null,
      mayReadMailLog(actor) ? item("/mails", words("mails.title")) : null,
      isAdministrator(actor) ? item("/administration", words("administration.title")) : null,
      mayReadAuditTrail(actor) ? item("/audit-log", words("auditLog.title")) : null,
    ]),
  ];
  return (
    <SiteFrame
      skip={words("frame.skip")}
      masthead={{
        homeHref: "/",
        wordmark: "Utblick",
        owner: pack.municipality.name,
        coat: coatOfArmsId === null ? undefined : `/api/municipality/coat/${coatOfArmsId}`,
        search: { action: "/projects", label: words("frame.search"), ...((await hasSearchKey()) ? { shortcut: "/" as const } : {}) },
        account: {
          name: actor.name,
          role: words(`roles.${role.role}`) + (role.unit === null ? "" : `, ${role.unit}`),
          links: [{ href: "/account", label: words("account.title") }],
          actions: [{ action: signOut, label: words("frame.signOut"), variant: "plain" }],
        },
      }}
      navigation={{ label: words("frame.menu"), railLabel: words("frame.mainMenu"), groups, more: [{ href: "/projects", label: words("frame.search") }] }}
      demonstration={isDemonstrationOpen() ? words("frame.demonstration") : null}
      problem={problem === null ? null : words("errors.FAILED", { reference: problem })}
      phrases={{
        pickDate: words("frame.pickDate"),
        atMost: words("frame.charactersAtMost", { most: "{most}" }),
        left: words("frame.charactersLeft", { count: "{count}" }),
        tooMany: words("frame.charactersTooMany", { count: "{count}" }),
      }}
      footer={{
        links: [{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: "/help", label: words("help.title") }, ...(contactEmail === null ? [] : [{ href: `mailto:${contactEmail}`, label: contactEmail }])],
        settings: describeDisplaySettings({ words, locale: await getLocale(), back: path, theme: await getTheme() }),
        children: words("frame.follows", { document: pack.document.shortTitle, caseNumber: pack.document.caseNumber ?? "none" }),
      }}
    >
      {children}
    </SiteFrame>
  );
}

import type { NavGroup, NavItem } from "@/components/site-frame";
import { describeActor, isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { mayReadAuditTrail } from "@/features/audit-trail/policy";
import { mayLogIndividual } from "@/features/competence/policy";
import { mayNoteEntries } from "@/features/coordination/policy";
import { mayRecordDecisions } from "@/features/decisions/service";
import { mayFollowRetention } from "@/features/retention/policy";
import { mayAnswerRequests } from "@/features/disclosures/policy";
import { mayLogCases } from "@/features/economy-support/policy";
import { mayLogItems } from "@/features/eu-monitoring/policy";
import { mayLogInitiatives } from "@/features/initiatives/policy";
import { mayAddNetworks } from "@/features/networks/policy";
import { isBeginning } from "@/features/municipality/first-steps/service";
import { mayReadMailLog } from "@/features/notifications/mails/policy";
import { mayEnterOpportunities } from "@/features/opportunities/policy";
import { mayAddPartners } from "@/features/partners/policy";
import { mayLogSearches } from "@/features/partners/searches/policy";
import { mayLogProjects } from "@/features/projects/policy";
import { listDefaults } from "@/features/saved-views/service";
import { mayEnterRelations } from "@/features/town-relations/policy";
import { mayAnnounceVisits } from "@/features/visits/policy";
import type { Words } from "@/messages/words";
import { getPack } from "@/server/pack";

/** What of the navigation is the actor's own: the query that each list is opened with, and how far a municipality has come that is only beginning. */
export interface OwnNavigation {
  defaults: ReadonlyMap<string, string>;
  isBeginning: boolean;
}

/** Reads what of the navigation is the actor's own. */
export async function loadOwnNavigation(actor: Actor): Promise<OwnNavigation> {
  const [defaults, beginning] = await Promise.all([listDefaults(actor), isBeginning(actor)]);
  return { defaults, isBeginning: beginning };
}

/** The pages of the main navigation as the actor has them, the one that stands open marked. */
export function listNavigation(actor: Actor, words: Words, unread: number, pathname: string | null, own: OwnNavigation = { defaults: new Map(), isBeginning: false }): NavGroup[] {
  const pack = getPack();
  const role = describeActor(actor);
  // Who has one of these as first screen finds it under both addresses.
  const homeAddress = role.home === "board" ? "/coverage" : role.home === "council" ? "/policy" : role.home === "audit" ? "/scrutiny" : null;
  const item = (href: string, label: string, isHome = false): NavItem => ({
    href: own.defaults.get(href) ? `${href}?${own.defaults.get(href) ?? ""}` : href,
    label,
    own: isHome,
    ...(pathname === href || (isHome && pathname === homeAddress) ? { current: "page" as const } : href !== "/" && pathname?.startsWith(`${href}/`) === true ? { current: "section" as const } : {}),
  });
  const group = (name: "projects" | "cooperation" | "steering" | "organisation", items: (NavItem | null)[]): NavGroup => ({ heading: words(`frame.groups.${name}`), items: items.filter((one) => one !== null) });
  return [
    { heading: null, items: [item("/", words(`home.${role.home}.nav`, { type: pack.document.type }), true), ...(own.isBeginning ? [item("/first-steps", words("firstSteps.nav"))] : []), item("/tasks", words("tasks.title")), { ...item("/notifications", words("notifications.title")), ...(unread === 0 ? {} : { count: unread > 99 ? words("notifications.manyUnread") : words("notifications.unreadNav", { count: unread }) }) }] },
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
      mayAnswerRequests(actor) ? item("/disclosures", words("disclosures.title")) : null,
      mayFollowRetention(actor) && !isAdministrator(actor) ? item("/retention", words("retention.title")) : null,
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
}

/** A thing to do that has a page of its own. */
interface Doing {
  href: string;
  label: string;
}

/** What the actor may begin, from anywhere. */
export async function listActions(actor: Actor, words: Words): Promise<Doing[]> {
  const { modules } = getPack();
  const doing = (may: boolean, href: string, label: string): Doing[] => (may ? [{ href, label: words(label) }] : []);
  return [
    ...doing(mayLogProjects(actor), "/projects/new", "search.actions.project"),
    ...doing(mayAnnounceVisits(actor), "/visits/new", "search.actions.visit"),
    ...doing(mayLogInitiatives(actor), "/initiatives/new", "search.actions.initiative"),
    ...doing(await mayRecordDecisions(actor), "/decisions/new", "search.actions.decision"),
    ...doing(mayEnterRelations(actor), "/town-relations/activities/new", "search.actions.exchange"),
    ...doing(mayEnterRelations(actor), "/town-relations/new", "search.actions.townRelation"),
    ...doing(mayAddNetworks(actor), "/networks/new", "search.actions.network"),
    ...doing(mayAddPartners(actor), "/partners/new", "search.actions.partner"),
    ...doing(mayLogSearches(actor), "/partners/searches/new", "search.actions.partnerSearch"),
    ...doing(mayEnterOpportunities(actor), "/opportunities/new", "search.actions.opportunity"),
    ...doing(mayEnterOpportunities(actor), "/opportunities/information/new", "search.actions.information"),
    ...doing(modules.monitoring.state !== "off" && mayLogItems(actor), "/eu-monitoring/new", "search.actions.monitoring"),
    ...doing(modules.competence.state !== "off" && isCoordinator(actor), "/competence/new", "search.actions.competence"),
    ...doing(modules.competence.state !== "off" && mayLogIndividual(actor), "/competence/individual/new", "search.actions.ownCompetence"),
    ...doing(modules.economySupport.state !== "off" && mayLogCases(actor), "/economy-support/new", "search.actions.support"),
    ...doing(mayNoteEntries(actor), "/coordination/new", "search.actions.note"),
    ...doing(isCoordinator(actor) || isAdministrator(actor), "/people/new", "search.actions.person"),
  ];
}

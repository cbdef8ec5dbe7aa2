import { headers } from "next/headers";
import type { ReactNode } from "react";
import { SiteFrame } from "@/components/site-frame";
import { signOut } from "@/features/accounts/actions";
import { describeDisplaySettings } from "@/features/accounts/components/display-settings";
import { countUnread } from "@/features/notifications/service";
import { describeActor } from "@/domain/actor";
import { ABSOLUTE_HOURS, sessionLeft } from "@/lib/session-limits";
import { currentSession, getActor } from "@/server/auth";
import { isDemonstrationOpen } from "@/server/env";
import { getLocale, getTheme, getWords, hasSearchKey } from "@/server/locale";
import { getPack, getPresence } from "@/server/pack";
import { listNavigation, loadOwnNavigation } from "./search/load";

export default async function SignedInLayout({ children }: { children: ReactNode }) {
  const actor = await getActor();
  const [words, unread, own, session] = await Promise.all([getWords(), countUnread(actor), loadOwnNavigation(actor), currentSession()]);
  const path = (await headers()).get("x-utblick-path") ?? "/";
  const pathname = path.split("?")[0] ?? "/";
  const [pack, { coatOfArmsId, contactEmail }] = [getPack(), getPresence()];
  const role = describeActor(actor);
  // What not even could be kept: the door of forms says so in the address.
  const problem = /[?&]problem=([2-9A-Z]{8})(?:&|$)/.exec(path)?.[1] ?? null;
  return (
    <SiteFrame
      skip={words("frame.skip")}
      masthead={{
        homeHref: "/",
        wordmark: "Utblick",
        owner: pack.municipality.name,
        coat: coatOfArmsId === null ? undefined : `/api/municipality/coat/${coatOfArmsId}`,
        search: { action: "/search", suggestions: "/api/search", label: words("frame.search"), ...((await hasSearchKey()) ? { shortcut: "/" as const } : {}) },
        account: {
          name: actor.name,
          role: words(`roles.${role.role}`) + (role.unit === null ? "" : `, ${role.unit}`),
          links: [{ href: "/views", label: words("savedViews.pageTitle") }, { href: "/account", label: words("account.title") }],
          actions: [{ action: signOut, label: words("frame.signOut"), variant: "plain" }],
        },
      }}
      navigation={{ label: words("frame.menu"), railLabel: words("frame.mainMenu"), groups: listNavigation(actor, words, unread, pathname, own), more: [{ href: "/search", label: words("frame.search") }] }}
      demonstration={isDemonstrationOpen() ? words("frame.demonstration") : null}
      problem={problem === null ? null : words("errors.FAILED", { reference: problem })}
      phrases={{
        pickDate: words("frame.pickDate"),
        atMost: words("frame.charactersAtMost", { most: "{most}" }),
        left: words("frame.charactersLeft", { count: "{count}" }),
        tooMany: words("frame.charactersTooMany", { count: "{count}" }),
      }}
      session={{
        address: "/api/session",
        ...(session === null ? { secondsLeft: 0, canGoOn: false } : sessionLeft(session, new Date())),
        phrases: {
          soon: words("frame.session.soon", { minutes: "{minutes}" }),
          lastMinute: words("frame.session.lastMinute"),
          latest: words("frame.session.latest", { hours: ABSOLUTE_HOURS }),
          goOn: words("frame.session.goOn"),
          ended: words("frame.session.ended"),
          signIn: words("frame.session.signIn"),
        },
      }}
      footer={{
        links: [{ href: "/governing-documents", label: words("governingDocuments.title") }, { href: "/help", label: words("help.title") }, { href: "/api-documentation", label: words("api.nav") }, { href: "/open-data", label: words("openData.nav") }, ...(contactEmail === null ? [] : [{ href: `mailto:${contactEmail}`, label: contactEmail }])],
        settings: describeDisplaySettings({ words, locale: await getLocale(), back: path, theme: await getTheme() }),
        children: words("frame.follows", { document: pack.document.shortTitle, caseNumber: pack.document.caseNumber ?? "none" }),
      }}
    >
      {children}
    </SiteFrame>
  );
}

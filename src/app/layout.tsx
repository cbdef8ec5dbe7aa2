import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { FaultBoundary } from "@/components/stand-ins";
import { PLAIN_FORMS } from "@/lib/plain-forms";
import { getCurrentPack } from "@/server/auth";
import { getLocale, getTheme } from "@/server/locale";
import { profileStyles } from "@/server/profile-styles";
import "./globals.css";

export const dynamic = "force-dynamic";

// In the page itself: a browser that finds none asks for one, each time it opens a tab.
const ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='4' fill='%2312436a'/%3E%3Cpath d='M8 21.5h16M10.5 18a5.5 5.5 0 0 1 11 0' fill='none' stroke='%23fff' stroke-width='2.6' stroke-linecap='round'/%3E%3C/svg%3E";

export async function generateMetadata(): Promise<Metadata> {
  const owner = (await getCurrentPack()).municipality.name;
  return { title: { default: `Utblick, ${owner}`, template: `%s – Utblick, ${owner}` }, icons: { icon: { url: ICON, type: "image/svg+xml" } }, robots: { index: false, follow: false }, referrer: "same-origin" };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, nonce] = [await getLocale(), await getTheme(), (await headers()).get("x-nonce") ?? undefined];
  const { municipality } = await getCurrentPack();
  return (
    <html lang={locale} data-theme={theme ?? undefined}>
      <head>
        <style nonce={nonce}>{profileStyles(municipality.profile)}</style>
        <script nonce={nonce}>{PLAIN_FORMS}</script>
      </head>
      <body>
        <FaultBoundary>{children}</FaultBoundary>
      </body>
    </html>
  );
}

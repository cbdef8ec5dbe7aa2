import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { PlainForms } from "@/components/plain-forms";
import { getLocale, getTheme } from "@/server/locale";
import { getPack } from "@/server/pack";
import { profileStyles } from "@/server/profile-styles";
import "./globals.css";

export const dynamic = "force-dynamic";

export function generateMetadata(): Metadata {
  const owner = getPack().municipality.name;
  return { title: { default: `Utblick, ${owner}`, template: `%s – Utblick, ${owner}` }, robots: { index: false, follow: false }, referrer: "same-origin" };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, theme, nonce] = [await getLocale(), await getTheme(), (await headers()).get("x-nonce") ?? undefined];
  return (
    <html lang={locale} data-theme={theme ?? undefined}>
      <head>
        <style nonce={nonce}>{profileStyles(getPack().municipality.profile)}</style>
      </head>
      <body>
        {children}
        <PlainForms />
      </body>
    </html>
  );
}

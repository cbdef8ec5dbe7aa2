"use server";

import { cookies } from "next/headers";
import { redirect, unstable_rethrow } from "next/navigation";
import { typedFields, readForm } from "@/lib/form-values";
import { textOf } from "@/domain/values";
import { defineAction, describe, outageMessage } from "@/server/action";
import { clientAddress, endBrowserSession, signInPath, startBrowserSession } from "@/server/auth";
import { getSettings } from "@/server/env";
import { isAppError } from "@/server/errors";
import { log } from "@/server/log";
import { findOutage } from "@/server/outage";
import { ownPath } from "@/server/own-path";
import { parkForm } from "@/server/parked-forms";
import { makeReference } from "@/server/request-context";
import { confirmSchema } from "./schema";
import { confirmWithPassword, signInWithPassword } from "./service";

/** Signs in with a local account; what was typed, the password apart, stays in the form when it is refused. */
export async function signIn(form: FormData): Promise<void> {
  const values = typedFields(readForm(form));
  const next = ownPath(textOf(values, "next"));
  const reference = makeReference();
  const refused = async (message: string, params: Record<string, string | number> = {}) =>
    `${signInPath(next)}${next === "/" ? "?" : "&"}form=${await parkForm("sign-in", null, { email: textOf(values, "email").slice(0, 254) }, [{ field: "", message, params }])}`;
  let to: string;
  try {
    const result = await signInWithPassword({ email: textOf(values, "email"), password: textOf(values, "password"), address: await clientAddress() });
    if (result.ok) {
      await startBrowserSession({ id: result.value.accountId, personId: result.value.personId });
      to = next;
    } else {
      to = await refused("signIn.wrong");
    }
  } catch (error) {
    unstable_rethrow(error);
    const outage = findOutage(error);
    if (outage !== null) {
      log.warn({ event: "database not answering", form: "sign-in", reference, ...outage.about });
      to = await refused(outageMessage(outage), { ...outage.about });
    } else if (isAppError(error, "RATE_LIMITED")) to = await refused("errors.RATE_LIMITED", { ...error.about });
    else {
      log.error({ event: "sign-in failed", reference, error: describe(error) });
      to = `/sign-in?problem=${reference}`;
    }
  }
  redirect(to);
}

/** Shows again who one is, with one's password: a new session takes the place of the one that was there, and leads back to what asked for it. */
export const confirm = defineAction({
  form: "confirm",
  input: confirmSchema,
  run: async (actor, { password }) => {
    const confirmed = await confirmWithPassword(actor, { password, address: await clientAddress() });
    if (confirmed.ok) await startBrowserSession(confirmed.value);
    return confirmed;
  },
  next: (_output, { next }) => ownPath(next),
});

/** Signs out: the session ends on the server at once. */
export async function signOut(): Promise<void> {
  await endBrowserSession();
  redirect("/sign-in?done=signedOut");
}

/** Keeps the visitor's choice of language or theme in a cookie of its own, which says nothing about the person. */
export async function setDisplay(form: FormData): Promise<void> {
  const values = readForm(form);
  const jar = await cookies();
  const options = { httpOnly: true, secure: getSettings().origin.startsWith("https://"), sameSite: "lax" as const, path: "/", maxAge: 31_536_000 };
  const language = textOf(values, "language");
  const theme = textOf(values, "theme");
  if (language === "sv" || language === "en") jar.set("language", language, options);
  if (theme === "light" || theme === "dark") jar.set("theme", theme, options);
  if (theme === "system") jar.delete("theme");
  const searchKey = textOf(values, "searchKey");
  if (searchKey === "off") jar.set("search-key", "off", options);
  if (searchKey === "on") jar.delete("search-key");
  redirect(ownPath(textOf(values, "_back")));
}

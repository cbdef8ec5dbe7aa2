import { Button } from "@/components/button";
import type { Words } from "@/messages/words";

/** The way in through the municipality's own sign-in: a form, so that it works without a script and no link starts it. One who confirms is asked anew there. */
export function OidcButton({ words, name, next, isConfirming = false }: { words: Words; name: string | null; next: string; isConfirming?: boolean }) {
  const query = new URLSearchParams({ ...(next === "/" ? {} : { next }), ...(isConfirming ? { confirm: "yes" } : {}) }).toString();
  return (
    <form method="post" action={`/api/auth/signin/oidc${query === "" ? "" : `?${query}`}`} className="mt-8">
      <Button variant="primary">{words(isConfirming ? "confirm.withProvider" : "oidc.submit", { provider: name ?? words("oidc.defaultName") })}</Button>
    </form>
  );
}

import { Button } from "@/components/button";
import type { Words } from "@/messages/words";

/** The way in through the municipality's own sign-in: a form, so that it works without a script and no link starts it. */
export function OidcButton({ words, name, next }: { words: Words; name: string | null; next: string }) {
  return (
    <form method="post" action={`/api/auth/signin/oidc${next === "/" ? "" : `?next=${encodeURIComponent(next)}`}`} className="mt-8">
      <Button variant="primary">{words("oidc.submit", { provider: name ?? words("oidc.defaultName") })}</Button>
    </form>
  );
}

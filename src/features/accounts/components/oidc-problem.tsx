import { Notice } from "@/components/notice";
import type { Words } from "@/messages/words";

/** Says why signing in with the provider came to nothing, and what to pass on when no person has that account. */
export function OidcProblem({ words, name, problem, identity }: { words: Words; name: string | null; problem: string; identity: { issuer: string; subject: string } | null }) {
  return (
    <Notice kind="missing">
      <p>{words(`oidc.problems.${problem}`, { provider: name ?? words("oidc.defaultName") })}</p>
      {identity === null ? null : (
        <>
          <p>{words("oidc.passOn")}</p>
          <p className="break-words">
            {words("oidc.issuer")}: <code>{identity.issuer}</code>
            <br />
            {words("oidc.subject")}: <code>{identity.subject}</code>
          </p>
        </>
      )}
    </Notice>
  );
}

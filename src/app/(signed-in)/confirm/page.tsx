import type { Metadata } from "next";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { confirm } from "@/features/accounts/actions";
import { OidcButton } from "@/features/accounts/components/oidc-button";
import { OidcProblem } from "@/features/accounts/components/oidc-problem";
import { findWaysToConfirm } from "@/features/accounts/service";
import { describeProblems } from "@/lib/form-problems";
import { confirmPath, getActor } from "@/server/auth";
import { DEMONSTRATION_PASSWORD } from "@/server/demonstration";
import { isDemonstrationOpen } from "@/server/env";
import { getWords } from "@/server/locale";
import { findOidcProvider, findRefusedIdentity, readOidcProblem } from "@/server/oidc";
import { ownPath } from "@/server/own-path";
import { findParkedForm } from "@/server/parked-forms";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("confirm.title") };
}

/** Where one who has signed in a while ago shows again who one is, before something weighty; leads back to it. */
export default async function ConfirmPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const [actor, parameters] = [await getActor(), await searchParams];
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const next = ownPath(one("next"));
  const provider = findOidcProvider();
  const problem = provider === null ? null : readOidcProblem(one("oidc"));
  const [words, ways, parked, identity] = await Promise.all([getWords(), findWaysToConfirm(actor, provider?.issuer ?? null), findParkedForm("confirm", one("form"), actor.personId), problem === "unknown" ? findRefusedIdentity(one("form")) : null]);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "_password");
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("confirm.problem")} items={problems.summary} /> : null}
      {problem === null ? null : <OidcProblem words={words} name={provider?.name ?? null} problem={problem} identity={identity} />}
      <PageHead tight title={words("confirm.title")} lead={words("confirm.lead", { name: actor.name })} quietLead />
      {ways.byProvider ? <OidcButton words={words} name={provider?.name ?? null} next={next} isConfirming /> : null}
      {ways.byPassword ? (
        <form action={confirm} className={ways.byProvider ? "section mt-8" : undefined} noValidate>
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="_back" value={confirmPath(next)} />
          <TextField name="_password" type="password" label={words("confirm.password")} help={isDemonstrationOpen() ? words("confirm.demonstration", { password: DEMONSTRATION_PASSWORD }) : undefined} error={problems.errorOf("_password")} autoComplete="current-password" width="medium" required />
          <Buttons>
            <Button variant={ways.byProvider ? "secondary" : "primary"}>{words("confirm.submit")}</Button>
            <ButtonLink variant="text" href={next}>{words("confirm.cancel")}</ButtonLink>
          </Buttons>
        </form>
      ) : (
        <p className="mt-6"><a href={next}>{words("confirm.cancel")}</a></p>
      )}
      {ways.byPassword || ways.byProvider ? null : <Notice kind="missing">{words("confirm.noWay")}</Notice>}
    </>
  );
}

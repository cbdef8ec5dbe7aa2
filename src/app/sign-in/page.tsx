import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "@/components/button";
import { DataTable, ROLES } from "@/components/data-table";
import { ErrorSummary } from "@/components/error-summary";
import { TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { SectionHead } from "@/components/section";
import { DemoBand, Footer, Frame, Masthead, SkipLink } from "@/components/site-frame";
import { VisuallyHidden } from "@/components/visually-hidden";
import { textOf } from "@/domain/values";
import { signIn } from "@/features/accounts/actions";
import { describeDisplaySettings } from "@/features/accounts/components/display-settings";
import { OidcButton } from "@/features/accounts/components/oidc-button";
import { OidcProblem } from "@/features/accounts/components/oidc-problem";
import { describeProblems } from "@/lib/form-problems";
import { findActor } from "@/server/auth";
import { DEMONSTRATION_PASSWORD, listDemonstrationAccounts } from "@/server/demonstration";
import { isDemonstrationOpen } from "@/server/env";
import { getLocale, getTheme, getWords } from "@/server/locale";
import { findOidcProvider, findRefusedIdentity, readOidcProblem } from "@/server/oidc";
import { ownPath } from "@/server/own-path";
import { getPack, getPresence } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";

type Parameters = Promise<Record<string, string | string[] | undefined>>;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("signIn.title") };
}

export default async function SignInPage({ searchParams }: { searchParams: Parameters }) {
  const parameters = await searchParams;
  const one = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const next = ownPath(one("next"));
  if ((await findActor()) !== null) redirect(next);
  const [words, locale] = [await getWords(), await getLocale()];
  const { coatOfArmsId, contactEmail } = getPresence();
  const parked = await findParkedForm("sign-in", one("form"), null);
  const problems = describeProblems(parked?.values ?? {}, parked?.issues ?? [], words, "email");
  const accounts = isDemonstrationOpen() ? await listDemonstrationAccounts(locale) : [];
  const provider = findOidcProvider();
  const problem = provider === null ? null : readOidcProblem(one("oidc"));
  const identity = problem === "unknown" ? await findRefusedIdentity(one("form")) : null;
  const back = next === "/" ? "/sign-in" : `/sign-in?next=${encodeURIComponent(next)}`;
  return (
    <>
      <SkipLink>{words("frame.skip")}</SkipLink>
      <Masthead homeHref="/" wordmark="Utblick" owner={getPack().municipality.name} coat={coatOfArmsId === null ? undefined : `/api/municipality/coat/${coatOfArmsId}`}>
        {isDemonstrationOpen() ? <DemoBand>{words("signIn.demonstration")}</DemoBand> : null}
      </Masthead>
      <Frame>
        {problems.summary.length > 0 ? <ErrorSummary title={words("signIn.problem")} items={problems.summary} /> : null}
        {one("done") === "signedOut" ? <Notice kind="done">{words("signIn.signedOut")}</Notice> : null}
        {one("problem") ? <Notice kind="missing">{words("errors.FAILED", { reference: (one("problem") ?? "").slice(0, 12) })}</Notice> : null}
        {problem !== null ? <OidcProblem words={words} name={provider?.name ?? null} problem={problem} identity={identity} /> : null}
        <div className="sign-in">
          <section aria-labelledby="in">
            <h1 id="in">{words("signIn.title")}</h1>
            <p className="lead quiet">{words("signIn.lead")}</p>
            {provider !== null ? (
              <>
                <OidcButton words={words} name={provider.name} next={next} />
                <p className="quiet mt-8">{words("oidc.orLocal")}</p>
              </>
            ) : null}
            <form action={signIn} className="mt-8">
              <input type="hidden" name="next" value={next} />
              <TextField name="email" type="email" label={words("signIn.email")} autoComplete="username" defaultValue={textOf(problems.values, "email")} />
              <TextField name="password" type="password" label={words("signIn.password")} autoComplete="current-password" />
              <Button variant={provider === null ? "primary" : "secondary"}>{words("signIn.submit")}</Button>
            </form>
            <p className="meta mt-5">{words("signIn.forgotten")}</p>
            {contactEmail === null ? null : <p className="meta">{words("municipality.contact")}: <a href={`mailto:${contactEmail}`}>{contactEmail}</a></p>}
          </section>
          {accounts.length > 0 ? (
            <section className="section" aria-labelledby="accounts">
              <SectionHead id="accounts" title={words("signIn.accounts")} />
              <p className="max-w-measure">{words("signIn.accountsLead", { password: DEMONSTRATION_PASSWORD })}</p>
              <DataTable caption={words("signIn.accountsCaption")} hideCaption cards="none" className="accounts">
                <thead {...ROLES.group}>
                  <tr {...ROLES.row}>
                    <th {...ROLES.head}>{words("signIn.role")}</th>
                    <th className="narrow:hidden" {...ROLES.head}>{words("signIn.account")}</th>
                    <th {...ROLES.head}><VisuallyHidden>{words("signIn.submit")}</VisuallyHidden></th>
                  </tr>
                </thead>
                <tbody {...ROLES.group}>
                  {accounts.map((account) => (
                    <tr key={account.email} {...ROLES.row}>
                      <th {...ROLES.name}>
                        {account.label}
                        <small>{account.description}</small>
                      </th>
                      <td className="narrow:hidden" {...ROLES.cell}><code>{account.email}</code></td>
                      <td className="r" {...ROLES.cell}>
                        <OneButton action={signIn} fields={{ next, email: account.email, password: DEMONSTRATION_PASSWORD }} label={words("signIn.try")} hiddenLabel={words("signIn.as", { role: account.label })} variant="small" />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </DataTable>
            </section>
          ) : null}
        </div>
      </Frame>
      <Footer links={[]} settings={describeDisplaySettings({ words, locale, back, theme: await getTheme() })}>
        {words("frame.follows", { document: getPack().document.shortTitle, caseNumber: getPack().document.caseNumber ?? "none" })}
      </Footer>
    </>
  );
}

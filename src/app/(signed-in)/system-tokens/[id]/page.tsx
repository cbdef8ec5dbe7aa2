import { randomUUID } from "node:crypto";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { DateField, TextField } from "@/components/field";
import { Notice } from "@/components/notice";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { Aside, Split } from "@/components/site-frame";
import { addDays, dateInStockholm } from "@/domain/plain-date";
import { textOf } from "@/domain/values";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { renew, revoke } from "@/features/system-tokens/actions";
import { TokenState } from "@/features/system-tokens/components/token-table";
import { findNewToken, listTokenHistory } from "@/features/system-tokens/service";
import { isId } from "@/lib/fields";
import { describeProblems } from "@/lib/form-problems";
import { formatDate, formatInstant } from "@/lib/formats";
import { resources } from "@/registers";
import { getWords } from "@/server/locale";
import { findParkedForm } from "@/server/parked-forms";
import { getKeeper, loadToken, type Parameters } from "../load";

const USUAL_DAYS = 365;
const ACTS = 50;

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Parameters>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await loadToken(await getKeeper(), (await params).id)).name };
}

/** A connected system: what its token is for, the token itself when it has just been made, and the ways to change or revoke it. */
export default async function SystemTokenPage({ params, searchParams }: Props) {
  const actor = await getKeeper();
  const [token, parameters] = [await loadToken(actor, (await params).id), await searchParams];
  const text = (name: string) => (typeof parameters[name] === "string" ? parameters[name] : undefined);
  const key = text("made") ?? "";
  const [words, made, history, parked] = await Promise.all([
    getWords(),
    isId(key) ? findNewToken(actor, key) : null,
    listTokenHistory(actor, token.id, { limit: ACTS }),
    findParkedForm("system-token-step", text("form"), actor.personId),
  ]);
  const today = dateInStockholm(new Date());
  const isNew = made?.id === token.id;
  const problems = describeProblems(parked?.values ?? { validTo: addDays(today, USUAL_DAYS) }, parked?.issues ?? [], words, "facts");
  const path = `/system-tokens/${token.id}`;
  const titles = new Map(resources.map(({ name, title }) => [name, words(title)]));
  const hidden = (
    <>
      <input type="hidden" name="id" value={token.id} />
      <input type="hidden" name="_version" value={token.version} />
      <input type="hidden" name="_back" value={path} />
    </>
  );
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/system-tokens", label: words("systemTokens.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("systemTokens.problem")} items={problems.summary} /> : null}
      {text("done") === "revoked" && token.isRevoked ? <Notice kind="done">{words("systemTokens.done.revoked")}</Notice> : null}
      {isNew ? <Notice kind="done">{words("systemTokens.isNew")}</Notice> : null}
      <PageHead title={token.name} meta={<TokenState token={token} today={today} words={words} />} />
      <Split>
        <div>
          {isNew ? (
            <Section id="made" title={words("systemTokens.made", { name: token.name })}>
              <p>{words("systemTokens.madeLead")}</p>
              <TextField name="token" label={words("systemTokens.token")} defaultValue={made.token} readOnly spellCheck={false} autoComplete="off" />
            </Section>
          ) : null}
          <Section id="facts" title={words("systemTokens.facts")}>
            <Facts
              items={[
                { label: words("systemTokens.field.contact"), value: token.contact },
                { label: words("systemTokens.column.registers"), value: token.registers.map((name) => titles.get(name) ?? name).join(", ") },
                { label: words("systemTokens.issued"), value: formatInstant(token.issuedAt, words.locale) },
                { label: words("systemTokens.field.validTo"), value: formatDate(token.validTo, words.locale) },
                { label: words("systemTokens.column.used"), value: token.lastUsedAt === null ? words("systemTokens.neverUsed") : formatInstant(token.lastUsedAt, words.locale) },
                ...(token.revokedAt === null ? [] : [{ label: words("systemTokens.revokedOn"), value: formatInstant(token.revokedAt, words.locale) }]),
              ]}
            />
          </Section>
          {token.isRevoked ? null : (
            <>
              <Section id="renew" title={words("systemTokens.renewTitle")}>
                <p>{words("systemTokens.renewLead")}</p>
                <form action={renew} noValidate>
                  {hidden}
                  <input type="hidden" name="_key" value={randomUUID()} />
                  <DateField name="validTo" label={words("systemTokens.field.validTo")} help={words("systemTokens.help.validTo")} error={problems.errorOf("validTo")} defaultValue={textOf(problems.values, "validTo")} required />
                  <div className="btns">
                    <Button>{words("systemTokens.renew")}</Button>
                  </div>
                </form>
              </Section>
              <Section id="revoke" title={words("systemTokens.revokeTitle")}>
                <p>{words("systemTokens.revokeLead")}</p>
                <form action={revoke} noValidate className="mt-3">
                  {hidden}
                  <Button>{words("systemTokens.revoke")}</Button>
                </form>
              </Section>
            </>
          )}
        </div>
        <Aside label={words("systemTokens.history")}>
          <Section id="history" title={words("systemTokens.history")}>
            <RecordHistory entries={history} words={words} />
          </Section>
        </Aside>
      </Split>
    </>
  );
}

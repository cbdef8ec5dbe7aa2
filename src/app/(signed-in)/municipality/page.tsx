import type { Metadata } from "next";
import { ButtonLink } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { Facts } from "@/components/facts";
import { Notice } from "@/components/notice";
import { OneButton } from "@/components/one-button";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import { RecordHistory } from "@/features/audit-trail/components/record-history";
import { ProfilePreview } from "@/features/municipality/components/profile-preview";
import { restore } from "@/features/municipality/profile/actions";
import { getProfile, listProfileHistory } from "@/features/municipality/profile/service";
import { describeProblems } from "@/lib/form-problems";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { requireAdministrator, type Parameters } from "./load";

const DONE = new Set(["changed", "broughtBack"]);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("municipality.title") };
}

/** What the municipality is called and looks like: for the administrator. */
export default async function MunicipalityPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, parameters] = [await requireAdministrator(), await searchParams];
  const form = typeof parameters["form"] === "string" ? parameters["form"] : undefined;
  const [words, profile, history, parked] = await Promise.all([getWords(), getProfile(actor), listProfileHistory(actor, { limit: 10 }), findParkedForm("municipality-restore", form, actor.personId)]);
  const problems = describeProblems({}, parked?.issues ?? [], words, "history");
  const { name, profile: colours } = getPack().municipality;
  const ofPack = (isOfPack: boolean, value: string) => (isOfPack ? words("municipality.fromPack", { value }) : value);
  const done = typeof parameters["done"] === "string" && DONE.has(parameters["done"]) ? parameters["done"] : null;
  const before = typeof parameters["undo"] === "string" && /^\d{1,9}$/.test(parameters["undo"]) ? Number(parameters["undo"]) : null;
  const mayUndo = done === "changed" && before === profile.version - 1;
  return (
    <>
      {problems.summary.length > 0 ? <ErrorSummary title={words("municipality.problem")} items={problems.summary} /> : null}
      {done === null ? null : (
        <Notice kind="done" {...(mayUndo ? { action: <OneButton action={restore} fields={{ _back: "/municipality", _version: profile.version, to: profile.version - 1 }} label={words("municipality.undo")} /> } : {})}>
          {words(`municipality.done.${done}`)}
        </Notice>
      )}
      <PageHead title={words("municipality.title")} lead={words("municipality.lead")} tools={<ButtonLink variant="primary" href="/municipality/edit">{words("municipality.edit")}</ButtonLink>} />
      <Facts
        items={[
          { label: words("municipality.field.name"), value: ofPack(profile.name === null, name) },
          { label: words("municipality.field.colour"), value: ofPack(profile.colour === null, colours.light.profile) },
          { label: words("municipality.field.coat"), value: profile.coatOfArmsId === null ? words("municipality.noCoat") : <img className="coat-shown" src={`/api/municipality/coat/${profile.coatOfArmsId}`} alt={words("municipality.coatAlt")} /> },
          { label: words("municipality.field.contactEmail"), value: profile.contactEmail ?? words("municipality.noEmail") },
        ]}
      />
      <Section id="now" title={words("municipality.now")}>
        <ProfilePreview profile={colours} owner={name} words={words} />
      </Section>
      <Section id="history" title={words("municipality.history")}>
        {history.length === 0 ? <p>{words("municipality.noChanges")}</p> : <RecordHistory entries={history} words={words} whole />}
        {profile.name !== null || profile.colour !== null || profile.coatOfArmsId !== null || profile.contactEmail !== null ? (
          <OneButton action={restore} fields={{ _back: "/municipality", _version: profile.version, to: 0 }} label={words("municipality.toPack")} variant="small" />
        ) : null}
      </Section>
    </>
  );
}

import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/breadcrumbs";
import { Button, ButtonLink, Buttons } from "@/components/button";
import { ErrorSummary } from "@/components/error-summary";
import { CheckboxField, FileField, TextField } from "@/components/field";
import { PageHead } from "@/components/page-head";
import { Section } from "@/components/section";
import type { Actor } from "@/domain/actor";
import { mergeThreeWays, settleConflict } from "@/domain/merge";
import { textOf, type Values } from "@/domain/values";
import { VersionConflict } from "@/features/audit-trail/components/version-conflict";
import { ProfilePreview } from "@/features/municipality/components/profile-preview";
import { change } from "@/features/municipality/profile/actions";
import { writeContrast, writeProfile } from "@/features/municipality/profile/rules";
import { LARGEST_COAT_BYTES, PROFILE_FIELDS, readColour } from "@/features/municipality/profile/schema";
import { getProfile, getProfileVersion, type StoredProfile } from "@/features/municipality/profile/service";
import { describeProblems } from "@/lib/form-problems";
import { deriveProfile, judgeColour } from "@/lib/profile-colours";
import { getWords } from "@/server/locale";
import { getPack } from "@/server/pack";
import { findParkedForm } from "@/server/parked-forms";
import { requireAdministrator, type Parameters } from "../load";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getWords())("municipality.editTitle") };
}

/** What I wrote, what they saved and what we both began from, when someone has saved meanwhile. */
async function loadConflict(actor: Actor, profile: StoredProfile, typed: Values, baseVersion: number) {
  const [base, theirs] = await Promise.all([getProfileVersion(actor, baseVersion), getProfileVersion(actor, profile.version)]);
  const before = writeProfile(base.profile);
  const mine = Object.fromEntries(PROFILE_FIELDS.map((field) => [field, textOf(typed, field)]));
  return { merge: mergeThreeWays(before, mine, writeProfile(theirs.profile)), base: before, theirs: { name: theirs.byName, at: theirs.at } };
}

export default async function EditMunicipalityPage({ searchParams }: { searchParams: Promise<Parameters> }) {
  const [actor, { form }] = [await requireAdministrator(), await searchParams];
  const [words, profile, parked] = await Promise.all([getWords(), getProfile(actor), findParkedForm("municipality-profile", typeof form === "string" ? form : undefined, actor.personId)]);
  const typed = parked === null ? writeProfile(profile) : settleConflict(parked.values);
  const issue = parked?.issues.find(({ message }) => message === "errors.CONFLICT");
  const baseVersion = Number(issue?.params?.["baseVersion"] ?? -1);
  const conflict = baseVersion >= 0 && baseVersion < profile.version ? await loadConflict(actor, profile, typed, baseVersion) : null;
  const colour = readColour(textOf(typed, "colour"));
  const isPreview = textOf(parked?.values ?? {}, "then") === "preview";
  // What was to be shown is told at once if it will not do.
  const complaints = isPreview && colour !== null && !judgeColour(colour).isReadable ? [{ field: "colour", message: "refusals.profileColourTooLight", params: { colour, contrast: writeContrast(judgeColour(colour).contrast), nearest: judgeColour(colour).nearest } }] : [];
  const unread = isPreview && textOf(typed, "colour") !== "" && colour === null ? [{ field: "colour", message: "municipality.errors.colour" }] : [];
  const problems = describeProblems(typed, conflict === null ? [...(parked?.issues ?? []), ...complaints, ...unread] : [], words, "name");
  const { municipality } = getPack();
  const shown = isPreview && colour !== null && complaints.length === 0 ? deriveProfile(colour) : null;
  const text = (name: (typeof PROFILE_FIELDS)[number], help: Record<string, string> = {}) => ({ name, label: words(`municipality.field.${name}`), help: words(`municipality.help.${name}`, help), error: problems.errorOf(name), defaultValue: textOf(typed, name), optional: words("frame.optional") });
  return (
    <>
      <Breadcrumbs label={words("frame.path")} items={[{ href: "/municipality", label: words("municipality.title") }]} />
      {problems.summary.length > 0 ? <ErrorSummary title={words("municipality.problem")} items={problems.summary} /> : null}
      {conflict === null ? (
        <PageHead tight title={words("municipality.editTitle")} lead={words("municipality.editLead")} quietLead />
      ) : (
        <PageHead tight title={words("municipality.conflictTitle", { name: conflict.theirs.name ?? words("conflict.someoneElse") })} lead={words("conflict.lead", { count: conflict.merge.collisions.length })} />
      )}
      <form action={change} noValidate>
        <input type="hidden" name="_version" value={profile.version} />
        <input type="hidden" name="_back" value="/municipality/edit" />
        {conflict === null ? (
          <>
            <TextField {...text("name", { name: municipality.name })} />
            <TextField {...text("colour", { colour: municipality.profile.light.profile })} width="short" spellCheck={false} autoComplete="off" />
            <Buttons className="mb-6">
              <Button small name="then" value="preview">{words("municipality.preview")}</Button>
            </Buttons>
            {shown === null ? null : (
              <Section id="preview" title={words("municipality.previewTitle")}>
                <ProfilePreview profile={shown} owner={textOf(typed, "name") || municipality.name} words={words} />
              </Section>
            )}
            <FileField name="coat" label={words("municipality.field.coat")} help={words("municipality.help.coat", { kilobytes: LARGEST_COAT_BYTES / 1_000 })} error={problems.errorOf("coat")} optional={words("frame.optional")} accept=".png,.jpg,.jpeg,image/png,image/jpeg" />
            {profile.coatOfArmsId === null ? null : <CheckboxField name="removeCoat" label={words("municipality.removeCoat")} value="on" defaultValue={textOf(typed, "removeCoat") === "on"} />}
            <TextField {...text("contactEmail")} type="email" />
          </>
        ) : (
          <VersionConflict {...conflict} labelOf={(field) => words(`municipality.field.${field}`)} words={words} />
        )}
        <Buttons className="mt-6">
          <Button variant="primary">{words(conflict === null ? "municipality.save" : "conflict.save")}</Button>
          <ButtonLink variant="text" href="/municipality">{words(conflict === null ? "municipality.cancel" : "conflict.drop")}</ButtonLink>
        </Buttons>
      </form>
    </>
  );
}

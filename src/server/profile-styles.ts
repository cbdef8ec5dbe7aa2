import "server-only";
import { profileTokens, type Profile, type ProfileColour } from "@packs/pack";

type Frozen = { readonly [Theme in keyof Profile]: Readonly<Profile[Theme]> };

/** The municipality's colours as the style sheet's profile block, each with its light and its dark value. */
export function profileStyles(profile: Frozen): string {
  const rules = (Object.entries(profileTokens) as [ProfileColour, string][]).map(([colour, token]) => `${token}:light-dark(${profile.light[colour]},${profile.dark[colour]})`);
  return `html:root{${rules.join(";")}}`;
}

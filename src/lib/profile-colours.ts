import { contrastRatio, sharedColours, type Profile, type ProfileTheme } from "@packs/pack";

/** What text must have at least against what it stands on (WCAG 2.2, 1.4.3). */
export const TEXT_CONTRAST = 4.5;
const [WHITE, BLACK] = ["#ffffff", "#000000"] as const;
const STEPS = 500;

const channels = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

/** A colour on the way from one to another: 0 is the first, 1 the second. */
function mix(from: string, to: string, share: number): string {
  const [first, second] = [channels(from), channels(to)];
  return `#${first.map((channel, index) => Math.round(channel + ((second[index] ?? 0) - channel) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** The first colour on the way from one to another that will do; the other where none before it does. */
function towards(from: string, to: string, willDo: (colour: string) => boolean): string {
  for (let step = 0; step < STEPS; step += 1) {
    const colour = mix(from, to, step / STEPS);
    if (willDo(colour)) return colour;
  }
  return to;
}

const isReadableOn = (grounds: readonly string[], least = TEXT_CONTRAST) => (colour: string) => grounds.every((ground) => contrastRatio(colour, ground) >= least);

/** Whether white text can be read on a colour, which is what a municipality's own must carry; how much contrast there is, and the nearest darker colour that does. */
export function judgeColour(colour: string): { isReadable: boolean; contrast: number; nearest: string } {
  const contrast = contrastRatio(WHITE, colour);
  return { isReadable: contrast >= TEXT_CONTRAST, contrast, nearest: towards(colour, BLACK, isReadableOn([WHITE])) };
}

function deriveTheme(theme: "light" | "dark", profile: string, masthead: string): ProfileTheme {
  const shared = sharedColours[theme];
  const [strong, weak] = theme === "light" ? [BLACK, WHITE] : [WHITE, BLACK];
  const onProfile = theme === "light" ? WHITE : towards(mix(profile, BLACK, 0.8), BLACK, isReadableOn([profile]));
  const profileTint = towards(mix(shared.page, profile, 0.1), shared.page, isReadableOn([shared.ink, shared["ink-quiet"]]));
  const grounds = [shared.page, shared.surface, shared["surface-hover"], shared["missing-tint"], shared["late-tint"], profileTint];
  return {
    profile,
    onProfile,
    onProfileQuiet: theme === "light" ? towards(mix(WHITE, profile, 0.2), WHITE, isReadableOn([profile])) : onProfile,
    profileHover: mix(profile, theme === "light" ? BLACK : WHITE, 0.25),
    profileText: towards(profile, strong, isReadableOn(grounds)),
    profileTint: profileTint === weak ? shared.page : profileTint,
    masthead,
    onMasthead: WHITE,
    onMastheadQuiet: towards(mix(WHITE, masthead, 0.2), WHITE, isReadableOn([masthead])),
  };
}

/** All the colours of a municipality's profile, light and dark, made of one that carries white text. */
export function deriveProfile(colour: string): Profile {
  const dark = sharedColours.dark.page;
  return {
    light: deriveTheme("light", colour, colour),
    dark: deriveTheme("dark", towards(colour, WHITE, isReadableOn([dark], 7)), mix(colour, dark, 0.35)),
  };
}

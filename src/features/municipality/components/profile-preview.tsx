import type { Profile } from "@packs/pack";
import { sharedColours } from "@packs/pack";
import type { Words } from "@/messages/words";

/** What a profile looks like in one theme: masthead, heading, link, button and tinted ground; a picture, since a page may paint nothing of its own. */
function Theme({ profile, theme, owner, words }: { profile: Profile; theme: "light" | "dark"; owner: string; words: Words }) {
  const [own, shared] = [profile[theme], sharedColours[theme]];
  const label = words(theme === "light" ? "municipality.previewLight" : "municipality.previewDark");
  return (
    <figure>
      <svg viewBox="0 0 420 170" width="420" height="170" role="img" aria-label={`${label}: ${owner}, ${own.profile}`} className="preview">
        <rect width="420" height="170" fill={shared.page} />
        <rect width="420" height="44" fill={own.masthead} />
        <text x="16" y="29" fontSize="18" fontWeight="700" fill={own.onMasthead}>Utblick</text>
        <text x="96" y="28" fontSize="13" fill={own.onMastheadQuiet}>{owner}</text>
        <text x="16" y="76" fontSize="17" fontWeight="700" fill={shared.ink}>{words("municipality.previewText")}</text>
        <text x="16" y="103" fontSize="14" fill={own.profileText} textDecoration="underline">{words("municipality.title")}</text>
        <rect x="16" y="118" width="92" height="36" rx="3" fill={own.profile} />
        <text x="62" y="141" fontSize="14" textAnchor="middle" fill={own.onProfile}>{words("municipality.previewButton")}</text>
        <rect x="124" y="118" width="280" height="36" fill={own.profileTint} />
        <text x="136" y="141" fontSize="14" fill={shared["ink-quiet"]}>{own.profile}</text>
      </svg>
      <figcaption className="meta">{label}</figcaption>
    </figure>
  );
}

/** What a profile looks like, light and dark. */
export function ProfilePreview({ profile, owner, words }: { profile: Profile; owner: string; words: Words }) {
  return (
    <div className="previews">
      <Theme profile={profile} theme="light" owner={owner} words={words} />
      <Theme profile={profile} theme="dark" owner={owner} words={words} />
    </div>
  );
}

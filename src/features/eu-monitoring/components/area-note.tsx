import type { Words } from "@/messages/words";

/** The part of the work that what is followed belongs to, with its clause and the way to the projects in the same part. */
export function AreaNote({ area, words }: { area: { code: string; sv: string; en: string; clause?: string | undefined } | null; words: Words }) {
  if (area === null) return null;
  const name = area[words.locale];
  return (
    <p className="meta mb-4">
      {words("euMonitoring.area", { area: area.clause === undefined ? name : `${name}, ${area.clause}` })} <a href={`/projects?area=${area.code}`}>{words("euMonitoring.areaProjects")}</a>
    </p>
  );
}

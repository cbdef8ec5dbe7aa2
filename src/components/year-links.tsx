import { ButtonLink } from "./button";

/** The years that a page can be looked at for, the one at hand marked. */
export function YearLinks({ label, years, current, pathOf }: { label: string; years: readonly number[]; current: number; pathOf: (year: number) => string }) {
  return (
    <nav aria-label={label} className="btns">
      {years.map((year) => (
        <ButtonLink key={year} variant={year === current ? "secondary" : "text"} small href={pathOf(year)} {...(year === current ? { "aria-current": "page" as const } : {})}>
          {String(year)}
        </ButtonLink>
      ))}
    </nav>
  );
}

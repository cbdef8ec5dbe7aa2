import { Rows, Section } from "@/components/section";

/** A meeting that the municipality is to be host of, in bare words. */
export interface DutyWords {
  key: string;
  name: string;
  href: string;
  meta: string;
  /** The form that begins with what is known; null for who may announce no visits. */
  announce: { href: string; label: string } | null;
}

/** The meetings that the municipality is to be host of and that nobody has announced; nothing where there are none. */
export function HostDuties({ title, duties }: { title: string; duties: readonly DutyWords[] }) {
  if (duties.length === 0) return null;
  return (
    <Section id="duties" title={title}>
      <Rows tight>
        {duties.map(({ key, name, href, meta, announce }) => (
          <li key={key}>
            <a href={href}>{name}</a>
            <p className="meta">{meta}</p>
            {announce === null ? null : (
              <p>
                <a className="more" href={announce.href}>{announce.label}</a>
              </p>
            )}
          </li>
        ))}
      </Rows>
    </Section>
  );
}

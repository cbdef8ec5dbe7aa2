/** The figures that a page begins with, at most four; each leads to its records where it can. */
export function KeyFigures({ items }: { items: readonly { key: string; value: string; label: string; compare: string; href?: string }[] }) {
  return (
    <ul className="figures">
      {items.map((item) => (
        <li key={item.key}>
          {item.href === undefined ? <strong>{item.value}</strong> : <a href={item.href}>{item.value}</a>}
          <span>{item.label}</span>
          <small>{item.compare}</small>
        </li>
      ))}
    </ul>
  );
}

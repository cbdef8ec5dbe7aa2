export interface BarRow {
  label: string;
  text: string;
  /** Of the longest bar, 0 to 1. */
  share: number;
  /** That the heading speaks of it. */
  speaks: boolean;
}

/** How much of the width the longest bar takes; the rest is for the figure after it. */
const LONGEST_PERCENT = 84;
const STEP_REM = 3.1;

const rem = (value: number) => `${String(Math.round(value * 100) / 100)}rem`;

/** Horizontal bars with their labels above and figures after them. Drawn on the server; its table stands beside it. */
export function BarChart({ id, title, description, rows }: { id: string; title: string; description: string; rows: readonly BarRow[] }) {
  return (
    <svg className="plot" role="img" aria-labelledby={`${id}-title ${id}-description`} width="100%" height={rem(rows.length * STEP_REM)}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {rows.map((row, index) => {
        const top = index * STEP_REM;
        const width = `${String(Math.round(row.share * LONGEST_PERCENT * 10) / 10)}%`;
        return (
          <g key={row.label}>
            <text x="0" y={rem(top + 0.95)}>{row.label}</text>
            <rect className={row.speaks ? "bar bar-speaks" : "bar"} x="0" y={rem(top + 1.4)} height="0.9rem" width={width} />
            <text className={row.speaks ? "strong" : "quiet"} x={width} dx="0.5rem" y={rem(top + 2.18)}>{row.text}</text>
          </g>
        );
      })}
    </svg>
  );
}

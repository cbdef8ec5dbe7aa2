export interface LinePoint {
  label: string;
  text: string;
  /** Of the chart's height, 0 to 1; null where there is nothing to show. */
  share: number | null;
}

const TOP_REM = 2.4;
const AXIS_REM = 11.5;
const HEIGHT_REM = 13.2;

const rem = (value: number) => `${String(Math.round(value * 100) / 100)}rem`;
const round = (value: number) => Math.round(value * 100) / 100;

/** A line from zero that carries its own figures, broken where a year has none. Drawn on the server; its table stands beside it. */
export function LineChart({ id, title, description, points }: { id: string; title: string; description: string; points: readonly LinePoint[] }) {
  const at = (index: number) => round(((index + 0.5) / points.length) * 100);
  const height = (share: number) => AXIS_REM - share * (AXIS_REM - TOP_REM);
  const traces: string[][] = [[]];
  for (const [index, point] of points.entries()) {
    if (point.share === null) traces.push([]);
    // Within the inner drawing, ten units are one rem.
    else traces.at(-1)?.push(`${String(at(index))},${String(round(height(point.share) * 10))}`);
  }
  return (
    <svg className="plot" role="img" aria-labelledby={`${id}-title ${id}-description`} width="100%" height={rem(HEIGHT_REM)}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <line className="axis" x1="0" x2="100%" y1={rem(AXIS_REM)} y2={rem(AXIS_REM)} />
      <svg aria-hidden="true" x="0" y="0" width="100%" height={rem(HEIGHT_REM)} viewBox={`0 0 100 ${String(HEIGHT_REM * 10)}`} preserveAspectRatio="none">
        {traces.map((trace) => (trace.length < 2 ? null : <polyline key={trace[0]} className="trace" points={trace.join(" ")} />))}
      </svg>
      {points.map((point, index) => {
        const isLast = index === points.length - 1;
        const x = `${String(at(index))}%`;
        return (
          <g key={point.label}>
            {point.share === null ? null : (
              <>
                <circle className="dot" cx={x} cy={rem(height(point.share))} r={isLast ? "0.45rem" : "0.32rem"} />
                <text className={isLast ? "strong" : "quiet"} textAnchor="middle" x={x} y={rem(height(point.share) - 0.85)}>{point.text}</text>
              </>
            )}
            <text className={isLast ? "strong" : "quiet"} textAnchor="middle" x={x} y={rem(AXIS_REM + 1.4)}>{point.label}</text>
          </g>
        );
      })}
    </svg>
  );
}

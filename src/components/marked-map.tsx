export interface MapMark {
  number: number;
  shape: "circle" | "triangle" | "square";
  x: number;
  y: number;
  /** What is there, for those who listen and on pointing. */
  label: string;
  href: string;
}

interface Props {
  id: string;
  title: string;
  description: string;
  map: { width: number; height: number; land: string; borders: string };
  marks: readonly MapMark[];
}

const OUTER = 11;

const SHAPES: Readonly<Record<MapMark["shape"], (x: number, y: number) => string>> = {
  circle: (x, y) => `M${String(x - OUTER)} ${String(y)}a${String(OUTER)} ${String(OUTER)} 0 1 0 ${String(2 * OUTER)} 0a${String(OUTER)} ${String(OUTER)} 0 1 0 ${String(-2 * OUTER)} 0`,
  triangle: (x, y) => `M${String(x)} ${String(y - 15)}l15 25h-30z`,
  square: (x, y) => `M${String(x - 10)} ${String(y - 10)}h20v20h-20z`,
};

/** A map with numbered marks, each a link to the rows of the table beside it. Drawn on the server. */
export function MarkedMap({ id, title, description, map: { width, height, land, borders }, marks }: Props) {
  return (
    <svg className="marked-map" viewBox={`0 0 ${String(width)} ${String(height)}`} role="group" aria-labelledby={`${id}-title`} aria-describedby={`${id}-description`}>
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      <g aria-hidden="true">
        <path className="map-land" d={land} />
        <path className="map-borders" d={borders} />
      </g>
      {marks.map(({ number, shape, x, y, label, href }) => (
        <a key={number} href={href} className="map-mark" aria-label={label}>
          <title>{label}</title>
          <circle className="map-hit" cx={x} cy={y} r="15" />
          <path d={SHAPES[shape](x, y)} />
          <text x={x} y={y + 4} aria-hidden="true">{number}</text>
        </a>
      ))}
    </svg>
  );
}

/** One of the marks' shapes, for the words that explain it. */
export function MarkShape({ shape }: { shape: MapMark["shape"] }) {
  return (
    <svg className="map-key" viewBox="-16 -16 32 32" width="18" height="18" aria-hidden="true">
      <path d={SHAPES[shape](0, 0)} />
    </svg>
  );
}

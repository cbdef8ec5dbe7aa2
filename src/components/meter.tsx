import { Status, type StatusKind } from "./status";

export type MeterPart = { kind: Extract<StatusKind, "done" | "late" | "missing" | "todo">; count: number; label: string };

/** How a whole falls apart, as one bar; the figures below it say the same. */
export function Meter({ parts }: { parts: readonly MeterPart[] }) {
  const whole = parts.reduce((sum, { count }) => sum + count, 0);
  const percent = (count: number) => `${String(whole === 0 ? 0 : (count / whole) * 100)}%`;
  const before = (place: number) => parts.slice(0, place).reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="meter">
      <svg aria-hidden="true" width="100%" height="14">
        {parts.map(({ kind, count }, place) => (
          <rect key={kind} className={`meter-${kind}`} x={percent(before(place))} width={percent(count)} height="14" />
        ))}
      </svg>
      <ul>
        {parts.map(({ kind, count, label }) => (
          <li key={kind}>
            <b>{count}</b> <Status kind={kind}>{label}</Status>
          </li>
        ))}
      </ul>
    </div>
  );
}

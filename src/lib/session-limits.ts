/** How long a session lasts without being used. */
export const IDLE_MINUTES = 60;

/** How long a session lasts at most, however busy. */
export const ABSOLUTE_HOURS = 10;

/** Whoever is about to be signed out learns of it so long before, and has as long to go on. */
export const WARNING_MINUTES = 5;

/** How long a session lasts yet, as a browser is told: its own clock may be wrong. */
export interface SessionLeft {
  /** Until it ends unless it is used. */
  secondsLeft: number;
  /** Whether using it makes that longer. */
  canGoOn: boolean;
}

/** How long a session lasts yet at a moment. */
export function sessionLeft({ endsAt, endsAtLatest }: { endsAt: Date; endsAtLatest: Date }, now: Date): SessionLeft {
  return { secondsLeft: Math.max(0, Math.floor((endsAt.getTime() - now.getTime()) / 1000)), canGoOn: endsAt.getTime() < endsAtLatest.getTime() };
}

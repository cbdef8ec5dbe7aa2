/** How long a session lasts without being used. */
export const IDLE_MINUTES = 60;

/** How long a session lasts at most, however busy. */
export const ABSOLUTE_HOURS = 10;

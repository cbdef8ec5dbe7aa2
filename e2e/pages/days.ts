/** A day that many days before today, as a form takes it. */
export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
}

/** The same day as pages write it. */
export function inWords(day: string): string {
  return new Date(`${day}T00:00:00Z`).toLocaleDateString("sv-SE", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });
}

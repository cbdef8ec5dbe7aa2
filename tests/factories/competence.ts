import type { ActivityInput } from "@/features/competence/schema";

/** A day's course that says as little as may be. */
export function activityInput(more: Partial<ActivityInput> = {}): ActivityInput {
  return {
    title: "Att skriva en ansökan",
    audience: null,
    startsOn: "2026-12-03",
    from: "09:00",
    endsOn: more.startsOn ?? "2026-12-03",
    to: "15:00",
    place: null,
    link: null,
    organiser: "Kansliet",
    hoursHundredths: 600,
    signUpBy: null,
    mostEnrolled: null,
    about: null,
    programmeId: null,
    ...more,
  };
}

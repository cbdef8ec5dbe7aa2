import { z } from "zod";
import { ids, optionalHours, requiredChoice, requiredId, version } from "@/lib/fields";

/** INVITED: has not answered · ENROLLED: signed up · WITHDRAWN: took it back · ATTENDED: was there · ABSENT: was not. */
export const ENROLMENT_STATES = ["INVITED", "ENROLLED", "WITHDRAWN", "ATTENDED", "ABSENT"] as const;
export type EnrolmentState = (typeof ENROLMENT_STATES)[number];

export interface SignUpInput {
  activityId: string;
  personId: string;
}

/** A button with which somebody signs up, or a form in which the office signs up somebody. */
export const signUpSchema = z.object({ activityId: requiredId("fields.choice"), personId: requiredId("enrolments.errors.personMissing") });

export interface WithdrawInput extends SignUpInput {
  version: number;
}

/** A button that takes a sign-up back. */
export const withdrawSchema = z.object({ activityId: requiredId("fields.choice"), personId: requiredId("fields.choice"), _version: version() }).transform(({ _version, ...rest }): WithdrawInput => ({ ...rest, version: _version }));

export interface AttendanceInput extends WithdrawInput {
  wasThere: boolean;
  /** In hundredths; the activity's own where nothing is said, and none for whoever was not there. */
  hoursHundredths: number | null;
}

/** The form in which it is told whether somebody was there, and for how long. */
export const attendanceSchema = z
  .object({ activityId: requiredId("fields.choice"), personId: requiredId("fields.choice"), _version: version(), wasThere: requiredChoice(["YES", "NO"], "enrolments.errors.wasThereMissing"), hours: optionalHours() })
  .transform(({ _version, wasThere, hours, ...rest }): AttendanceInput => ({ ...rest, version: _version, wasThere: wasThere === "YES", hoursHundredths: hours }));

export interface AttendancesInput {
  id: string;
  version: number;
  /** Those of the invited and signed up who were there. */
  presentIds: readonly string[];
}

/** The form in which the office writes down who was at an activity. */
export const attendancesSchema = z.object({ id: requiredId("fields.choice"), _version: version(), presentIds: ids(500) }).transform(({ id, _version, presentIds }): AttendancesInput => ({ id, version: _version, presentIds }));

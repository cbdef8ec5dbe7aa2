/** Why a use case stops. What the actor may not see is NOT_FOUND; what it may see but not do is FORBIDDEN. */
export const APP_ERROR_CODES = ["NOT_FOUND", "FORBIDDEN", "CONFLICT", "SIGNED_OUT", "RATE_LIMITED", "KEY_REUSED", "UNCONFIRMED"] as const;
export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

/** Thrown by services and caught at the door, where the interface's own words are chosen. */
export class AppError extends Error {
  constructor(
    readonly code: AppErrorCode,
    readonly about: Readonly<Record<string, string | number>> = {},
  ) {
    super(code);
    this.name = "AppError";
  }
}

/** Tells whether something thrown is an AppError, of the code when one is given. */
export function isAppError(error: unknown, code?: AppErrorCode): error is AppError {
  return error instanceof AppError && (code === undefined || error.code === code);
}

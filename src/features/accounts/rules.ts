import { refuse, succeed, type Result } from "@/domain/result";

export type AccountRefusal = "accountExists" | "accountPersonArchived" | "accountAlreadyDisabled" | "accountNotDisabled" | "accountOwnCannotBeDisabled" | "accountReservedIssuer";

/** An e-mail address as accounts know it: trimmed, in small letters and composed characters. */
export function normalizeEmail(email: string): string {
  return email.normalize("NFC").trim().toLowerCase().normalize("NFC");
}

/** Judges a new account: not for an archived person, and nobody may call a provider by the name of local accounts. */
export function judgeAccount(isPersonArchived: boolean, issuer: string | null): Result<null, AccountRefusal> {
  if (isPersonArchived) return refuse("accountPersonArchived");
  return issuer !== null && !/^https?:\/\//.test(issuer) ? refuse("accountReservedIssuer") : succeed(null);
}

/** Judges the closing of an account: an open one, and not the one of the person who closes it. */
export function judgeDisabling(isDisabled: boolean, isOwn: boolean): Result<null, AccountRefusal> {
  if (isDisabled) return refuse("accountAlreadyDisabled");
  return isOwn ? refuse("accountOwnCannotBeDisabled") : succeed(null);
}

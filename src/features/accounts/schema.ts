import { z } from "zod";
import { field, requiredId, version } from "@/lib/fields";
import { normalizeEmail } from "./rules";

export const SHORTEST_PASSWORD = 15;
const LONGEST_PASSWORD = 200;
export const LONGEST_EMAIL = 254;
const LONGEST_IDENTITY = 500;

/** The issuer of accounts whose passwords the program itself keeps. */
export const LOCAL_ISSUER = "local";

export interface LocalAccountInput {
  personId: string;
  email: string;
  password: string;
}

export interface IdentityInput {
  personId: string;
  issuer: string;
  subject: string;
}

export interface VersionInput {
  id: string;
  version: number;
}

export interface Credentials {
  email: string;
  password: string;
  /** Where the attempt came from, as the front door saw it. */
  address: string;
}

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

function email(missing: string) {
  return field<string>((text) => {
    if (text === "") return { message: missing };
    return text.length <= LONGEST_EMAIL && EMAIL.test(text) ? { value: normalizeEmail(text) } : { message: "people.errors.email" };
  });
}

/** A password as it was typed, spaces included: what trims it would lock out those who chose them. */
function password(shortest: number, missing: string) {
  return z.union([z.string(), z.array(z.string())]).optional().transform((value, context): string => {
    const text = (typeof value === "string" ? value : (value?.[0] ?? "")).normalize("NFC");
    const length = [...text].length;
    if (length >= shortest && length <= LONGEST_PASSWORD && !text.includes("\0")) return text;
    context.addIssue({ code: "custom", message: text === "" ? missing : "people.errors.password", params: { min: shortest, max: LONGEST_PASSWORD } });
    return z.NEVER;
  });
}

/** The form in which a person gets a local account. */
export const addLocalAccountSchema = z
  .object({
    _key: requiredId("fields.choice"),
    personId: requiredId("fields.choice"),
    email: email("people.errors.emailMissing"),
    // The underscore keeps it out of what is stored while a form waits to be corrected.
    _password: password(SHORTEST_PASSWORD, "people.errors.passwordMissing"),
  })
  .transform(({ _key, _password, ...account }): { key: string; account: LocalAccountInput } => ({ key: _key, account: { ...account, password: _password } }));

/** The form in which a person's identity at the municipality's provider is recorded. */
export const addIdentitySchema = z
  .object({
    _key: requiredId("fields.choice"),
    personId: requiredId("fields.choice"),
    issuer: field<string>((text) => (text.length <= LONGEST_IDENTITY && /^https?:\/\/[^\s/]+/.test(text) ? { value: text } : { message: "people.errors.issuer" })),
    subject: field<string>((text) => (text !== "" && text.length <= LONGEST_IDENTITY ? { value: text } : { message: "people.errors.subject" })),
  })
  .transform(({ _key, ...identity }): { key: string; identity: IdentityInput } => ({ key: _key, identity }));

/** The form in which one shows again who one is. */
export const confirmSchema = z
  .object({ _password: password(1, "confirm.passwordMissing"), next: field<string>((text) => ({ value: text })) })
  .transform(({ _password, next }) => ({ password: _password, next }));

/** The form in which an account is closed, or opened again. */
export const accountVersionSchema = z
  .object({ id: requiredId("fields.choice"), personId: requiredId("fields.choice"), _version: version() })
  .transform(({ _version, ...rest }): VersionInput & { personId: string } => ({ ...rest, version: _version }));

/** The form in which a person's sessions are ended. */
export const endSessionsSchema = z.object({ personId: requiredId("fields.choice") });

import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import { requiredDate, requiredId, requiredText, version } from "@/lib/fields";

/** What an administrator states of a system that is to read the registers. */
export interface SystemTokenInput {
  name: string;
  /** The function that answers for it, without anybody's name. */
  contact: string;
  /** What the API calls the registers that it may read. */
  registers: string[];
  validTo: PlainDate;
}

const REGISTER = /^[a-z][a-z-]{0,60}$/;
const MOST_REGISTERS = 100;

const registers = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((value, context): string[] => {
    const given = [...new Set((typeof value === "string" ? [value] : (value ?? [])).filter((name) => name !== ""))].sort();
    if (given.length > 0 && given.length <= MOST_REGISTERS && given.every((name) => REGISTER.test(name))) return given;
    context.addIssue({ code: "custom", message: given.length === 0 ? "systemTokens.errors.registersMissing" : "fields.choice", params: {} });
    return z.NEVER;
  });

const validTo = requiredDate("systemTokens.errors.validToMissing");

export interface MakeTokenInput {
  key: string;
  token: SystemTokenInput;
}

/** The form in which an administrator makes a system a token. */
export const makeTokenSchema = z
  .object({
    _key: requiredId("fields.choice"),
    name: requiredText(100, "systemTokens.errors.nameMissing"),
    contact: requiredText(200, "systemTokens.errors.contactMissing"),
    registers,
    validTo,
  })
  .transform(({ _key, ...token }): MakeTokenInput => ({ key: _key, token }));

export interface RenewTokenInput {
  id: string;
  version: number;
  key: string;
  validTo: PlainDate;
}

/** The form that gives a system a new token instead of the one that it has. */
export const renewTokenSchema = z
  .object({ id: requiredId("fields.choice"), _version: version(), _key: requiredId("fields.choice"), validTo })
  .transform(({ id, _version, _key, validTo: last }): RenewTokenInput => ({ id, version: _version, key: _key, validTo: last }));

/** The button that revokes a token. */
export const revokeTokenSchema = z.object({ id: requiredId("fields.choice"), _version: version() }).transform(({ id, _version }) => ({ id, version: _version }));

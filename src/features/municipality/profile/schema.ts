import { z } from "zod";
import { settleConflict } from "@/domain/merge";
import type { Values } from "@/domain/values";
import { field, optionalText, tick, version } from "@/lib/fields";

/** The one profile that there is. */
export const PROFILE_ID = "00000000-0000-4000-8000-000000000001";

export const LARGEST_COAT_BYTES = 500_000;
const LONGEST_OWN_NAME = 80;

/** What the municipality has chosen; null where what its pack says holds. */
export interface ProfileInput {
  name: string | null;
  colour: string | null;
  contactEmail: string | null;
}

/** A picture that somebody sends. */
export interface SentPicture {
  name: string;
  bytes: Uint8Array;
}

export interface ChangeProfileInput {
  /** 0 while nothing has been chosen. */
  version: number;
  profile: ProfileInput;
  /** The picture that becomes the coat of arms; null for none, and undefined for the one that is there. */
  coat: SentPicture | null | undefined;
}

/** The fields of the form, in the order they are shown. */
export const PROFILE_FIELDS = ["name", "colour", "contactEmail"] as const;

const EMAIL = /^[^\s@<>"(),:;[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}-]{2,63}$/u;

/** A colour as people write it (#12436A, 12436a, #16a), as style sheets do; null for what is none. */
export function readColour(text: string): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 3 ? [...digits].map((digit) => digit + digit).join("") : digits}`;
}

const facts = {
  name: optionalText(LONGEST_OWN_NAME),
  colour: field<string | null>((text) => {
    if (text === "") return { value: null };
    const colour = readColour(text);
    return colour === null ? { message: "municipality.errors.colour" } : { value: colour };
  }),
  contactEmail: field<string | null>((text) => (text === "" ? { value: null } : text.length <= 254 && EMAIL.test(text) ? { value: text } : { message: "municipality.errors.email" })),
};

/** The form in which the municipality chooses what it looks like. */
export const changeProfileSchema = z
  .custom<Values>()
  .transform(settleConflict)
  .pipe(z.object({ _version: version(), ...facts, removeCoat: tick(), "_coat.base64": z.string().optional(), "_coat.name": z.string().optional(), "_coat.problem": z.string().optional() }))
  .transform((form, context): ChangeProfileInput => {
    const { _version, name, colour, contactEmail, removeCoat } = form;
    const problem = form["_coat.problem"] ?? "missing";
    if (problem === "tooLarge" || problem === "blank") context.addIssue({ code: "custom", path: ["coat"], message: `municipality.errors.coat.${problem}`, params: { kilobytes: LARGEST_COAT_BYTES / 1_000 } });
    const sent = problem === "" ? { name: form["_coat.name"] ?? "", bytes: bytesOf(form["_coat.base64"] ?? "") } : undefined;
    return { version: _version, profile: { name, colour, contactEmail }, coat: sent ?? (removeCoat ? null : undefined) };
  });

function bytesOf(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/** The button that brings back what was chosen before. */
export const restoreProfileSchema = z.object({ _version: version(), to: version() }).transform(({ _version, to }) => ({ version: _version, to }));

import { refuse, succeed, type Result } from "@/domain/result";
import type { Values } from "@/domain/values";
import { judgeColour } from "@/lib/profile-colours";
import type { ProfileInput } from "./schema";

export type ProfileRefusal = "profileColourTooLight" | "profileCoatOtherType" | "profileCoatDamaged";

/** Judges the colour that is chosen: white text must be readable on it; the refusal names the nearest colour that will do. */
export function judgeProfile({ colour }: Pick<ProfileInput, "colour">): Result<null, ProfileRefusal> {
  if (colour === null) return succeed(null);
  const { isReadable, contrast, nearest } = judgeColour(colour);
  return isReadable ? succeed(null) : refuse("profileColourTooLight", { field: "colour", about: { colour, contrast: writeContrast(contrast), nearest } });
}

/** A contrast with one decimal, rounded down, so that what is too little never looks enough. */
export function writeContrast(contrast: number): string {
  return (Math.floor(contrast * 10) / 10).toFixed(1).replace(".", ",");
}

/** What kind of picture its ending says that it is; null for any other file, drawings that can run programs among them. */
export function pictureTypeOf(name: string): { ending: "png" | "jpg"; mediaType: "image/png" | "image/jpeg" } | null {
  const ending = /\.([a-z]{3,4})$/i.exec(name)?.[1]?.toLowerCase();
  if (ending === "png") return { ending, mediaType: "image/png" };
  return ending === "jpg" || ending === "jpeg" ? { ending: "jpg", mediaType: "image/jpeg" } : null;
}

/** Writes a profile as its form holds it. */
export function writeProfile({ name, colour, contactEmail }: ProfileInput): Values {
  return { name: name ?? "", colour: colour ?? "", contactEmail: contactEmail ?? "" };
}

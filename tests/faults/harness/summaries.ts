import type { Actor } from "@/domain/actor";
import * as editions from "@/features/summaries/editions/service";
import type { FreezeInput } from "@/features/summaries/schema";
import * as summaries from "@/features/summaries/service";
import { registers } from "@/registers";
import { wordsOf } from "../../../prisma/demo/words.ts";

const around: summaries.Surroundings = { registers, words: { sv: wordsOf("sv"), en: wordsOf("en") } };

/** The year's summary as its forms reach it: with the registers and the words, which cannot be sent from another process. */
export const freezeSummary = (actor: Actor, input: FreezeInput, key: string) => editions.freezeSummary(actor, around, input, key);

/** The version of the office's words about a year, which freezing starts from. */
export const readVersion = async (actor: Actor, year: number) => (await summaries.getSummary(actor, around, year)).version;

export { writeWords } from "@/features/summaries/service";
export { getEdition, getEditionFile, listEditions, verifyEdition } from "@/features/summaries/editions/service";

"use server";

import { wordsFor } from "@/messages/words";
import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import { addAddendum } from "./addenda/service";
import { freezeSummary, verifyEdition } from "./editions/service";
import { addendumSchema, freezeSchema, verifySchema, wordsSchema } from "./schema";
import { writeWords } from "./service";

const pathOf = (year: number, number: number) => `/year/${String(year)}/editions/${String(number)}`;

export const write = defineAction({ form: "summary-words", input: wordsSchema, run: writeWords, next: ({ year }) => `/year/${String(year)}/summary?done=saved#commentary` });
export const freeze = defineAction({ form: "summary-freeze", input: freezeSchema, run: (actor, { key, freeze: input }) => freezeSummary(actor, { registers, words: { sv: wordsFor("sv"), en: wordsFor("en") } }, input, key), next: (output, { freeze: input }) => (output.ok ? `${pathOf(output.value.year, output.value.number)}?done=frozen` : `/year/${String(input.year)}/summary`) });
export const verify = defineAction({ form: "edition-verify", input: verifySchema, run: (actor, { year, number }) => verifyEdition(actor, year, number), next: (_output, { year, number }) => `${pathOf(year, number)}?done=verified` });
export const add = defineAction({ form: "edition-addendum", input: addendumSchema, run: (actor, { key, addendum }) => addAddendum(actor, addendum, key), next: (_output, { addendum: { year, number } }) => `${pathOf(year, number)}?done=added#addenda` });

"use server";

import { wordsFor } from "@/messages/words";
import { places, registers } from "@/registers";
import { defineAction } from "@/server/action";
import { answerSchema } from "./schema";
import { answerRequest } from "./service";

// An answer is an official document, so it is in Swedish whoever gives it.
export const answer = defineAction({ form: "disclosure-answer", input: answerSchema, run: (actor, input) => answerRequest(actor, input, { registers, places, words: wordsFor("sv") }), next: (_output, { requestId }) => `/disclosures/${requestId}?done=answered` });

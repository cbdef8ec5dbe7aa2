"use server";

import { registers } from "@/registers";
import { defineAction } from "@/server/action";
import type { StatementAddress } from "../schema";
import { figuresOf } from "./rules";
import { remarkSchema, settlementSchema } from "./schema";
import { addRemark, settleRemark } from "./service";

const at = ({ year, unitId }: StatementAddress, done: string) => `/year/${String(year)}/${unitId}?done=${done}#figures`;

export const add = defineAction({ form: "figure-remark", input: remarkSchema, run: (actor, input) => addRemark(actor, figuresOf(registers), input), next: (_output, input) => at(input, "remarked") });
export const settle = defineAction({ form: "figure-remark-settlement", input: settlementSchema, run: (actor, input) => settleRemark(actor, input), next: (_output, input) => at(input, "remarkSettled") });

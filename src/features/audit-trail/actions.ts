"use server";

import { z } from "zod";
import { defineAction } from "@/server/action";
import { requestCheck } from "./service";

export const check = defineAction({ form: "audit-check", input: z.object({}), run: (actor) => requestCheck(actor), next: () => "/audit-log?done=check#check" });

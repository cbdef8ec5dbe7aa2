"use server";

import { defineAction } from "@/server/action";
import { erasePersonSchema } from "./schema";
import { erasePerson } from "./service";

export const erase = defineAction({ form: "person-erase", input: erasePersonSchema, run: (actor, person) => erasePerson(actor, person), next: () => "/people/leavers?done=erased" });

import { isAdministrator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const administers = (actor: Actor, _job: Identified) => isAdministrator(actor);

/** What the program does by itself is the administrator's to look at and to start. */
export const jobPolicy = definePolicy({ feature: "jobs", rules: { view: administers, start: administers } });

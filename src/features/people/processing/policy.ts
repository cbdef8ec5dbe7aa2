import { hasRole, isAdministrator, isCoordinator, type Actor } from "@/domain/actor";
import { definePolicy, type Identified } from "@/domain/policy";

const mayRead = (actor: Actor, _record: Identified) => isAdministrator(actor) || isCoordinator(actor) || hasRole(actor, "AUDITOR");

/** The record of what is done with people's data is the administrator's, the office's and the auditor's to read. */
export const processingPolicy = definePolicy({ feature: "processing", rules: { view: mayRead } });

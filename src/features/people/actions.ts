"use server";

import { accountVersionSchema, addIdentitySchema, addLocalAccountSchema, endSessionsSchema } from "@/features/accounts/schema";
import { addLocalAccount, addOidcIdentity, disableAccount, enableAccount, endSessionsOf } from "@/features/accounts/service";
import { defineAction } from "@/server/action";
import { addPersonSchema, changePersonSchema, endSchema, giveRoleSchema, giveSeatSchema, personVersionSchema } from "./schema";
import { addPerson, archivePerson, changePerson, endRole, endSeat, giveRole, giveSeat, restorePerson } from "./service";

export const add = defineAction({ form: "person-add", input: addPersonSchema, run: (actor, { key, person }) => addPerson(actor, person, key), next: (output) => `/people/${output.id}?done=added` });
export const change = defineAction({ form: "person-change", input: changePersonSchema, run: changePerson, next: (_output, input) => `/people/${input.id}?done=changed` });
export const archive = defineAction({ form: "person-archive", input: personVersionSchema, run: (actor, input) => archivePerson(actor, input), next: (_output, input) => `/people/${input.id}?done=archived` });
export const restore = defineAction({ form: "person-archive", input: personVersionSchema, run: restorePerson, next: (_output, input) => `/people/${input.id}?done=restored` });
export const give = defineAction({ form: "person-role", input: giveRoleSchema, run: (actor, { key, role }) => giveRole(actor, role, key), next: (_output, input) => `/people/${input.role.personId}?done=roleGiven` });
export const end = defineAction({ form: "person-role-end", input: endSchema, run: endRole, next: (_output, input) => `/people/${input.personId}?done=roleEnded` });
export const seat = defineAction({ form: "person-seat", input: giveSeatSchema, run: (actor, input) => giveSeat(actor, input.seat, input.key), next: (_output, input) => `/people/${input.seat.personId}?done=seatGiven` });
export const leaveSeat = defineAction({ form: "person-seat-end", input: endSchema, run: endSeat, next: (_output, input) => `/people/${input.personId}?done=seatEnded` });
export const addLogin = defineAction({ form: "account-local", input: addLocalAccountSchema, run: (actor, input) => addLocalAccount(actor, input.account, input.key), next: (_output, input) => `/people/${input.account.personId}?done=accountAdded` });
export const addIdentity = defineAction({ form: "account-identity", input: addIdentitySchema, run: (actor, input) => addOidcIdentity(actor, input.identity, input.key), next: (_output, input) => `/people/${input.identity.personId}?done=accountAdded` });
export const closeLogin = defineAction({ form: "account-state", input: accountVersionSchema, run: disableAccount, next: (_output, input) => `/people/${input.personId}?done=accountDisabled` });
export const openLogin = defineAction({ form: "account-state", input: accountVersionSchema, run: enableAccount, next: (_output, input) => `/people/${input.personId}?done=accountEnabled` });
export const endSessions = defineAction({ form: "account-sessions", input: endSessionsSchema, run: (actor, input) => endSessionsOf(actor, input.personId), next: (_output, input) => `/people/${input.personId}?done=sessionsEnded` });

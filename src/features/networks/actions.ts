"use server";

import { defineAction } from "@/server/action";
import { addNetworkSchema, changeNetworkSchema, membershipStepSchema, networkVersionSchema } from "./schema";
import { addNetwork, archiveNetwork, changeNetwork, takeMembershipStep } from "./service";

const DONE = { CANDIDATE: "candidate", MEMBER: "joined", NOTICE_GIVEN: "noticeGiven", LEFT: "left", DECLINED: "declined" } as const;

export const add = defineAction({ form: "network-add", input: addNetworkSchema, run: addNetwork, next: (output) => `/networks/${output.ok ? output.value.id : ""}?done=added` });
export const change = defineAction({ form: "network-change", input: changeNetworkSchema, run: changeNetwork, next: (_output, { id }) => `/networks/${id}?done=changed` });
export const step = defineAction({ form: "network-step", input: membershipStepSchema, run: takeMembershipStep, next: (_output, { id, to }) => `/networks/${id}?done=${DONE[to]}` });
export const archive = defineAction({ form: "network-step", input: networkVersionSchema, run: (actor, network) => archiveNetwork(actor, network, true), next: (_output, { id }) => `/networks/${id}?done=archived` });
export const restore = defineAction({ form: "network-step", input: networkVersionSchema, run: (actor, network) => archiveNetwork(actor, network, false), next: (_output, { id }) => `/networks/${id}?done=restored` });

"use server";

import { defineAction } from "@/server/action";
import { closeFeedSchema, openFeedSchema, renewFeedSchema } from "./schema";
import { closeFeed, openFeed, renewFeed } from "./service";

export const open = defineAction({ form: "calendar-open", input: openFeedSchema, run: (actor, input) => openFeed(actor, input), next: (_output, { key }) => `/account/calendars?made=${key}#made` });
export const renew = defineAction({ form: "calendar-step", input: renewFeedSchema, run: (actor, input) => renewFeed(actor, input), next: (_output, { key }) => `/account/calendars?made=${key}#made` });
export const close = defineAction({ form: "calendar-step", input: closeFeedSchema, run: (actor, input) => closeFeed(actor, input), next: () => "/account/calendars?done=closed" });

import { z } from "zod";
import { field, optionalText, requiredId, version } from "@/lib/fields";

const code = () => field<string>((text) => (/^[A-Z][A-Z0-9_]{0,59}$/.test(text) ? { value: text } : { message: "fields.choice" }));

/** The form that ticks a thing of the checklist, with what there is to say of it. */
export const tickSchema = z.object({ projectId: requiredId("fields.choice"), code: code(), note: optionalText(200) });
export type TickInput = z.output<typeof tickSchema>;

/** A button that takes a tick back. */
export const untickSchema = z.object({ projectId: requiredId("fields.choice"), tickId: requiredId("fields.choice"), _version: version() }).transform(({ _version, ...tick }) => ({ ...tick, version: _version }));
export type UntickInput = z.output<typeof untickSchema>;

import "server-only";
import { headers } from "next/headers";
import { notFound, redirect, unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import type { Actor } from "@/domain/actor";
import type { RefusalDetails } from "@/domain/result";
import type { Issue, Values } from "@/domain/values";
import { fieldId } from "@/lib/field-id";
import { issuesOf } from "@/lib/fields";
import { readFiles, readForm, readUploads, typedFields } from "@/lib/form-values";
import { confirmPath, currentSession, signInPath } from "./auth";
import { isAppError, type AppError } from "./errors";
import { log } from "./log";
import { findOutage } from "./outage";
import { ownPath } from "./own-path";
import { parkForm } from "./parked-forms";
import { limitRate } from "./rate-limit";
import { makeReference, withRequest } from "./request-context";

/** A form, whichever door it comes in by. */
export interface FormDefinition<Input, Output> {
  /** The form's name, under which typed values are kept when they cannot be accepted. */
  form: string;
  input: z.ZodType<Input, Values>;
  run: (actor: Actor, input: Input) => Promise<Output>;
  /** Where to go when it is done. */
  next: (output: Output, input: Input) => string;
}

interface ActionDefinition<Input, Output> extends FormDefinition<Input, Output> {
  /** What a button makes of the form that only changes its rows, and which row to go on at; null for the button that sends it. */
  rework?: (values: Values) => { values: Values; at: string } | null;
  /** The files that the form takes, with the most bytes of each; read as texts, and never kept. */
  uploads?: Readonly<Record<string, number>>;
  /** The files that are no texts, with the most bytes of each; handed over byte for byte, and never kept. */
  files?: Readonly<Record<string, number>>;
}

export type FormAction = (form: FormData) => Promise<void>;

/** A refusal that a service returns; its reason's words stand under `refusals`. */
function isRefusal(output: unknown): output is { ok: false; reason: string } & RefusalDetails {
  return typeof output === "object" && output !== null && "ok" in output && output.ok === false && "reason" in output;
}

/**
 * The door of every form. It reads the form, asks who is there, checks the input, runs the service and leads on. What cannot
 * be accepted is kept with what is wrong, and the page shows it again: no script is needed, and nothing typed is lost, not
 * even when the session has ended meanwhile. Nothing that a browser can send makes it fail; a database that cannot even keep
 * the form does, and the front door then answers with a page that can send it again.
 */
export function defineAction<Input, Output>(definition: ActionDefinition<Input, Output>): FormAction {
  return async (form) => {
    const reference = makeReference();
    const readMore = async () => ({ ...(await readUploads(form, definition.uploads ?? {})), ...(await readFiles(form, definition.files ?? {})) });
    const to = await withRequest(reference, () => answerForm(definition, { values: readForm(form), readMore, rework: definition.rework }, reference));
    if (to === null) notFound();
    redirect(to);
  };
}

interface SentForm {
  values: Values;
  /** What comes with the form and is never kept with what was typed. */
  readMore: () => Promise<Values>;
  rework?: ActionDefinition<unknown, unknown>["rework"];
}

/** Answers a form that has been sent: with the address to go on to, or null for what is not there. Fails only when not even what was typed can be kept. */
export async function answerForm<Input, Output>(definition: FormDefinition<Input, Output>, { values, readMore, rework }: SentForm, reference: string): Promise<string | null> {
  const back = ownPath(typeof values["_back"] === "string" ? values["_back"] : ((await headers()).get("x-utblick-path") ?? "/"));
  const session = await currentSession();
  const park = async (personId: string, issues: readonly Issue[], typed: Values = values) => withForm(back, await parkForm(definition.form, personId, typedFields(typed), [...issues]));
  if (session?.state !== "live") {
    return signInPath(session === null || session.state === "revoked" ? back : await park(session.actor.personId, []));
  }
  const { actor } = session;
  try {
    await limitRate(`write ${actor.personId}`, 300, 60);
    const reworked = rework?.(values) ?? null;
    if (reworked !== null) return `${await park(actor.personId, [], reworked.values)}#${fieldId(reworked.at)}`;
    const parsed = definition.input.safeParse({ ...values, ...(await readMore()) });
    if (!parsed.success) return await park(actor.personId, issuesOf(parsed.error));
    const output = await definition.run(actor, parsed.data);
    if (isRefusal(output)) return await park(actor.personId, output.issues ?? [{ field: output.field ?? "", message: `refusals.${output.reason}`, params: { ...output.about } }]);
    return definition.next(output, parsed.data);
  } catch (error) {
    unstable_rethrow(error);
    if (isAppError(error, "NOT_FOUND")) return null;
    const outage = findOutage(error);
    if (outage !== null) {
      log.warn({ event: "database not answering", form: definition.form, reference, ...outage.about });
      return await park(actor.personId, [{ field: "", message: outageMessage(outage), params: { ...outage.about } }]);
    }
    if (isAppError(error, "UNCONFIRMED")) return confirmPath(await park(actor.personId, [{ field: "", message: "errors.UNCONFIRMED", params: {} }]));
    if (isAppError(error)) return await park(actor.personId, [{ field: "", message: `errors.${error.code}`, params: { ...error.about } }]);
    log.error({ event: "action failed", form: definition.form, reference, error: describe(error) });
    return await park(actor.personId, [{ field: "", message: "errors.FAILED", params: { reference } }]).catch((second: unknown) => {
      if (findOutage(second) !== null) throw second;
      return withProblem(back, reference);
    });
  }
}

/** The key of the sentence that says why one should wait and try again. */
export function outageMessage(outage: AppError): string {
  return outage.about["reason"] === "unreachable" ? "errors.UNREACHABLE" : outage.about["reason"] === "full" ? "errors.FULL" : "errors.BUSY";
}

function withForm(path: string, id: string): string {
  const url = new URL(path, "http://own.invalid");
  url.searchParams.set("form", id);
  return url.pathname + url.search;
}

function withProblem(path: string, reference: string): string {
  const url = new URL(path, "http://own.invalid");
  url.searchParams.set("problem", reference);
  return url.pathname + url.search;
}

/** What the log may say of an unexpected error: its kind and place, not the data it carries. */
export function describe(error: unknown): { name: string; message: string; stack: string | undefined } {
  if (!(error instanceof Error)) return { name: "unknown", message: typeof error, stack: undefined };
  return { name: error.name, message: error.message.split("\n").at(-1)?.slice(0, 300) ?? "", stack: error.stack?.split("\n").slice(-12).join("\n") };
}

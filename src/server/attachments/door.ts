import "server-only";
import type { Actor } from "@/domain/actor";
import type { Values } from "@/domain/values";
import { answerForm, type FormDefinition } from "../action";
import { currentSession } from "../auth";
import { getSettings } from "../env";
import { AppError } from "../errors";
import { isOwnOrigin } from "../own-origin";
import { ownPath } from "../own-path";
import { limitRate } from "../rate-limit";
import { makeReference, withRequest } from "../request-context";
import { receiveForm, type ReceivedFile } from "./receive";

interface UploadDefinition<Input, Output> extends Omit<FormDefinition<Input, Output>, "run"> {
  /** The field of the file. */
  field: string;
  run: (actor: Actor, input: Input, file: ReceivedFile) => Promise<Output>;
}

const MEGABYTE = 1024 * 1024;
const AN_HOUR = 120;
/** Each has a file open and a sender that may be slow. */
const AT_ONCE = 24;

const held = globalThis as typeof globalThis & { utblickUploads?: number };

/**
 * The door of a form that carries a file of any size that is allowed: as `defineAction`, and the file is received as it arrives, is never held
 * whole, and is gone when the answer is given, also when the program dies. The schema is told `_file.problem` and `_file.name`.
 */
export function defineUpload<Input, Output>(definition: UploadDefinition<Input, Output>): (request: Request) => Promise<Response> {
  return async (request) => {
    const reference = makeReference();
    if (!isOwnOrigin(request.headers.get("origin"), request.headers.get("host"), getSettings().origin)) return new Response(null, { status: 403 });
    return withRequest(reference, async () => {
      const session = await currentSession();
      const mayKeep = session?.state === "live" && (held.utblickUploads ?? 0) < AT_ONCE;
      if (mayKeep) held.utblickUploads = (held.utblickUploads ?? 0) + 1;
      try {
        return (await receive(definition, request, mayKeep, reference)) ?? new Response(null, { status: session?.state === "live" ? 400 : 401 });
      } finally {
        if (mayKeep) held.utblickUploads = (held.utblickUploads ?? 1) - 1;
      }
    });
  };
}

/** The answer to a form with its file; null for what is no such form. */
async function receive<Input, Output>(definition: UploadDefinition<Input, Output>, request: Request, mayKeep: boolean, reference: string): Promise<Response | null> {
  const form = request.body === null ? null : await receiveForm(request.body, request.headers.get("content-type") ?? "", { field: definition.field, mostBytes: getSettings().UTBLICK_LARGEST_DOCUMENT_MB * MEGABYTE, keep: mayKeep }).catch((error: unknown) => {
    // Whoever has gone away in the middle waits for no answer.
    if (request.signal.aborted) return null;
    throw error;
  });
  if (form === null) return null;
  const { values, file, fileName, problem } = form;
  try {
    const run = async (actor: Actor, input: Input): Promise<Output> => {
      if (file === null) throw new AppError("RATE_LIMITED", { retryAfterSeconds: 10 });
      await limitRate(`upload ${actor.personId}`, AN_HOUR, 3_600);
      return definition.run(actor, input, file);
    };
    const more: Values = { "_file.problem": problem, "_file.name": fileName };
    const to = await answerForm({ ...definition, run }, { values, readMore: () => Promise.resolve(more) }, reference);
    // The page that the form stands on says itself that there is no such record.
    return seeOther(to ?? ownPath(typeof values["_back"] === "string" ? values["_back"] : "/"));
  } finally {
    await file?.handle.close();
  }
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, "cache-control": "private, no-store" } });
}

import { openFile } from "@/features/documents/service";
import { isId } from "@/lib/fields";
import { registers } from "@/registers";
import { describe } from "@/server/action";
import { sendDownload } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";

/** A version of a document as its file, byte for byte as it was received, to be saved and never shown by the browser itself. */
export const GET = defineRoute<{ fileId: string }>({
  perMinute: 120,
  run: async (actor, _request, { fileId }) => {
    if (!isId(fileId)) throw new AppError("NOT_FOUND");
    const { file, pieces } = await openFile(actor, fileId, { registers });
    log.info({ event: "document fetched", fileId, actorId: actor.personId });
    return sendDownload({ fileName: file.name, type: file.mediaType, length: file.sizeBytes, source: pieces(), write: passOn }, (error) => {
      log.error({ event: "document broken off", fileId, error: describe(error) });
    });
  },
});

async function* passOn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

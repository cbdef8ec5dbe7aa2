import { previewOf } from "@/features/documents/rules";
import { openFile } from "@/features/documents/service";
import { isId } from "@/lib/fields";
import { registers } from "@/registers";
import { describe } from "@/server/action";
import { sendDownload } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";

/** A picture as a picture: sent as the type that its content has been found to be, and as nothing else. */
export const GET = defineRoute<{ fileId: string }>({
  perMinute: 240,
  run: async (actor, _request, { fileId }) => {
    if (!isId(fileId)) throw new AppError("NOT_FOUND");
    const { file, pieces } = await openFile(actor, fileId, { registers });
    if (previewOf(file) !== "image") throw new AppError("NOT_FOUND");
    return sendDownload({ fileName: file.name, type: file.mediaType, length: file.sizeBytes, isShown: true, source: pieces(), write: passOn }, (error) => {
      log.error({ event: "picture broken off", fileId, error: describe(error) });
    });
  },
});

async function* passOn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield* pieces;
}

import { previewOf } from "@/features/documents/rules";
import { openFile } from "@/features/documents/service";
import { isId } from "@/lib/fields";
import { registers } from "@/registers";
import { drawPage } from "@/server/attachments/draw";
import { shownHeaders } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { defineRoute } from "@/server/route";

/** One page of a PDF, drawn as a picture. */
export const GET = defineRoute<{ fileId: string; page: string }>({
  perMinute: 120,
  run: async (actor, _request, { fileId, page }) => {
    if (!isId(fileId) || !/^[1-9]\d{0,4}$/.test(page)) throw new AppError("NOT_FOUND");
    const { file, pieces } = await openFile(actor, fileId, { registers });
    if (previewOf(file) !== "pages" || Number(page) > (file.pages ?? 0)) throw new AppError("NOT_FOUND");
    const read = async () => {
      const bytes = new Uint8Array(file.sizeBytes);
      let at = 0;
      for await (const piece of pieces()) {
        bytes.set(piece, at);
        at += piece.length;
      }
      return bytes;
    };
    const drawn = await drawPage(read, Number(page));
    if (drawn === null) throw new AppError("NOT_FOUND");
    return new Response(new Uint8Array(drawn), { headers: { ...shownHeaders("image/png"), "content-length": String(drawn.length) } });
  },
});

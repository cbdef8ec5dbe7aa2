import "server-only";

export interface Download<Piece> {
  /** As the reader sees it, with its ending. */
  fileName: string;
  type: string;
  /** How many bytes it comes to, where that is known beforehand. */
  length?: number;
  /** Whether it is a picture that a page shows, and nothing that could run; all else is saved. */
  isShown?: boolean;
  /** What the file is made from; ended when the reader leaves. */
  source: AsyncGenerator<Piece, void, undefined>;
  write: (pieces: AsyncIterable<Piece>) => AsyncGenerator<Uint8Array>;
}

/**
 * Sends a file as it is made, no faster than it is fetched. What fails before the first piece is thrown; what fails later breaks
 * the file off, so that half a file never looks like a whole one. When the reader leaves, the source is ended.
 */
export async function sendDownload<Piece>({ fileName, type, length, isShown = false, source, write }: Download<Piece>, onBroken: (error: unknown) => void): Promise<Response> {
  const first = await source.next();
  async function* pieces() {
    for (let piece = first; piece.done !== true; piece = await source.next()) yield piece.value;
  }
  const content = write(pieces());
  const end = async () => {
    await content.return(undefined);
    await source.return();
  };
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const chunk = await content.next();
        if (chunk.done === true) controller.close();
        else controller.enqueue(chunk.value);
      } catch (error) {
        onBroken(error);
        controller.error(error);
        await end();
      }
    },
    cancel: end,
  });
  return new Response(body, {
    headers: {
      ...shownHeaders(type),
      ...(isShown ? {} : { "content-disposition": attachmentNamed(fileName) }),
      ...(length === undefined ? {} : { "content-length": String(length) }),
    },
  });
}

/** How content of a type is sent: kept and packed by nobody on the way, taken for nothing else, and without any right to run. */
export function shownHeaders(type: string): Record<string, string> {
  return {
    "content-type": type,
    "cache-control": "private, no-store, no-transform",
    "x-content-type-options": "nosniff",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
  };
}

/** Names an attachment by RFC 6266: in full for those who read it, in ASCII for the rest. */
export function attachmentNamed(fileName: string): string {
  const name = fileName.normalize("NFC").replace(/[\u0000-\u001f\u007f/\\]/g, "_");
  const plain = name
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^\x20-\x7e]|["%;]/g, "_");
  const full = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}

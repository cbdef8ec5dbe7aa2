import { getEditionFile } from "@/features/summaries/editions/service";
import { readNumber, readYear } from "@/features/summaries/schema";
import { attachmentNamed } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";

const FILES = { "read.pdf": ["READ", "fileName"], "register.pdf": ["REGISTER", "fileNameRegister"] } as const;

/** A frozen edition's file, byte for byte as it was stored: `read.pdf` or `register.pdf`. */
export const GET = defineRoute<{ year: string; number: string; file: string }>({
  perMinute: 60,
  run: async (actor, _request, { year, number, file }) => {
    const [kind, name] = file === "read.pdf" || file === "register.pdf" ? FILES[file] : [null, null];
    const [ofYear, ofNumber] = [readYear(year), readNumber(number)];
    if (kind === null || ofYear === null || ofNumber === null) throw new AppError("NOT_FOUND");
    const bytes = await getEditionFile(actor, ofYear, ofNumber, kind);
    const words = await getWords();
    log.info({ event: "edition fetched", year: ofYear, number: ofNumber, kind, actorId: actor.personId });
    return new Response(bytes, {
      headers: {
        "content-type": "application/pdf",
        "content-length": String(bytes.length),
        "content-disposition": attachmentNamed(`${words(`summaries.edition.${name}`, { year: String(ofYear), number: ofNumber })}.pdf`),
        "cache-control": "private, no-store, no-transform",
        "x-content-type-options": "nosniff",
        "content-security-policy": "default-src 'none'; sandbox",
      },
    });
  },
});

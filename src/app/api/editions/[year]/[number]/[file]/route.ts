import { getEditionFile } from "@/features/summaries/editions/service";
import { readExportFile } from "@/features/summaries/exports/schema";
import { exportEdition } from "@/features/summaries/exports/service";
import { readNumber, readYear } from "@/features/summaries/schema";
import { wordsFor } from "@/messages/words";
import { attachmentNamed, shownHeaders } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { defineRoute } from "@/server/route";

const SEALED = { "read.pdf": ["READ", "fileName"], "register.pdf": ["REGISTER", "fileNameRegister"] } as const;
const isSealed = (file: string): file is keyof typeof SEALED => Object.hasOwn(SEALED, file);

/** A frozen edition's file: `read.pdf` or `register.pdf` byte for byte as it was stored, or one made of what is stored (`report.docx`, `memo.docx`, `residents.pdf`, `tables.xlsx`, `data.json` …). */
export const GET = defineRoute<{ year: string; number: string; file: string }>({
  perMinute: 60,
  run: async (actor, _request, address) => {
    const [year, number] = [readYear(address.year), readNumber(address.number)];
    if (year === null || number === null) throw new AppError("NOT_FOUND");
    const words = { sv: wordsFor("sv"), en: wordsFor("en") };
    const named = (name: string, more: Record<string, string> = {}) => words.sv(`summaries.edition.${name}`, { year: String(year), number, ...more });
    const send = (bytes: Uint8Array<ArrayBuffer>, type: string, fileName: string) => {
      log.info({ event: "edition fetched", year, number, file: address.file, actorId: actor.personId });
      return new Response(bytes, { headers: { ...shownHeaders(type), "content-length": String(bytes.length), "content-disposition": attachmentNamed(fileName) } });
    };
    if (isSealed(address.file)) {
      const [kind, name] = SEALED[address.file];
      return send(await getEditionFile(actor, year, number, kind), "application/pdf", `${named(name)}.pdf`);
    }
    const file = readExportFile(address.file);
    if (file === null) throw new AppError("NOT_FOUND");
    const { bytes, type } = await exportEdition(actor, { words }, { year, number, file });
    return send(bytes, type, named("fileNameMade", { file }));
  },
});

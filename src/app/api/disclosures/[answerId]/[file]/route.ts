import { DISCLOSURE_FILES, type DisclosureFileKind } from "@/features/disclosures/answers/schema";
import { fetchFile } from "@/features/disclosures/answers/service";
import { isId } from "@/lib/fields";
import { wordsFor } from "@/messages/words";
import { attachmentNamed, shownHeaders } from "@/server/documents/download";
import { XLSX_TYPE } from "@/server/documents/xlsx";
import { AppError } from "@/server/errors";
import { defineRoute } from "@/server/route";

const TYPES: Readonly<Record<DisclosureFileKind, { type: string; ending: string }>> = {
  READ: { type: "application/pdf", ending: "pdf" },
  REGISTER: { type: "application/pdf", ending: "pdfa.pdf" },
  XLSX: { type: XLSX_TYPE, ending: "xlsx" },
  JSON: { type: "application/json", ending: "json" },
};

/** A file that was released with an answer, byte for byte as it was frozen. */
export const GET = defineRoute<{ answerId: string; file: string }>({
  perMinute: 60,
  run: async (actor, _request, { answerId, file }) => {
    const kind = DISCLOSURE_FILES.find((each) => each.toLowerCase() === file);
    if (kind === undefined || !isId(answerId)) throw new AppError("NOT_FOUND");
    const { bytes, answer } = await fetchFile(actor, answerId, kind);
    const { type, ending } = TYPES[kind];
    const name = wordsFor("sv")("disclosures.fileName", { day: answer.decidedOn, examination: answer.number, number: answer.number });
    return new Response(bytes, { headers: { ...shownHeaders(type), "content-length": String(bytes.length), "content-disposition": attachmentNamed(`${name}.${ending}`) } });
  },
});

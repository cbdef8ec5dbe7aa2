import { writeVisitFile } from "@/features/calendars/service";
import { isId } from "@/lib/fields";
import { attachmentNamed, shownHeaders } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { getWords } from "@/server/locale";
import { defineRoute } from "@/server/route";

/** A visit as a file to put into a calendar. */
export const GET = defineRoute<{ id: string }>({
  perMinute: 60,
  run: async (actor, _request, { id }) => {
    if (!isId(id)) throw new AppError("NOT_FOUND");
    const { title, text } = await writeVisitFile(actor, id, (await getWords()).locale);
    return new Response(text, { headers: { ...shownHeaders("text/calendar; charset=utf-8"), "content-disposition": attachmentNamed(`${title}.ics`) } });
  },
});

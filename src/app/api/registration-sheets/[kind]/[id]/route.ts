import { dateInStockholm } from "@/domain/plain-date";
import { layOutRegistration } from "@/features/documents/registration/report";
import { readRegistration } from "@/features/documents/registration/service";
import { isId } from "@/lib/fields";
import { toPrint } from "@/lib/printed-record";
import { wordsFor } from "@/messages/words";
import { registers } from "@/registers";
import { attachmentNamed, shownHeaders } from "@/server/documents/download";
import { typeset } from "@/server/documents/typesetter";
import { AppError } from "@/server/errors";
import { log } from "@/server/log";
import { getPack } from "@/server/pack";
import { defineRoute } from "@/server/route";

/** A record's registration sheet for the diary system, as PDF/A, in Swedish or, with `lang=en`, in English. */
export const GET = defineRoute<{ kind: string; id: string }>({
  perMinute: 30,
  run: async (actor, request, { kind, id }) => {
    if (!isId(id)) throw new AppError("NOT_FOUND");
    const words = wordsFor(new URL(request.url).searchParams.get("lang") === "en" ? "en" : "sv");
    const now = new Date();
    const record = await readRegistration(actor, { kind, id }, { registers }, now);
    const { municipality } = getPack();
    const printer = { name: municipality.name, colour: municipality.profile.light.profile, day: dateInStockholm(now) };
    const bytes = typeset("record.typ", toPrint(layOutRegistration(record, words), printer)).register;
    log.info({ event: "registration sheet set", kind, id, lang: words.locale, actorId: actor.personId });
    return new Response(bytes, {
      headers: {
        ...shownHeaders("application/pdf"),
        "content-length": String(bytes.length),
        "content-disposition": attachmentNamed(`${words("registration.fileName", { name: record.title.slice(0, 80) })}.pdf`),
      },
    });
  },
});

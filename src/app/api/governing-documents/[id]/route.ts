import { exportVersion } from "@/features/governing-documents/service";
import { isId } from "@/lib/fields";
import { AppError } from "@/server/errors";
import { defineRoute } from "@/server/route";

/** A version of a governing document as one JSON file, which can be read in again. */
export const GET = defineRoute<{ id: string }>({
  perMinute: 30,
  run: async (actor, _request, { id }) => {
    if (!isId(id)) throw new AppError("NOT_FOUND");
    const { text, label } = await exportVersion(actor, id);
    const name = label.normalize("NFKD").replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "").toLowerCase();
    return new Response(text, {
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-disposition": `attachment; filename="${name === "" ? "version" : name}.json"`,
        "cache-control": "private, no-store",
        "x-content-type-options": "nosniff",
      },
    });
  },
});

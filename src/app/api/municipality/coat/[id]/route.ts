import { readCoat } from "@/features/municipality/profile/service";
import { isId } from "@/lib/fields";
import { shownHeaders } from "@/server/documents/download";
import { AppError } from "@/server/errors";
import { defineOpenRoute } from "@/server/route";

/** The municipality's coat of arms, on the sign-in page too; what has an address of its own never changes. */
export const GET = defineOpenRoute<{ id: string }>({
  name: "coat of arms",
  perMinute: 240,
  run: async ({ id }) => {
    if (!isId(id)) throw new AppError("NOT_FOUND");
    const { mediaType, content } = await readCoat(id);
    return new Response(Uint8Array.from(content), { headers: { ...shownHeaders(mediaType), "cache-control": "public, max-age=31536000, immutable" } });
  },
});

import { sectionInputSchema } from "@/features/project-drafts/schema";
import { saveSection } from "@/features/project-drafts/service";
import { readForm } from "@/lib/form-values";
import { defineRoute } from "@/server/route";

const LARGEST_BODY = 4 * 1024 * 1024;

/** Autosave: keeps what is typed in a section, right or wrong, and answers when it was kept. */
export const POST = defineRoute({
  perMinute: 120,
  run: async (actor, request) => {
    const type = request.headers.get("content-type") ?? "";
    if (!type.startsWith("multipart/form-data") && !type.startsWith("application/x-www-form-urlencoded")) return Response.json({ error: "UNREADABLE" }, { status: 415 });
    if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY) return Response.json({ error: "TOO_LARGE" }, { status: 413 });
    const form = await request.formData().catch(() => null);
    const parsed = form === null ? null : sectionInputSchema.safeParse(readForm(form));
    if (parsed === null || !parsed.success) return Response.json({ error: "UNREADABLE" }, { status: 400 });
    const { savedAt } = await saveSection(actor, parsed.data, true);
    return Response.json({ savedAt: savedAt.toISOString() }, { headers: { "cache-control": "private, no-store" } });
  },
});

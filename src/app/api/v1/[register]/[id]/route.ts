import { acceptsJson } from "@/features/api/schema";
import { getRecord } from "@/features/api/service";
import { isId } from "@/lib/fields";
import { resources } from "@/registers";
import { AskedWrongly, defineSystemRoute, notAcceptable } from "@/server/system-route";

/** One record of a register, by its id. */
export const GET = defineSystemRoute<{ register: string; id: string }>({
  run: async (system, request, { register, id }) => {
    if (system === null) return null;
    if (!acceptsJson(request.headers.get("accept"))) throw new AskedWrongly(notAcceptable);
    const unknown = [...new Set(new URL(request.url).searchParams.keys())];
    if (unknown.length > 0) throw new AskedWrongly({ status: 400, code: "PARAMETERS", detail: "A single record takes no parameters.", errors: unknown.map((parameter) => ({ parameter, detail: "There is no such parameter here." })) });
    const record = isId(id) ? await getRecord(system, resources, register, id) : null;
    return record === null ? null : { body: record };
  },
});

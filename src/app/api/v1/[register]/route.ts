import { acceptsJson, readRecordQuery } from "@/features/api/schema";
import { listRecords } from "@/features/api/service";
import { resources } from "@/registers";
import { apiAddress } from "@/server/env";
import { AskedWrongly, defineSystemRoute, notAcceptable } from "@/server/system-route";

/** A page of a register, in the order of its records' ids: `limit`, `cursor`, `updatedSince` and, where records are units', `unit`. */
export const GET = defineSystemRoute<{ register: string }>({
  run: async (system, request, { register }) => {
    if (system === null) return null;
    if (!acceptsJson(request.headers.get("accept"))) throw new AskedWrongly(notAcceptable);
    const { searchParams } = new URL(request.url);
    const { records, cursor } = await listRecords(system, resources, register, (resource) => {
      const { query, faults } = readRecordQuery(resource, searchParams);
      if (faults.length > 0) throw new AskedWrongly({ status: 400, code: "PARAMETERS", detail: faults.map(({ parameter, detail }) => `${parameter}: ${detail}`).join(" "), errors: faults });
      return query;
    });
    const addressOf = (parameters: URLSearchParams) => `${apiAddress()}/${register}${parameters.size === 0 ? "" : `?${parameters.toString()}`}`;
    const following = new URLSearchParams(searchParams);
    if (cursor !== null) following.set("cursor", cursor);
    const next = cursor === null ? null : addressOf(following);
    return { body: { data: records, links: { self: addressOf(searchParams), next } }, ...(next === null ? {} : { headers: { link: `<${next}>; rel="next"` } }) };
  },
});

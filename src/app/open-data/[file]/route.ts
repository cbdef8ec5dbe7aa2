import { dateInStockholm } from "@/domain/plain-date";
import { datasetFields } from "@/features/api/rules";
import { streamDataset, type StoredRecord } from "@/features/api/service";
import { columnsOf, describeCatalogue, FORMATS, LICENCE_ADDRESSES, writeJsonLd, writeRdfXml } from "@/features/open-data/report";
import { findPublished, tagOf } from "@/features/open-data/service";
import { wordsFor } from "@/messages/words";
import { resources } from "@/registers";
import { describe } from "@/server/action";
import { writeCsv } from "@/server/documents/csv";
import { sendDownload, shownHeaders } from "@/server/documents/download";
import { getSettings } from "@/server/env";
import { log } from "@/server/log";
import { getPack } from "@/server/pack";
import { defineOpenRoute, isKnown } from "@/server/system-route";

/** Portals harvest once a night, and people fetch a few files. */
const FILES_A_MINUTE = 60;

/** Kept by whoever fetches it, and asked for again each time: what is turned off is gone at once. Scripts on other sites may read it. */
const headersOf = (type: string, tag: string) => ({ ...shownHeaders(type), "cache-control": "public, no-cache", "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin", etag: tag });

/** The municipality's open data, for anyone, once it has been turned on: `catalog.rdf`, `catalog.jsonld`, and each data set as `.json` and `.csv`. */
export const GET = defineOpenRoute<{ file: string }>({
  perMinute: FILES_A_MINUTE,
  run: async (request, { file }) => {
    const found = await findPublished(resources);
    if (found === null) return null;
    const { publication, published } = found;
    const [, name = "", ending = ""] = /^([a-z-]{1,60})\.([a-z]{3,6})$/.exec(file) ?? [];
    const one = published.find(({ dataset }) => dataset.name === name);
    const isCatalogue = name === "catalog" && (ending === "rdf" || ending === "jsonld");
    if (!isCatalogue && (one === undefined || !Object.hasOwn(FORMATS, ending))) return null;
    const tag = await tagOf(file, found);
    const type = `${isCatalogue ? (ending === "rdf" ? "application/rdf+xml" : "application/ld+json") : FORMATS[ending as keyof typeof FORMATS]}; charset=utf-8`;
    const headers = headersOf(type, tag);
    if (isKnown(request, tag)) return new Response(null, { status: 304, headers });
    // Whoever asks what there would be is not read anything for.
    if (request.method === "HEAD") return new Response(null, { headers });
    if (one === undefined) {
      const since = dateInStockholm(publication.onSince ?? new Date());
      const things = describeCatalogue({ ...publication, origin: getSettings().origin, municipality: getPack().municipality.name, since, datasets: published.map(({ dataset }) => dataset.name) }, { sv: wordsFor("sv"), en: wordsFor("en") });
      return new Response(ending === "rdf" ? writeRdfXml(things) : JSON.stringify(writeJsonLd(things)), { headers });
    }
    const { resource, dataset } = one;
    const columns = columnsOf(datasetFields(resource, dataset));
    async function* rowsOf(pieces: AsyncIterable<readonly StoredRecord[]>) {
      for await (const records of pieces) yield records.map((record) => columns.map(({ cellOf }) => cellOf(record)));
    }
    const about = { dataset: dataset.name, publisher: publication.publisher, licence: LICENCE_ADDRESSES[publication.licence] };
    const sent = await sendDownload(
      {
        fileName: file,
        type,
        source: streamDataset(resource, dataset),
        write: (pieces: AsyncIterable<readonly StoredRecord[]>) => (ending === "csv" ? writeCsv({ columns, rows: rowsOf(pieces) }) : writeJson(about, pieces)),
      },
      (error) => {
        log.error({ event: "open data broken off", file, error: describe(error) });
      },
    );
    return new Response(sent.body, { headers: { ...Object.fromEntries(sent.headers), ...headers } });
  },
});

/** One piece of file for each piece of records, so that memory stays flat however many there are. */
async function* writeJson(about: Record<string, string>, pieces: AsyncIterable<readonly StoredRecord[]>): AsyncGenerator<Uint8Array> {
  yield Buffer.from(`${JSON.stringify(about).slice(0, -1)},"data":[`);
  let isFirst = true;
  for await (const records of pieces) {
    yield Buffer.from(`${isFirst ? "" : ","}\n${records.map((record) => JSON.stringify(record)).join(",\n")}`);
    isFirst = false;
  }
  yield Buffer.from("\n]}\n");
}

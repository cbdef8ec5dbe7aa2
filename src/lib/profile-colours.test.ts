import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrastRatio, profileSchema } from "@packs/pack";
import { deriveProfile, judgeColour } from "./profile-colours";

const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, "0")}`);

describe("Issue's own words: “colour (contrast checked)”", () => {
  it("whatever colour carries white text becomes a profile that is readable in light and dark", () => {
    fc.assert(
      fc.property(colour, (written) => {
        const { isReadable, nearest } = judgeColour(written);
        expect(profileSchema.safeParse(deriveProfile(isReadable ? written : nearest)).error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it.each(["#000000", "#12436a", "#767676", "#7a0019", "#00573f"])("%s is kept as it is in the light theme", (written) => {
    expect(judgeColour(written).isReadable).toBe(true);
    expect(deriveProfile(written).light.profile).toBe(written);
    expect(profileSchema.safeParse(deriveProfile(written)).success).toBe(true);
  });

  it.each(["#ffcc00", "#ffffff", "#777777", "#8fc4ec"])("%s is too light, and the nearest that will do is proposed", (written) => {
    const { isReadable, nearest, contrast } = judgeColour(written);
    expect(isReadable).toBe(false);
    expect(contrast).toBeLessThan(4.5);
    expect(judgeColour(nearest).isReadable).toBe(true);
    // No darker than it has to be.
    expect(contrastRatio("#ffffff", nearest)).toBeLessThan(4.7);
  });
});

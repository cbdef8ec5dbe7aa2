import { expect, it } from "vitest";
import { readOrganisationNumber, writeOrganisationNumber } from "./organisation-number";

it("reads an organisation number however it is written, and none with a wrong check digit", () => {
  expect(["212000-0142", "2120000142", " 212000 0142", "SE212000014201", "SE 2120000142 01", "16212000-0142"].map(readOrganisationNumber)).toEqual(Array.from({ length: 6 }, () => "2120000142"));
  expect(["212000-0143", "21200001", "abc", "", "17212000-0142"].map(readOrganisationNumber)).toEqual([null, null, null, null, null]);
  expect(writeOrganisationNumber("2120000142")).toBe("212000-0142");
});

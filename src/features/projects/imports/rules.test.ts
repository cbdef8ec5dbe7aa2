import { describe, expect, it } from "vitest";
import type { ReadRow } from "@/features/imports/rules";
import { projectInput } from "../../../../tests/factories/projects.ts";
import { approximateOf, findProgramme, makeOwnerFinder, partnerOf } from "../import";
import { composeChanged, composeNew, identityOf, keysOf, matchRow, placeRow, saysTheSame, yearOf, type KnownProject, type RowKeys } from "./rules";

const [UNIT, COMPANY, SCHOOL] = ["unit", "company", "school"];
const findOwner = makeOwnerFinder({
  units: [{ id: UNIT, name: "Hamnförvaltningen", parentId: null, organisationNumber: null }, { id: COMPANY, name: "Hamnbolaget AB", parentId: null, organisationNumber: "5560360793" }],
  workplaces: [{ id: SCHOOL, name: "Kajskolan", parentId: UNIT }],
  municipality: { name: "Storköpings kommun", shortName: "Storköping", organisationNumber: "212000-0142" },
});
const PROGRAMMES = [{ id: "p14", nameSv: "Interreg Havet", nameEn: "Interreg Sea", period: "2014–2020" }, { id: "p21", nameSv: "Interreg Havet", nameEn: "Interreg Sea", period: "2021–2027" }, { id: "e", nameSv: "Erasmus+", nameEn: "Erasmus+", period: "2021–2027" }];
const row = (values: Record<string, string>): ReadRow => ({ row: 2, values: { currency: "SEK", isInternational: "yes", isExternallyFunded: "yes", ...values }, told: new Set(Object.keys(values)), source: "" });

describe("organisations", () => {
  it("are the municipality's, a unit's, a company's or a school's by name in Swedish and English, and else nobody's", () => {
    expect(["STORKÖPINGS KOMMUN", "Municipality of Storköping", "Hamnbolaget AB", "Kajskolan, Storköpings kommun", "Storköpings Energi"].map((name) => findOwner(name))).toEqual(["municipality", "municipality", { unitId: COMPANY, workplaceId: null }, { unitId: UNIT, workplaceId: SCHOOL }, null]);
    expect(findOwner("Någon annan", "SE212000014201")).toBe("municipality");
    expect(findOwner("Kajskolan", "212000-0142")).toEqual({ unitId: UNIT, workplaceId: SCHOOL });
    // A company by its own number, whatever the list calls it.
    expect([findOwner("Hamnen", "556036-0793"), findOwner("Storköpings kommun", "SE556036079301"), findOwner("Hamnbolaget AB", "556000-0000")]).toEqual([{ unitId: COMPANY, workplaceId: null }, { unitId: COMPANY, workplaceId: null }, { unitId: COMPANY, workplaceId: null }]);
  });

  it("as partners are read with where they are, and brackets that name no country belong to the name", () => {
    expect(partnerOf("Port of Emden (Emden, Tyskland)")).toEqual({ name: "Port of Emden", town: "Emden", country: "DE", isLead: false });
    expect(partnerOf("Institute (ISE)")).toEqual({ name: "Institute (ISE)", town: null, country: null, isLead: false });
    expect(partnerOf("Institute (ISE) (PL)")).toMatchObject({ name: "Institute (ISE)", country: "PL" });
  });
});

describe("a row", () => {
  it("belongs where its own cell says, else where the beneficiary or a partner is ours, and else to nobody here", () => {
    const own = [UNIT];
    expect(placeRow(row({ unitId: `${UNIT} ${SCHOOL}` }), own, findOwner)).toMatchObject({ unitId: UNIT, workplaceId: SCHOOL, role: "" });
    expect(placeRow(row({ beneficiary: "Kajskolan" }), own, findOwner)).toMatchObject({ unitId: UNIT, workplaceId: SCHOOL, role: "LEAD_PARTNER", partners: [] });
    expect(placeRow(row({ beneficiary: "Gymnasium (DE)", partners: "Kajskolan\nSzkola (PL)" }), own, findOwner)).toMatchObject({ role: "PARTNER", partners: [{ name: "Gymnasium", isLead: true }, { name: "Szkola" }] });
    expect(placeRow(row({ beneficiary: "Hamnbolaget AB" }), own, findOwner)).toBeNull();
    expect(placeRow(row({ beneficiary: "Någon annan" }), own, findOwner)).toBeNull();
  });

  it("is known again by the register's id, the programme's, the acronym within the programme, or title, unit and start", () => {
    const keys = (more: Partial<RowKeys>): RowKeys => ({ row: 2, id: "", number: "", acronym: "", programmeId: null, title: "t", unitId: UNIT, year: 2024, ...more });
    const known = (more: Partial<KnownProject>): KnownProject => ({ row: 2, id: "k", title: "T", number: null, acronym: null, programmeId: null, unitId: UNIT, year: 2024, ...more });
    const isFound = (wanted: Partial<RowKeys>, there: Partial<KnownProject>) => {
      const found = matchRow(keys(wanted), [known(there)]);
      return "is" in found ? "is" : found.like.length > 0 ? "like" : "new";
    };
    expect(isFound({ id: "k", title: "annat" }, {})).toBe("is");
    expect(isFound({ number: "ka-1", title: "annat" }, { number: "KA-1" })).toBe("is");
    expect(isFound({ number: "ka-1" }, { number: "KA-2" })).toBe("new");
    expect(isFound({ acronym: "abc", programmeId: "e", title: "annat" }, { acronym: "ABC", programmeId: "e" })).toBe("is");
    expect(isFound({ acronym: "abc", programmeId: "e", title: "annat", year: 2019 }, { acronym: "ABC", programmeId: "e" })).toBe("new");
    expect(isFound({}, {})).toBe("is");
    expect(isFound({ year: 2023 }, {})).toBe("new");
    expect(isFound({ unitId: COMPANY }, {})).toBe("like");
    expect(isFound({ year: null }, {})).toBe("like");
    expect(identityOf(keys({ number: "ka-1" }))).toBe(identityOf(keys({ number: "ka-1", title: "annat" })));
  });

  it("says which programme it is by name and period, or by the year", () => {
    expect(findProgramme("erasmus+", PROGRAMMES, { storedId: null, year: null })).toEqual({ id: "e" });
    expect(findProgramme("Interreg Havet 2014–2020", PROGRAMMES, { storedId: null, year: null })).toEqual({ id: "p14" });
    expect(findProgramme("Interreg Sea", PROGRAMMES, { storedId: null, year: 2023 })).toEqual({ id: "p21" });
    expect(findProgramme("Interreg Havet", PROGRAMMES, { storedId: "p14", year: 2023 })).toEqual({ id: "p14" });
    expect(findProgramme("Interreg Havet", PROGRAMMES, { storedId: null, year: null })).toMatchObject({ message: "imports.projects.errors.programmePeriod" });
    expect(yearOf(row({ starts: "1/5 2024" }))).toBe(2024);
    expect([approximateOf("2029-12-31", "YEAR"), approximateOf("2029", ""), approximateOf("2029-12-31", "")]).toEqual(["2029", "2029", "2029-12-31"]);
  });

  it("V19: about a new project says its money in one currency, and from whom it comes", () => {
    const place = { unitId: UNIT, workplaceId: null, role: "", partners: [] };
    const compose = (values: Record<string, string>) => composeNew(row(values), place, { programmes: PROGRAMMES });
    expect(compose({ euGrant: "1000" }).values).toMatchObject({ currency: "EUR", "funding.0.kind": "EU", "funding.0.amount": "1000" });
    expect(compose({ external: "10" }).issues).toEqual([{ field: "externalKind", message: "imports.projects.errors.externalKindMissing" }]);
    expect(compose({ euGrant: "10", external: "10", externalKind: "EU" }).issues).toEqual([{ field: "euGrant", message: "imports.projects.errors.twoCurrencies" }]);
    expect(compose({ totalBudget: "100", external: "60", externalKind: "EU", ownFunding: "40" }).values).toMatchObject({ fundingIsPartial: "", "funding.1.kind": "OWN_CASH" });
    expect(compose({ totalBudget: "100", external: "60", externalKind: "EU" }).values).toMatchObject({ fundingIsPartial: "on" });
    expect(keysOf(row({ title: "A", acronym: "B", programme: "Erasmus+" }), place, PROGRAMMES)).toMatchObject({ title: "a", acronym: "b", programmeId: "e" });
  });

  it("V19: about a stored project changes what its cells say and nothing else, and no sum that is several lines", () => {
    const stored = { ...projectInput({ unitId: UNIT, funding: [{ kind: "EU", funder: null, year: 2024, amountMinor: 1_000n }, { kind: "OTHER_EXTERNAL", funder: "Staten", year: null, amountMinor: 500n }, { kind: "OWN_CASH", funder: null, year: null, amountMinor: 200n }], partners: [{ name: "Port of Emden", town: "Emden", country: "DE", isLead: true }] }), externalFundingOre: 1_500n, ownFundingOre: 200n };
    const place = (partners: string) => ({ unitId: UNIT, workplaceId: null, role: "", partners: partners === "" ? [] : [partnerOf(partners)] });
    const compose = (values: Record<string, string>, partners = "") => composeChanged(row(values), stored, place(partners), { programmes: PROGRAMMES });
    expect(saysTheSame(stored, compose({ title: stored.title, external: "15,00", ownFunding: "2", status: "CLOSED" }).values)).toBe(true);
    expect(compose({ status: "CLOSED" }).notes).toEqual([{ field: "status", message: "imports.projects.notes.status" }]);
    expect(compose({ ownFunding: "3" }).values).toMatchObject({ "funding.2.amount": "3" });
    expect(compose({ external: "16" }).issues).toMatchObject([{ field: "external", message: "imports.projects.errors.severalLines" }]);
    expect(compose({ external: "16", currency: "EUR" }).notes).toMatchObject([{ field: "currency" }, { field: "external", message: "imports.projects.notes.otherCurrency" }]);
    const joined = compose({ partners: "x" }, "Gdynia (PL)").values;
    expect([joined["partners.0.name"], joined["partners.1.name"]]).toEqual(["Port of Emden", "Gdynia"]);
    expect(compose({ partners: "x" }, "PORT OF EMDEN").values).not.toHaveProperty("partners.1.name");
  });
});

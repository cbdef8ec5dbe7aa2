import { expect, it } from "vitest";
import { reportNetworks } from "./report";

it("lays networks out in the reader's words, with a beginning no more exact than it is known", () => {
  const { columns, rows } = reportNetworks([{ id: "1", name: "Eurotowns", acronym: null, level: "EU", scope: "WHOLE_MUNICIPALITY", through: null, status: "MEMBER", unit: "Staben", joined: { on: "2012-01-01", precision: "YEAR" }, leftOn: null, noticeBy: null, priority: null, isDecided: false }], (key) => key);
  expect(columns.map(({ key }) => key)).toEqual(["name", "acronym", "level", "status", "scope", "through", "unit", "joined", "leftOn", "noticeBy", "priority", "decision", "id"]);
  expect(rows).toEqual([["Eurotowns", null, "networks.level.EU", "networks.status.MEMBER", "networks.scope.WHOLE_MUNICIPALITY", null, "Staben", "2012", null, null, null, "networks.undecided", "1"]]);
});

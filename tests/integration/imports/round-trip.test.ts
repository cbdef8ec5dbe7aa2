import { randomUUID } from "node:crypto";
import fc from "fast-check";
import varberg from "@packs/varberg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type * as draftsService from "@/features/imports/drafts/service";
import type * as importsService from "@/features/imports/service";
import { reportProjects } from "@/features/projects/report";
import { readProjectFilter } from "@/features/projects/schema";
import { wordsFor } from "@/messages/words";
import { writeCsv } from "@/server/documents/csv";
import { writeXlsx } from "@/server/documents/xlsx";
import type { Table } from "@/lib/table";
import { csvOf, EVERY_ROW } from "../../factories/lists.ts";
import { projectInput } from "../../factories/projects.ts";
import { NOON, openDecisions, valueOf, type DecisionsHouse } from "../decisions/house.ts";

let house: DecisionsHouse;
let imports: typeof draftsService & typeof importsService;
let around: importsService.Surroundings;
beforeAll(async () => {
  house = await openDecisions(varberg.id);
  imports = { ...(await import("@/features/imports/drafts/service")), ...(await import("@/features/imports/service")) };
  around = { importables: (await import("@/registers")).importables, languages: [wordsFor("sv"), wordsFor("en")] };
});
afterAll(() => house.close());

const MUST = { noGoalReason: "Målen står inte i listan.", externalKind: "EU", reachesChildrenAndYouth: "no", summary: "Vi lär av varandra.", status: "ONGOING" };
const draftOf = async (bytes: Uint8Array, defaults: Record<string, string> = {}) => {
  const { id } = valueOf(await imports.uploadList(house.office, { kind: "project", draftId: null, fileName: "lista.csv", bytes }, around, NOON));
  const draft = await imports.getDraft(house.office, id, around, NOON);
  await imports.tellColumns(house.office, { id, revision: draft.revision, columns: { ...draft.chosen }, defaults: { ...draft.defaults, ...defaults } }, around, NOON);
  return id;
};
const preview = (id: string) => imports.previewList(house.office, id, EVERY_ROW, around, NOON);

/** All that projects say, without what only tells that they have been written. */
const snapshot = async () =>
  JSON.stringify(
    await house.client.$queryRaw`
      SELECT to_jsonb(p) - 'version' - 'updated_at' AS project,
        (SELECT jsonb_agg(to_jsonb(f) - 'version' ORDER BY f.id) FROM funding_line f WHERE f.project_id = p.id AND f.removed_at IS NULL) AS funding,
        (SELECT jsonb_agg(to_jsonb(t) - 'version' ORDER BY t.id) FROM project_partner t WHERE t.project_id = p.id AND t.removed_at IS NULL) AS partners,
        (SELECT jsonb_agg(to_jsonb(s) ORDER BY s.id) FROM status_change s WHERE s.project_id = p.id) AS steps
      FROM project p WHERE p.archived_at IS NULL ORDER BY p.id`,
  );

async function* pieces(table: Table) {
  yield await Promise.resolve(table.rows);
}

async function collect(chunks: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return new Uint8Array(Buffer.concat(parts));
}

describe("a list of projects", () => {
  it("that has been exported and is read in again changes nothing, as CSV and as a workbook, in either language", async () => {
    await house.project({ title: "=Formel och 'citat", acronym: "-AB", starts: { on: "2024-01-01", precision: "YEAR" }, ends: { on: "2025-06-30", precision: "MONTH" }, caseNumber: "KS 2024/1" });
    await house.project({ title: "I euro", currency: "EUR", rateMillionths: 11_250_000n, rateOn: "2024-01-01", rateSource: "Riksbanken", funding: [{ kind: "EU", funder: "EU", year: null, amountMinor: 1_234_567n }], isExternallyFunded: true });
    await house.project({ title: "Flera rader; och semikolon", funding: [{ kind: "EU", funder: null, year: 2024, amountMinor: 100_050n }, { kind: "OTHER_EXTERNAL", funder: "Staten", year: 2025, amountMinor: 7n }, { kind: "OWN_CASH", funder: null, year: null, amountMinor: 900n }] });
    await house.project({ title: "Med sekretess", isConfidential: true, confidentialityProvision: "18 kap. 8 § OSL", reachesChildrenAndYouth: true, childrenAndYouthCount: 12 });
    const gone = valueOf(await house.bodies.addBody(house.system, { kind: "DEPARTMENT", names: [{ name: "Fyrförvaltningen", shortName: null, from: null, to: "2019-12-31" }, { name: "Fyr- och båkförvaltningen", shortName: null, from: "2020-01-01", to: null }], parentId: house.board, ownershipPercent: null, boundByOther: null, organisationNumber: null, validFrom: null, validTo: null, certainty: "HIGH", source: null, isDemonstration: false }, randomUUID())).id;
    await house.projects.logProject(house.office, projectInput({ title: "I en nedlagd förvaltning", unitId: gone }), randomUUID(), {}, NOON);
    valueOf(await house.bodies.closeBody(house.system, { bodyId: gone, version: 1, validTo: "2026-10-31" }));
    const { exportProjects } = await import("@/features/projects/lists/service");
    const before = await snapshot();
    for (const locale of ["sv", "en"] as const) {
      const rows = [];
      for await (const piece of exportProjects(house.office, readProjectFilter({}).filter, NOON)) rows.push(...piece);
      const table = reportProjects(rows, wordsFor(locale), "2026-11-22");
      for (const bytes of [await collect(writeCsv({ columns: table.columns, rows: pieces(table) })), await collect(writeXlsx({ columns: table.columns, rows: pieces(table) }, "Projekt"))]) {
        const id = await draftOf(bytes);
        const shown = await preview(id);
        expect(shown.rows.map(({ title, outcome, changes, issues }) => [title, outcome, changes, issues]).filter(([, outcome]) => outcome !== "SAME")).toEqual([]);
        expect(shown.counts.SAME).toBe(rows.length);
        expect(await imports.runImport(house.office, { id, digest: shown.digest }, around, NOON)).toMatchObject({ reason: "importNothingNew" });
      }
    }
    expect(await snapshot()).toBe(before);
  });

  it("whatever it says, leaves the register as it was when it has been read in and undone", { timeout: 120_000 }, async () => {
    const HEAD = ["Projektnamn", "Förvaltning", "Projekt-id", "Start", "Bidrag", "Egen insats", "Partner", "Kortnamn"];
    const numbers = ["RT-1", "RT-2", "RT-3", "RT-4", "RT-5"];
    const line = fc.record({ number: fc.constantFrom(...numbers), title: fc.constantFrom("Hamnen", "Kajen", "Fyren"), unit: fc.constantFrom("Hamnförvaltningen", "Hamnbolaget"), start: fc.constantFrom("", "2024", "2024-03-01"), external: fc.constantFrom("", "100", "250,50"), own: fc.constantFrom("", "70"), partners: fc.constantFrom("", "Emden (DE)", "Gdynia (PL); Emden (DE)"), acronym: fc.constantFrom("", "RT") });
    const list = fc.uniqueArray(line, { minLength: 1, maxLength: 5, selector: ({ number }) => number });
    const bytesOf = (lines: readonly { title: string; unit: string; number: string; start: string; external: string; own: string; partners: string; acronym: string }[]) => csvOf([HEAD, ...lines.map((one) => [`${one.title} ${one.number}`, one.unit, one.number, one.start, one.external, one.own, one.partners, one.acronym])]);
    const standing = await draftOf(bytesOf(numbers.slice(0, 3).map((number) => ({ number, title: "Hamnen", unit: "Hamnförvaltningen", start: "2024", external: "100", own: "", partners: "Emden (DE)", acronym: "" }))), MUST);
    valueOf(await imports.runImport(house.office, { id: standing, digest: (await preview(standing)).digest }, around, NOON));
    await fc.assert(
      fc.asyncProperty(list, async (lines) => {
        const before = await snapshot();
        const id = await draftOf(bytesOf(lines), MUST);
        const shown = await preview(id);
        const done = await imports.runImport(house.office, { id, digest: shown.digest }, around, NOON);
        if (!done.ok) {
          expect(done.reason).toBe("importNothingNew");
          return;
        }
        expect(await snapshot()).not.toBe(before);
        valueOf(await imports.undoImport(house.office, { id: done.value.id, version: 1 }, around, NOON));
        expect(await snapshot()).toBe(before);
      }),
      { numRuns: 12 },
    );
    expect(await house.client.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });
});

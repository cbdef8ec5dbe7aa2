import { describe, expect, it } from "vitest";
import type { Scrutiny } from "@/domain/registers";
import { wordsFor } from "@/messages/words";
import { reportScrutiny } from "./report";
import { sortUnderQuestions } from "./rules";

const having = (count: number) => ({ count, path: "/projects?states=period", first: [] });
const lacking = (count: number, ...first: { title: string; path: string }[]) => ({ count, path: "/projects?lacks=period", first });
const part = (more: Partial<Scrutiny>): Scrutiny => ({ question: "DOCUMENTATION", label: "projects.scrutiny.period", having: having(1), lacking: lacking(0), ...more });

describe("the auditors' four questions", () => {
  it("are all there in their order, the most lacking first under each", () => {
    const sorted = sortUnderQuestions([part({ lacking: lacking(1) }), part({ lacking: lacking(7), label: "projects.scrutiny.benefit" }), part({ question: "ORGANISATION", lacking: lacking(2) })]);
    expect(sorted.map(({ question, lacking, parts }) => [question, lacking, parts.map((each) => each.lacking.count)])).toEqual([
      ["ORGANISATION", 2, [2]],
      ["PROCESS", 0, []],
      ["DOCUMENTATION", 8, [7, 1]],
      ["DECISIONS", 0, []],
    ]);
  });

  it("are told in a file as counts and then record by record with addresses, and say what the file has no room for", () => {
    const questions = sortUnderQuestions([part({ having: having(4), lacking: lacking(3, { title: "=Ett", path: "/projects/1" }, { title: "Två", path: "/projects/2" }) })]);
    const { columns, rows } = reportScrutiny(questions, "https://utblick.example", wordsFor("sv"));
    expect(columns.map(({ label, type }) => [label, type])).toEqual([["Fråga", "text"], ["Det som granskas", "text"], ["Finns", "count"], ["Saknas", "count"], ["Post som saknar det", "text"], ["Adress", "text"]]);
    const asked = ["Är projekten dokumenterade, med utfall och effekter?", "Projektets start och slut är kända"];
    expect(rows).toEqual([
      [...asked, 4, 3, null, "https://utblick.example/projects?lacks=period"],
      [...asked, null, null, "=Ett", "https://utblick.example/projects/1"],
      [...asked, null, null, "Två", "https://utblick.example/projects/2"],
      [...asked, null, null, "En post till, se listan", "https://utblick.example/projects?lacks=period"],
    ]);
  });
});

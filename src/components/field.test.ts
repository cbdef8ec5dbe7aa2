import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { fieldId } from "@/lib/field-id";
import { CheckboxGroup, MoneyField, RadioGroup, SelectField, TextField } from "./field";

describe("a field", () => {
  it("ties label, help and error to the control and keeps what was typed", () => {
    const html = renderToStaticMarkup(
      createElement(TextField, {
        name: "title",
        label: "Namn",
        help: "Kort.",
        error: "Skriv ett namn.",
        defaultValue: "<b>",
      }),
    );
    expect(html).toContain('<label for="title">Namn</label>');
    expect(html).toContain('aria-describedby="title-help title-error"');
    expect(html).toContain('aria-invalid="true"');
    expect(html).toContain('value="&lt;b&gt;"');
    expect(html.indexOf("title-error")).toBeLessThan(html.indexOf("<input"));
  });

  it("says nothing about faults when there is none", () => {
    const html = renderToStaticMarkup(createElement(TextField, { name: "title", label: "Namn" }));
    expect(html).not.toContain("aria-");
  });

  it("reads the unit of an amount after its label", () => {
    const html = renderToStaticMarkup(createElement(MoneyField, { name: "funding.eu", label: "Bidrag", unit: "kr", defaultValue: "1 000" }));
    expect(html).toContain('id="funding-eu"');
    expect(html).toContain('name="funding.eu"');
    expect(html).toContain('aria-describedby="funding-eu-unit"');
  });

  it("lets a link from the error summary land on the first choice of a group", () => {
    const options = [
      { value: "a", label: "A" },
      { value: "b", label: "B" },
    ];
    for (const html of [
      renderToStaticMarkup(createElement(RadioGroup, { name: "who[0]", label: "Vem?", options, error: "Välj en." })),
      renderToStaticMarkup(createElement(CheckboxGroup, { name: "who[0]", label: "Vem?", options, error: "Välj en." })),
    ]) {
      expect(fieldId("who[0]")).toBe("who-0");
      expect(html).toMatch(/<input[^>]* id="who-0"/);
      expect(html).toMatch(/<input[^>]* id="who-0-2"/);
    }
  });

  it("chooses the option that was chosen before", () => {
    const html = renderToStaticMarkup(
      createElement(SelectField, {
        name: "unit",
        label: "Verksamhet",
        empty: "Alla",
        defaultValue: "2",
        options: [{ label: "Nämnder", options: [{ value: "2", label: "Två" }] }],
      }),
    );
    expect(html).toContain('<option value="2" selected="">Två</option>');
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../app/tokens.css", import.meta.url), "utf8");

type Theme = "light" | "dark";

function readColours(theme: Theme): Map<string, string> {
  const pattern = /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g;
  const root = css.slice(css.indexOf(":root {\n  color-scheme: light dark;"));
  return new Map([...root.matchAll(pattern)].map(([, name, light, dark]) => [name ?? "", (theme === "light" ? light : dark) ?? ""]));
}

function luminance(hex: string): number {
  const linear = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return (linear[0] ?? 0) * 0.2126 + (linear[1] ?? 0) * 0.7152 + (linear[2] ?? 0) * 0.0722;
}

function contrast(a: string, b: string): number {
  const [lighter = 0, darker = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

const TEXT = 4.5;
const GRAPHIC = 3;

const PAIRS: [text: string, grounds: string[], least: number][] = [
  ["ink", ["page", "surface", "surface-hover", "profile-tint", "missing-tint", "late-tint", "done-tint"], TEXT],
  ["ink-quiet", ["page", "surface", "surface-hover", "profile-tint", "missing-tint", "late-tint"], TEXT],
  ["profile-text", ["page", "surface", "surface-hover", "profile-tint", "missing-tint", "late-tint"], TEXT],
  ["on-profile", ["profile", "profile-hover"], TEXT],
  ["on-profile-quiet", ["profile", "profile-hover"], TEXT],
  ["on-masthead", ["masthead"], TEXT],
  ["on-masthead-quiet", ["masthead"], TEXT],
  ["missing", ["page", "surface", "profile-tint", "missing-tint"], TEXT],
  ["late", ["page", "surface", "profile-tint", "late-tint"], TEXT],
  ["done", ["page", "surface", "profile-tint", "done-tint"], TEXT],
  ["neutral", ["page", "surface", "neutral-tint"], TEXT],
  ["control", ["page", "surface"], GRAPHIC],
  ["profile", ["page", "surface", "profile-tint"], GRAPHIC],
  ["focus", ["page", "surface"], GRAPHIC],
  ["focus-gap", ["profile"], GRAPHIC],
  ["chart", ["page"], GRAPHIC],
  ["chart-second", ["page"], GRAPHIC],
  ["chart-rest", ["page"], GRAPHIC],
  ["chart-alert", ["page"], GRAPHIC],
];

describe.each<Theme>(["light", "dark"])("colours in the %s theme", (theme) => {
  const colours = readColours(theme);

  it.each(PAIRS.flatMap(([over, grounds, least]) => grounds.map((under) => ({ over, under, least }))))(
    "$over is readable on $under",
    ({ over, under, least }) => {
      const [front, back] = [colours.get(over), colours.get(under)];
      expect(front, `--${over} has both themes`).toBeDefined();
      expect(back, `--${under} has both themes`).toBeDefined();
      expect(contrast(front ?? "", back ?? "")).toBeGreaterThanOrEqual(least);
    },
  );
});

/** A browser and a kind of device as people call them; null where the browser doesn't say. */
export interface Browser {
  browser: string | null;
  system: string | null;
}

const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ["Edge", /\bEdgA?(?:iOS)?\/\d/],
  ["Opera", /\bOPR\/\d/],
  ["Samsung Internet", /\bSamsungBrowser\/\d/],
  ["Firefox", /\b(?:Firefox|FxiOS)\/\d/],
  ["Chrome", /\b(?:Chrome|CriOS|HeadlessChrome)\/\d/],
  ["Safari", /\bVersion\/\d.*\bSafari\/\d/],
];

const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ["iPhone", /\biPhone\b/],
  ["iPad", /\biPad\b/],
  ["Android", /\bAndroid\b/],
  ["Windows", /\bWindows NT\b/],
  ["ChromeOS", /\bCrOS\b/],
  ["Mac", /\bMac OS X\b/],
  ["Linux", /\bLinux\b/],
];

/** Tells from what a browser says of itself which one it is, and on what; the first that fits. */
export function describeBrowser(userAgent: string | null): Browser {
  const first = (choices: typeof BROWSERS) => (userAgent === null ? null : (choices.find(([, pattern]) => pattern.test(userAgent))?.[0] ?? null));
  return { browser: first(BROWSERS), system: first(SYSTEMS) };
}

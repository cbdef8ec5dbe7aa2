/** Exact money: whole minor units (öre, cent) as bigint, with an ISO 4217 currency. Never a floating-point number. */

export const CURRENCIES = ["SEK", "EUR", "DKK", "NOK", "USD", "GBP", "CHF", "PLN"] as const;
export type Currency = (typeof CURRENCIES)[number];

/** The largest amount that a field takes, in minor units: a thousand billion. */
export const LARGEST_AMOUNT_MINOR = 100_000_000_000_000n;

/** Reads an amount as people write it (`120 000`, `120000,50`, `1.250.000`), in minor units; null when it isn't one. */
export function readAmount(text: string): bigint | null {
  const written = text.normalize("NFKC").trim().replace(/[\u2212\u2013]/g, "-").replace(/[\s'’]/g, "").replace(/(kr|sek|eur|euro|€|:-)$/i, "");
  let match = /^(-?)(\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?$/.exec(written);
  if (match) return minor(match[1], (match[2] ?? "").replaceAll(".", ""), match[3]);
  match = /^(-?)(\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(written);
  if (match && written.includes(",", written.indexOf(",") + 1)) return minor(match[1], (match[2] ?? "").replaceAll(",", ""), match[3]);
  match = /^(-?)(\d{1,40})(?:[.,](\d{1,2}))?$/.exec(written);
  return match ? minor(match[1], match[2] ?? "0", match[3]) : null;
}

function minor(sign: string | undefined, whole: string, fraction: string | undefined): bigint {
  const value = BigInt(whole) * 100n + BigInt((fraction ?? "").padEnd(2, "0") || "0");
  return sign === "-" ? -value : value;
}

/** Writes minor units as a plain amount that `readAmount` reads back: `120000` or `120000,50`. */
export function writeAmount(amountMinor: bigint): string {
  const absolute = amountMinor < 0n ? -amountMinor : amountMinor;
  const fraction = absolute % 100n;
  const text = (absolute / 100n).toString() + (fraction === 0n ? "" : `,${fraction.toString().padStart(2, "0")}`);
  return amountMinor < 0n ? `-${text}` : text;
}

/** Writes minor units for reading, thousands held together by no-break spaces; decimals only when there are any. */
export function formatAmount(amountMinor: bigint): string {
  const [whole = "", fraction] = writeAmount(amountMinor).split(",");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0").replace("-", "\u2212");
  return fraction === undefined ? grouped : `${grouped},${fraction}`;
}

/** Writes öre as whole thousands of kronor (tkr), rounded half away from zero. */
export function formatThousands(amountOre: bigint): string {
  return formatAmount(divideRounded(amountOre, 100_000n) * 100n);
}

/** Reads an exchange rate (kronor for one unit, at most six decimals) as millionths; null when it isn't a positive number. */
export function readRate(text: string): bigint | null {
  const match = /^(\d{1,6})(?:[.,](\d{1,6}))?$/.exec(text.normalize("NFKC").trim().replace(/\s/g, ""));
  if (!match) return null;
  const millionths = BigInt(match[1] ?? "0") * 1_000_000n + BigInt((match[2] ?? "").padEnd(6, "0"));
  return millionths > 0n ? millionths : null;
}

/** Writes a rate in millionths with a decimal comma and no needless zeros. */
export function writeRate(millionths: bigint): string {
  const fraction = (millionths % 1_000_000n).toString().padStart(6, "0").replace(/0+$/, "");
  return (millionths / 1_000_000n).toString() + (fraction === "" ? "" : `,${fraction}`);
}

/** Converts minor units to öre by a rate in millionths, rounded half away from zero. */
export function toOre(amountMinor: bigint, rateMillionths: bigint): bigint {
  return divideRounded(amountMinor * rateMillionths, 1_000_000n);
}

/** What work costs: hours in hundredths by the price of an hour in minor units, rounded half up, once. */
export function priceWork(hoursHundredths: number, hourlyRateMinor: bigint): bigint {
  return (BigInt(hoursHundredths) * hourlyRateMinor + 50n) / 100n;
}

/** A quotient rounded to the nearest whole, half away from zero. */
export function divideRounded(value: bigint, divisor: bigint): bigint {
  const half = divisor / 2n;
  return value < 0n ? -((-value + half) / divisor) : (value + half) / divisor;
}

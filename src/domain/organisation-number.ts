/** Reads a Swedish organisation number as its ten digits, also out of a VAT number or with the century before it; null for what is none, or has a wrong check digit. */
export function readOrganisationNumber(text: string): string | null {
  const digits = text.replace(/^SE(?=[\d -]{12,})/i, "").replace(/[\s-]/g, "");
  const number = /^\d{10}$/.test(digits) ? digits : /^\d{10}01$/.test(digits) ? digits.slice(0, 10) : /^16\d{10}$/.test(digits) ? digits.slice(2) : null;
  return number !== null && hasCheckDigit(number) ? number : null;
}

/** Writes an organisation number as people do, with a hyphen before its last four digits. */
export function writeOrganisationNumber(number: string): string {
  return `${number.slice(0, 6)}-${number.slice(6)}`;
}

/** The last digit follows from the others (Luhn, as for all numbers of Swedish organisations). */
function hasCheckDigit(number: string): boolean {
  const sum = Array.from(number, Number).reduce((total, digit, index) => {
    const doubled = digit * (index % 2 === 0 ? 2 : 1);
    return total + (doubled > 9 ? doubled - 9 : doubled);
  }, 0);
  return sum % 10 === 0;
}

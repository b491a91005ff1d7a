/** What a spreadsheet takes for a formula (OWASP, CSV injection): a leading quote makes it text. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** A cell as RFC 4180 has it. */
const cell = (value: string | number | null): string => {
  if (value === null || typeof value === 'number') return String(value ?? '');
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line of a CSV, without its end. */
export const csvLine = (values: readonly (string | number | null)[]): string => values.map(cell).join(',');

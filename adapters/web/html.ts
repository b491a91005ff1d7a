// HTML by tagged templates: everything that is put in is escaped, unless it was made here.

/** Markup that was made by `html`. A class, so that nothing which came from outside can pass for it. */
export class Html {
  constructor(readonly markup: string) {}
}

type Part = string | number | Html | readonly Html[] | null;

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign);

const markupOf = (part: Part): string => {
  if (part === null) return '';
  if (part instanceof Html) return part.markup;
  return typeof part === 'object' ? part.map(({ markup }) => markup).join('') : escaped(String(part));
};

/** Attributes stand in double quotes. `null` puts in nothing, a list all of its pieces. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Html =>
  new Html(strings.map((each, index) => each + markupOf(parts[index] ?? null)).join(''));

/** An address for `href`: of the web, or nothing. */
export const webAddress = (text: string | null): string | null => (text !== null && URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : null);

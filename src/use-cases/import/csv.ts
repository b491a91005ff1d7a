// A spreadsheet's CSV (RFC 4180), with the line of each row: comma, semicolon or tab, whatever parts its head.

export type Row = { line: number; cells: readonly string[] };
export type Sheet = { ok: true; head: readonly string[]; rows: readonly Row[] } | { ok: false; line: number; say: string };

const SEPARATORS = [',', ';', '\t'];

/** The sign that parts the head most often, outside of quotes. */
const separatorOf = (text: string): string => {
  const [head = ''] = text.replace(/"[^"]*"/g, '').split(/\r?\n/, 1);
  return SEPARATORS.map((sign) => ({ sign, times: head.split(sign).length })).sort((a, b) => b.times - a.times)[0]?.sign ?? ',';
};

type Reading = { rows: Row[]; unclosed: number | null };

const rowsOf = (text: string, separator: string): Reading => {
  const rows: Row[] = [];
  let [cells, cell, quoted, line, startedAt]: [string[], string, boolean, number, number] = [[], '', false, 1, 1];
  const endCell = () => (cells.push(cell.trim()), (cell = ''));
  const endRow = () => {
    endCell();
    if (cells.some((each) => each !== '')) rows.push({ line: startedAt, cells });
    [cells, startedAt] = [[], line + 1];
  };
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (quoted && sign === '"' && text[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1];
    else if (sign === '"' && (quoted || cell.trim() === '')) quoted = !quoted;
    else if (!quoted && sign === separator) endCell();
    else if (!quoted && sign === '\n') endRow();
    else if (quoted || sign !== '\r') cell += sign;
    if (sign === '\n') line += 1;
  }
  const unclosed = quoted ? startedAt : null;
  if (cell !== '' || cells.length > 0) endRow();
  return { rows, unclosed };
};

/** Reads a sheet with a head. Empty rows are no rows. */
export const readCsv = (whole: string): Sheet => {
  const text = whole.replace(/^\uFEFF/, '');
  const { rows: [head, ...rows], unclosed } = rowsOf(text, separatorOf(text));
  if (unclosed !== null) return { ok: false, line: unclosed, say: 'A quote is opened here and never closed.' };
  if (head === undefined || rows.length === 0) return { ok: false, line: 1, say: 'There is no row. The first line names the columns, each further one is a row.' };
  const names = head.cells.map((name) => name.toLowerCase());
  const twice = names.find((name, at) => name !== '' && names.indexOf(name) !== at);
  return twice === undefined ? { ok: true, head: head.cells, rows } : { ok: false, line: head.line, say: `Two columns are called "${twice}".` };
};

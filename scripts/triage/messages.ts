// The messages that the classifier learns from: our own, a file a type, and the labelled ones beside the tests.
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** A labelled message. The rows of a data file hold more; what is not named here is not read. */
export const Row = z.object({
  id: z.string(), text: z.string(), type: z.string(), alt: z.string().nullish(), priority: z.enum(['urgent', 'high', 'normal', 'low']).nullish(), channel: z.string().nullish(),
  phi: z.array(z.string()).nullish(), injection: z.boolean().nullish(),
});
export type Row = z.infer<typeof Row>;
export type Own = { id: string; text: string; type: string; hard: boolean };

const folder = new URL('messages/', import.meta.url);

/** Written for this: ordinary ones, and after a line `# hard` those without a request, with misleading words, or meant otherwise. */
export const ownMessages = (): Own[] =>
  readdirSync(folder).sort().flatMap((file) => {
    const lines = readFileSync(new URL(file, folder), 'utf8').split('\n').filter((line) => line.trim() !== '');
    const hardFrom = lines.indexOf('# hard');
    return lines.flatMap((text, at) => (text === '# hard' ? [] : [{ id: `${file}:${at + 1}`, text, type: file.replace(/\.txt$/, ''), hard: hardFrom >= 0 && at > hardFrom }]));
  });

/** Rows of a data file, a JSON object a line. Throws with the line's number. */
export const readRows = (text: string): Row[] =>
  text.split('\n').flatMap((line, at) => {
    if (line.trim() === '') return [];
    const row = Row.safeParse(JSON.parse(line));
    if (!row.success) throw new Error(`line ${at + 1}: ${row.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; ')}`);
    return [row.data];
  });

export const developmentRows = (): Row[] => readRows(readFileSync(new URL('../../test/fixtures/triage/triage-dev.jsonl', import.meta.url), 'utf8'));

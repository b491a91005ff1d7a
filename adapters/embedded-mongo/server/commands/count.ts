import { encodeKey } from '../../values/keys.js';
import type { Query } from '../../query/find.js';
import { somePathValue, parsePath } from '../../values/paths.js';
import { emptyDoc, type Value } from '../../values/value.js';
import { CommandError } from '../../errors.js';
import type { Found } from '../../query/find.js';
import type { Call } from '../call.js';
import type { Command } from '../command.js';
import { Turn } from '../turn.js';
import { findReading } from './find.js';

/** Reads a query to its end, pausing for others. */
const readAll = async (call: Call, query: Query, take: (found: Found) => void): Promise<void> => {
  const source = findReading(call, call.namespace(), query);
  const turn = new Turn(call.deadline);
  for (const one of source?.found ?? []) {
    if (one) take(one);
    if (!turn.isOver()) continue;
    await turn.pass();
    source?.check();
  }
};

export const count: Command = {
  options: ['query', 'limit', 'skip', 'hint'],
  run: async (call) => {
    let n = 0;
    const query = { filter: call.doc('query') ?? emptyDoc(), limit: Math.abs(call.number('limit') ?? 0), skip: call.count('skip'), hint: call.hint() };
    await readAll(call, query, () => {
      n += 1;
    });
    return { n };
  },
};

export const distinct: Command = {
  options: ['key', 'query', 'hint'],
  run: async (call) => {
    const key = call.text('key');
    if (key === undefined) throw new CommandError('IDLFailedToParse', "BSON field 'distinct.key' is missing but a required field");
    const path = parsePath(key);
    const values = new Map<string, Value>();
    const keep = (value: Value | undefined): boolean => {
      if (value !== undefined && !Array.isArray(value)) values.set(encodeKey(value).toString('latin1'), value);
      else if (value !== undefined) value.forEach((element) => values.set(encodeKey(element).toString('latin1'), element));
      return false;
    };
    await readAll(call, { filter: call.doc('query') ?? emptyDoc(), hint: call.hint() }, ({ doc }) => somePathValue(doc, path, false, keep));
    const sorted = [...values].sort(([a], [b]) => Buffer.compare(Buffer.from(a, 'latin1'), Buffer.from(b, 'latin1')));
    return { values: sorted.map(([, value]) => value) };
  },
};

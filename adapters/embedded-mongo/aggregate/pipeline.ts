import { Int32 } from 'bson';
import { CommandError, notOffered } from '../errors.js';
import { compileFilter } from '../query/match.js';
import { compileProjection } from '../query/project.js';
import { parseSort, sortKey } from '../query/sort.js';
import { toDouble } from '../values/numbers.js';
import { parsePath, valueAt } from '../values/paths.js';
import { withoutPath, withValueAt } from '../update/write-path.js';
import { isDoc, isNumber, type Doc, type Value } from '../values/value.js';
import { Grouping } from './group.js';

/** Documents on their way through a pipeline; `undefined` is a place to pause for others. */
export type Flow = Generator<Doc | undefined, void>;

export type Stage = (flow: Flow) => Flow;

const objectOf = (stage: string, spec: Value): Doc => {
  if (isDoc(spec)) return spec;
  throw new CommandError('Location15981', `the ${stage} specification must be an object`);
};

const each = (change: (doc: Doc) => Doc | undefined): Stage =>
  function* (flow) {
    for (const doc of flow) yield doc && change(doc);
  };

const match = (spec: Value): Stage => {
  const matches = compileFilter(objectOf('$match', spec));
  return each((doc) => (matches(doc) ? doc : undefined));
};

const project = (spec: Value): Stage => {
  const fields = objectOf('$project', spec);
  const projection = compileProjection(fields);
  if (!projection) throw new CommandError('Location51272', 'Invalid $project :: caused by :: projection specification must have at least one field');
  return each(projection);
};

const whole = (stage: string, spec: Value, least: number): number => {
  const number = isNumber(spec) ? toDouble(spec) : NaN;
  if (Number.isInteger(number) && number >= least) return number;
  throw new CommandError('Location15958', `the ${stage} must be a whole number of at least ${least}`);
};

const limit = (spec: Value): Stage => {
  const most = whole('$limit', spec, 1);
  return function* (flow) {
    let passed = 0;
    for (const doc of flow) {
      yield doc;
      if (doc) passed += 1;
      if (passed >= most) return;
    }
  };
};

const skip = (spec: Value): Stage => {
  const least = whole('$skip', spec, 0);
  return function* (flow) {
    let left = least;
    for (const doc of flow) {
      yield left > 0 ? undefined : doc;
      if (doc) left -= 1;
    }
  };
};

const sort = (spec: Value): Stage => {
  const fields = parseSort(objectOf('$sort', spec));
  if (fields.length === 0) throw new CommandError('Location15976', '$sort stage must have at least one sort key');
  return function* (flow) {
    const held: { readonly doc: Doc; readonly key: Buffer }[] = [];
    for (const doc of flow) {
      if (doc) held.push({ doc, key: sortKey(doc, fields) });
      yield undefined;
    }
    for (const { doc } of held.sort((a, b) => Buffer.compare(a.key, b.key))) yield doc;
  };
};

const group = (spec: Value): Stage => {
  const check = new Grouping(spec);
  return function* (flow) {
    for (const doc of flow) {
      if (doc) check.add(doc);
      yield undefined;
    }
    yield* check.results();
  };
};

const count = (spec: Value): Stage => {
  if (typeof spec !== 'string' || spec === '' || spec.startsWith('$') || spec.includes('.')) {
    throw new CommandError('Location40156', 'the count field must be a non-empty string without $ and .');
  }
  return function* (flow) {
    let counted = 0;
    for (const doc of flow) {
      if (doc) counted += 1;
      yield undefined;
    }
    if (counted > 0) yield new Map([[spec, new Int32(counted)]]);
  };
};

const unwind = (spec: Value): Stage => {
  const options = isDoc(spec) ? spec : new Map([['path', spec]]);
  const strange = [...options.keys()].find((name) => name !== 'path' && name !== 'preserveNullAndEmptyArrays');
  if (strange !== undefined) throw notOffered(`The $unwind option '${strange}'`);
  const field = options.get('path');
  if (typeof field !== 'string' || !field.startsWith('$')) throw new CommandError('Location28818', "path option to $unwind stage should be prefixed with a '$'");
  const path = parsePath(field.slice(1));
  const keep = options.get('preserveNullAndEmptyArrays') === true;
  return function* (flow) {
    for (const doc of flow) {
      const value = doc && valueAt(doc, path);
      if (!doc) yield undefined;
      else if (!Array.isArray(value)) yield keep || (value !== undefined && value !== null) ? doc : undefined;
      else if (value.length === 0) yield keep ? withoutPath(doc, path) : undefined;
      else for (const element of value) yield withValueAt(doc, path, element);
    }
  };
};

const STAGES: Readonly<Record<string, (spec: Value) => Stage>> = {
  $match: match,
  $group: group,
  $project: project,
  $sort: sort,
  $limit: limit,
  $skip: skip,
  $count: count,
  $unwind: unwind,
};

/** A stage's name and what it says, from its one field. */
export const readStage = (stage: Doc): readonly [name: string, spec: Value] => {
  const [entry, ...more] = stage;
  if (!entry || more.length > 0) throw new CommandError('Location40323', 'A pipeline stage specification object must contain exactly one field.');
  return entry;
};

const named = (value: Value): string[] => {
  if (typeof value === 'string') return value.startsWith('$') ? parsePath(value.slice(1)).slice(0, 1) : [];
  if (Array.isArray(value)) return value.flatMap(named);
  return isDoc(value) ? [...value.values()].flatMap(named) : [];
};

/** The top-level fields that are all a stage reads of its documents; `undefined` where it passes them on whole. */
export const fieldsNamedBy = (stage: Doc | undefined): ReadonlySet<string> | undefined => {
  if (stage?.has('$count')) return new Set();
  return stage?.has('$group') ? new Set(named(stage.get('$group') ?? null)) : undefined;
};

/** Compiles one stage. Change streams are refused with 40573, every other stage that is not offered with 40324. */
export const compileStage = (stage: Doc): Stage => {
  const [name, spec] = readStage(stage);
  if (name === '$changeStream') throw notOffered('$changeStream', 'Location40573');
  const compile = STAGES[name];
  if (!compile) throw new CommandError('Location40324', `Unrecognized pipeline stage name: '${name}' (the embedded store offers ${Object.keys(STAGES).join(', ')})`);
  return compile(spec);
};

import { CommandError, notOffered } from '../errors.js';
import { isDoc, isNumber, type Doc, type Value } from '../values/value.js';
import { toDouble } from '../values/numbers.js';
import { parsePath } from '../values/paths.js';
import { elementTest } from './match.js';
import type { Test } from './operators.js';

export type Projection = (doc: Doc) => Doc;

/** What becomes of a field: kept or left out whole, a part of an array, or something of what is inside. */
type Leaf =
  | { readonly kind: 'whole' }
  | { readonly kind: 'slice'; readonly skip: number; readonly count: number | undefined }
  | { readonly kind: 'element'; readonly test: Test };

type Tree = Map<string, Leaf | Tree>;

const isTree = (node: Leaf | Tree | undefined): node is Tree => node instanceof Map;

const put = (tree: Tree, name: string, leaf: Leaf): void => {
  const path = parsePath(name);
  let node = tree;
  path.forEach((part, at) => {
    const known = node.get(part);
    const last = at === path.length - 1;
    if (known !== undefined && (last || !isTree(known))) throw new CommandError('Location31249', `Path collision at ${name}`);
    if (last) node.set(part, leaf);
    else {
      const inner = isTree(known) ? known : new Map<string, Leaf | Tree>();
      node.set(part, inner);
      node = inner;
    }
  });
};

const slice = (name: string, operand: Value): Leaf => {
  const [a, b] = (Array.isArray(operand) ? operand : [operand]).map((value) => (isNumber(value) ? toDouble(value) : NaN));
  if (a === undefined || Number.isNaN(a) || Number.isNaN(b ?? 0)) throw new CommandError('BadValue', `$slice of '${name}' takes one or two numbers`);
  if (b !== undefined) return { kind: 'slice', skip: a, count: b };
  return a < 0 ? { kind: 'slice', skip: a, count: undefined } : { kind: 'slice', skip: 0, count: a };
};

const special = (name: string, operators: Doc): Leaf => {
  const [entry] = operators;
  if (entry?.[0] === '$slice') return slice(name, entry[1]);
  if (entry?.[0] === '$elemMatch') return { kind: 'element', test: elementTest(entry[1]) };
  throw notOffered(`The projection of '${name}' by ${entry?.[0] ?? 'an empty document'}`, 'InvalidPipelineOperator');
};

const switchOf = (value: Value): boolean | undefined => {
  if (typeof value === 'boolean') return value;
  return isNumber(value) ? toDouble(value) !== 0 : undefined;
};

const sliced = (list: readonly Value[], skip: number, count: number | undefined): Value[] => {
  const start = skip < 0 ? Math.max(list.length + skip, 0) : skip;
  return list.slice(start, count === undefined ? undefined : start + count);
};

/** A field as a leaf leaves it; `undefined` drops it. */
const project = (leaf: Leaf, value: Value, including: boolean): Value | undefined => {
  switch (leaf.kind) {
    case 'whole':
      return including ? value : undefined;
    case 'slice':
      return Array.isArray(value) ? sliced(value, leaf.skip, leaf.count) : value;
    case 'element': {
      const first = Array.isArray(value) ? value.find((element) => leaf.test(element)) : undefined;
      return first === undefined ? undefined : [first];
    }
  }
};

const inside = (tree: Tree, value: Value, including: boolean): Value | undefined => {
  if (isDoc(value)) return walk(tree, value, including);
  if (!Array.isArray(value)) return including ? undefined : value;
  return value.map((element) => inside(tree, element, including)).filter((element) => element !== undefined);
};

const walk = (tree: Tree, doc: Doc, including: boolean): Doc => {
  const out: Doc = new Map();
  for (const [name, value] of doc) {
    const node = tree.get(name);
    const kept = node === undefined ? (including ? undefined : value) : isTree(node) ? inside(node, value, including) : project(node, value, including);
    if (kept !== undefined) out.set(name, kept);
  }
  return out;
};

interface Parsed {
  readonly tree: Tree;
  readonly including: boolean;
}

const parse = (spec: Doc): Parsed => {
  const tree: Tree = new Map();
  let including: boolean | undefined;
  for (const [name, value] of spec) {
    if (name === '' || name.endsWith('.$') || name.split('.').some((part) => part.startsWith('$'))) throw notOffered(`The projection of '${name}'`);
    if (isDoc(value)) {
      const leaf = special(name, value);
      if (leaf.kind === 'element') including ??= true;
      put(tree, name, leaf);
      continue;
    }
    const on = switchOf(value);
    if (on === undefined) throw notOffered(`The projection of '${name}' by an expression`, 'InvalidPipelineOperator');
    if (name === '_id') continue;
    if (including !== undefined && on !== including) {
      throw on
        ? new CommandError('Location31253', `Cannot do inclusion on field ${name} in exclusion projection`)
        : new CommandError('Location31254', `Cannot do exclusion on field ${name} in inclusion projection`);
    }
    including = on;
    put(tree, name, { kind: 'whole' });
  }
  const id = switchOf(spec.get('_id') ?? null);
  const onlyId = including === undefined && id === true && spec.size === 1;
  const includes = including ?? onlyId;
  if (id !== undefined ? id === includes : includes) tree.set('_id', { kind: 'whole' });
  return { tree, including: includes };
};

/** Compiles a projection: fields in, or fields out, with `$slice` and `$elemMatch`. Expressions are refused (168). */
export const compileProjection = (spec: Doc | undefined): Projection | undefined => {
  if (spec === undefined || spec.size === 0) return undefined;
  const { tree, including } = parse(spec);
  return (doc) => walk(tree, doc, including);
};

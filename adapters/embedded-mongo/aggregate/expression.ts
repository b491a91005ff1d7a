import { CommandError, notOffered } from '../errors.js';
import { parsePath, type Path } from '../values/paths.js';
import { isDoc, type Doc, type Value } from '../values/value.js';

/** An expression's value for a document; `undefined` where it leads to a field that is missing. */
export type Expression = (doc: Doc) => Value | undefined;

/** A field path as aggregation reads it: through arrays, collecting what their elements have. */
const resolve = (value: Value | undefined, path: Path, at: number): Value | undefined => {
  const part = path[at];
  if (part === undefined) return value;
  if (isDoc(value)) return resolve(value.get(part), path, at + 1);
  if (!Array.isArray(value)) return undefined;
  return value.map((element) => resolve(element, path, at)).filter((element) => element !== undefined);
};

const fieldPath = (text: string): Expression => {
  if (text.startsWith('$$')) throw notOffered(`The variable '${text}'`, 'InvalidPipelineOperator');
  const path = parsePath(text.slice(1));
  if (path.some((part) => part === '' || part.startsWith('$'))) throw new CommandError('Location16410', `FieldPath field names may not start with '$' or be empty: ${text}`);
  return (doc) => resolve(doc, path, 0);
};

const documentOf = (fields: Doc): Expression => {
  const parts = [...fields].map(([name, value]) => [name, compileExpression(value)] as const);
  return (doc) => {
    const out: Doc = new Map();
    for (const [name, part] of parts) {
      const value = part(doc);
      if (value !== undefined) out.set(name, value);
    }
    return out;
  };
};

/** Compiles an expression: field paths, constants, documents of them, and `$literal`. All operators are refused (168). */
export const compileExpression = (value: Value): Expression => {
  if (typeof value === 'string' && value.startsWith('$')) return fieldPath(value);
  if (Array.isArray(value)) {
    const parts = value.map(compileExpression);
    return (doc) => parts.map((part) => part(doc) ?? null);
  }
  if (!isDoc(value)) return () => value;
  const [first] = value;
  if (!first?.[0].startsWith('$')) return documentOf(value);
  const [operator, operand] = first;
  if (operator === '$literal') return () => operand;
  throw notOffered(`The expression ${operator}`, 'InvalidPipelineOperator');
};

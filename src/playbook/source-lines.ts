// In which line of a YAML text something stands.
import { isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { Document, Node } from 'yaml';
import type { Path } from './fault.js';

export type SourceText = { document: Document.Parsed; lines: LineCounter };

/** Parses YAML so that lines can be asked for afterwards. Its errors are in `document.errors`. */
export const parseSource = (text: string): SourceText => {
  const lines = new LineCounter();
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false, logLevel: 'error' }), lines };
};

/** Aliases copy parts of the text, and a few of them can copy it a million times over. A playbook needs none. */
const aliasFaults = (document: Document.Parsed) => {
  const found: { offset: number; message: string }[] = [];
  visit(document, { Alias: (_, { source, range }) => void found.push({ offset: range?.[0] ?? 0, message: `"*${source}" points at another part, write it out instead` }) });
  return found;
};

/** What keeps the text from being read as data at all. */
export const syntaxFaults = ({ document, lines }: SourceText): { line: number; message: string }[] =>
  [...document.errors.map(({ pos: [offset], message }) => ({ offset, message })), ...aliasFaults(document)].map(({ offset, message }) => ({
    line: Math.max(1, lines.linePos(offset).line), message: message.replace(/\.$/, ''),
  }));

type Found = { node: Node | null; offset: number };

const inMap = (node: Node, part: string | number): Found | null => {
  if (!isMap<Node, Node | null>(node)) return null;
  const pair = node.items.find(({ key }) => isScalar(key) && key.value === part);
  return pair ? { node: pair.value, offset: pair.key.range?.[0] ?? 0 } : null;
};

const inList = (node: Node, part: string | number): Found | null => {
  if (!isSeq<Node>(node)) return null;
  const item = typeof part === 'number' ? node.items[part] : node.items.find((each) => isMap(each) && each.get('key') === part);
  return item ? { node: item, offset: item.range?.[0] ?? 0 } : null;
};

/** How far a path leads into the text: the offset of its last part that stands there, and whether that is all of it. */
const follow = (root: Node | null, path: Path) => {
  let at: Found = { node: root, offset: root?.range?.[0] ?? 0 };
  for (const part of path) {
    const next = at.node === null ? null : (inMap(at.node, part) ?? inList(at.node, part));
    if (next === null) return { offset: at.offset, whole: false };
    at = next;
  }
  return { offset: at.offset, whole: true };
};

/** The line of a path, or of the nearest part above it that stands in this text; of `cause` where that is nearer to the truth. */
export const lineOf = ({ document, lines }: SourceText, path: Path, cause?: Path): number => {
  const found = follow(document.contents, path);
  const other = cause === undefined || found.whole ? null : follow(document.contents, cause);
  const { offset } = other?.whole ? other : found;
  return Math.max(1, lines.linePos(offset).line);
};

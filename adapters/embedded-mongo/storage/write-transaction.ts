import { Binary, UUID } from 'bson';
import { CommandError } from '../errors.js';
import { decode } from '../values/decode.js';
import { displayDoc } from '../values/display.js';
import { encode } from '../values/encode.js';
import { afterPrefix, encodeKey, uint32Key } from '../values/keys.js';
import type { Doc, Value } from '../values/value.js';
import { encodeCollection, isIdIndex, makeIdIndex, makeIndex, type Catalogue, type Collection, type Index, type IndexSpec } from './catalogue.js';
import { documentKey, ID_LIMIT, idKey, placeIn, type Placement } from './entries.js';
import { scan } from './scan.js';
import type { Tables } from './tables.js';

/** MongoDB's limit of a document, in bytes. */
const MAX_DOCUMENT = 16 * 1024 * 1024;

const LAST_ID = Buffer.from('last id');

/** What a job may do: it sees its own writes and those of the jobs before it in the group. */
export class WriteTransaction {
  private readonly draft: Map<string, Collection>;

  constructor(
    readonly tables: Tables,
    before: Catalogue,
  ) {
    this.draft = new Map(before);
  }

  /** The catalogue as this transaction leaves it. */
  catalogue(): Catalogue {
    return this.draft;
  }

  collection(ns: string): Collection | undefined {
    return this.draft.get(ns);
  }

  /** The collection, made now where it is missing: MongoDB makes them at the first write. */
  ensureCollection(ns: string): Collection {
    const existing = this.draft.get(ns);
    if (existing) return existing;
    const id = this.freeId();
    return this.keep({ ns, id, uuid: new Binary(new UUID().buffer, Binary.SUBTYPE_UUID), indexes: [makeIdIndex(id)] });
  }

  /** Ids are never given twice: an open cursor on a dropped collection must not wander into a new one. */
  private freeId(): number {
    const last = this.tables.counters.get(LAST_ID)?.readUInt32BE(0) ?? 0;
    this.tables.counters.putSync(LAST_ID, uint32Key(last + 1));
    return last + 1;
  }

  private keep(collection: Collection): Collection {
    this.draft.set(collection.ns, collection);
    this.tables.catalogue.putSync(Buffer.from(collection.ns), encodeCollection(collection));
    return collection;
  }

  dropCollection(collection: Collection): void {
    for (const index of collection.indexes) this.clear(index);
    this.draft.delete(collection.ns);
    this.tables.catalogue.removeSync(Buffer.from(collection.ns));
  }

  private clear(index: Index): void {
    const table = isIdIndex(index) ? this.tables.documents : this.tables.entries;
    for (const { key } of scan(table, rangeOf(uint32Key(index.id)), false, fixed)) table.removeSync(key);
  }

  /** Files every document of the collection in a new index. Undone, and refused, where it is to be unique and is not. */
  addIndex(collection: Collection, spec: IndexSpec): Collection {
    let index = makeIndex(spec, this.freeId());
    try {
      for (const { value } of scan(this.tables.documents, rangeOf(uint32Key(collection.id)), false, fixed)) {
        const doc = decode(value);
        const placement = placeIn(index, doc);
        const id = idKey(doc.get('_id') ?? null);
        this.checkUnique(collection, index, placement, id);
        for (const { key } of placement.places) this.tables.entries.putSync(Buffer.concat([key, id]), id);
        index = flagged(index, placement);
      }
    } catch (error) {
      this.clear(index);
      throw error;
    }
    return this.keep({ ...collection, indexes: [...collection.indexes, index] });
  }

  dropIndex(collection: Collection, index: Index): Collection {
    this.clear(index);
    const [first, ...rest] = collection.indexes;
    return this.keep({ ...collection, indexes: [first, ...rest.filter(({ id }) => id !== index.id)] });
  }

  /** A stored document's bytes. */
  read(collection: Collection, id: Value): Buffer | undefined {
    return this.tables.documents.get(documentKey(collection, id));
  }

  /** Stores a new document. `raw` are its bytes where they are known already. */
  insert(collection: Collection, doc: Doc, raw: Buffer = encode(doc)): void {
    const id = doc.get('_id') ?? null;
    if (this.tables.documents.get(documentKey(collection, id)) !== undefined) throw duplicate(collection, collection.indexes[0], [id]);
    this.file(collection, undefined, doc, raw);
  }

  /** Puts a new version of a document, with the same `_id`, in the place of the old one. */
  replace(collection: Collection, before: Doc, after: Doc): void {
    this.file(collection, before, after, encode(after));
  }

  /**
   * All checks come before the first write, so that a refused document leaves nothing behind in the transaction it
   * shares with others.
   */
  private file(given: Collection, before: Doc | undefined, after: Doc, raw: Buffer): void {
    // An earlier write of the same job may have changed the collection's flags.
    const collection = this.draft.get(given.ns) ?? given;
    if (raw.length > MAX_DOCUMENT) {
      throw new CommandError('BSONObjectTooLarge', `BSONObj size: ${raw.length} is invalid. Size must be between 0 and ${MAX_DOCUMENT} bytes`);
    }
    const idValue = after.get('_id') ?? null;
    const id = idKey(idValue);
    const concerned = collection.indexes.filter((index) => !isIdIndex(index) && (before === undefined || mayMove(index, before, after)));
    const changes = concerned.map((index) => {
      const placement = placeIn(index, after);
      this.checkUnique(collection, index, placement, id);
      return { index, placement, old: before ? placeIn(index, before) : undefined };
    });
    for (const { placement, old } of changes) this.moveEntries(old, placement, id);
    this.tables.documents.putSync(documentKey(collection, idValue), raw);
    this.keepFlags(collection, changes.map(({ index, placement }) => flagged(index, placement)), idValue);
  }

  private moveEntries(old: Placement | undefined, now: Placement | undefined, id: Buffer): void {
    const oldKeys = new Map(old?.places.map(({ key }) => [key.toString('latin1'), key]));
    for (const { key } of now?.places ?? []) {
      const kept = oldKeys.delete(key.toString('latin1'));
      if (!kept) this.tables.entries.putSync(Buffer.concat([key, id]), id);
    }
    for (const key of oldKeys.values()) this.tables.entries.removeSync(Buffer.concat([key, id]));
  }

  /** `indexes`: those that the document was filed in, with their flags as they are now. */
  private keepFlags(collection: Collection, indexes: readonly Index[], id: Value): void {
    const [first, ...rest] = collection.indexes;
    const idIndex = first.shortened || encodeKey(id).length <= ID_LIMIT ? first : { ...first, shortened: true };
    const now = new Map(indexes.map((index) => [index.id, index]));
    if (idIndex === first && rest.every((index) => (now.get(index.id) ?? index) === index)) return;
    this.keep({ ...collection, indexes: [idIndex, ...rest.map((index) => now.get(index.id) ?? index)] });
  }

  remove(collection: Collection, doc: Doc): void {
    const id = doc.get('_id') ?? null;
    for (const index of collection.indexes) if (!isIdIndex(index)) this.moveEntries(placeIn(index, doc), undefined, idKey(id));
    this.tables.documents.removeSync(documentKey(collection, id));
  }

  private checkUnique(collection: Collection, index: Index, placement: Placement, id: Buffer): void {
    if (!index.unique) return;
    for (const { key, values } of placement.places) {
      for (const { value: owner } of scan(this.tables.entries, rangeOf(key), false, fixed)) {
        if (!owner.equals(id)) throw duplicate(collection, index, values);
      }
    }
  }
}

/** An update shares with the document before what it did not touch: an index on nothing else has nothing to do. */
const mayMove = ({ covers, fields }: Index, before: Doc, after: Doc): boolean =>
  covers !== undefined || fields.some(({ path: [top = ''] }) => before.get(top) !== after.get(top));

const fixed = (): number => 0;

const rangeOf = (prefix: Buffer): { start: Buffer; end: Buffer } => ({ start: prefix, end: afterPrefix(prefix) });

const flagged = (index: Index, { multikey, shortened }: Placement): Index =>
  (multikey && !index.multikey) || (shortened && !index.shortened)
    ? { ...index, multikey: index.multikey || multikey, shortened: index.shortened || shortened }
    : index;

const duplicate = ({ ns }: Collection, index: Index, values: readonly Value[]): CommandError => {
  const keyValue: Doc = new Map(index.fields.map(({ name }, at) => [name, values[at] ?? null]));
  return new CommandError('DuplicateKey', `E11000 duplicate key error collection: ${ns} index: ${index.name} dup key: ${displayDoc(keyValue)}`, {
    keyPattern: index.key,
    keyValue,
  });
};

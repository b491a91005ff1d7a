// What the schemas of all collections are made of.
import { Schema, type SchemaDefinitionProperty, type SchemaOptions } from 'mongoose';
import type { Sealed } from '../../src/domain/task.js';

export const { Mixed } = Schema.Types;
export const HOUR = 3600;
export const DAY = 24 * HOUR;

/** Every field of a document has its line: one that is forgotten here does not compile, one that is unknown here is refused at the write. */
export type Definition<Document> = { [Key in keyof Required<Document>]: SchemaDefinitionProperty };

const STRICT = { strict: 'throw', strictQuery: 'throw', minimize: false, id: false } as const;
// Indexes are made by `ensureIndexes`, and versions are the task's own.
export const OPTIONS = { ...STRICT, versionKey: false, autoIndex: false, autoCreate: false } as const satisfies SchemaOptions;

export const text = { type: String, required: true };
export const count = { type: Number, required: true };
export const moment = { type: Date, required: true };
export const maybeText = { type: String, default: null };
export const maybeCount = { type: Number, default: null };
export const maybeMoment = { type: Date, default: null };
export const of = <Part>(shape: Definition<Part>): Schema<Part> => new Schema<Part>(shape, { ...STRICT, _id: false });
export const some = <Part>(schema: Schema<Part>) => ({ type: schema, required: true });
export const maybe = <Part>(schema: Schema<Part>) => ({ type: schema, default: null });

// Marks belong to patient references, which stand in fields.
export const sealed = of<Omit<Sealed, 'mark'>>({ sealed: text, key: text });

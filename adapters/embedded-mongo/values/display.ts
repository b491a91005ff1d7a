import { isDoc, type Doc, type Value } from './value.js';

/** A value as MongoDB writes it into messages: `ObjectId('…')`, `"text"`, `{ a: 1 }`. */
export const display = (value: Value): string => {
  if (value === null) return 'null';
  if (typeof value === 'string') return `"${value}"`;
  if (typeof value === 'boolean') return String(value);
  if (isDoc(value)) return displayDoc(value);
  if (Array.isArray(value)) return `[ ${value.map(display).join(', ')} ]`;
  if (value instanceof Date) return `new Date(${value.getTime()})`;
  switch (value._bsontype) {
    case 'ObjectId':
      return `ObjectId('${value.toHexString()}')`;
    case 'BSONRegExp':
      return `/${value.pattern}/${value.options}`;
    case 'Binary':
      return `BinData(${value.sub_type}, ${value.toString('hex').toUpperCase()})`;
    case 'MinKey':
    case 'MaxKey':
      return value._bsontype;
    case 'Timestamp':
      return `Timestamp(${value.t}, ${value.i})`;
    case 'Int32':
    case 'Double':
      return String(value.value);
    case 'Long':
    case 'Decimal128':
      return value.toString();
  }
};

export const displayDoc = (doc: Doc): string =>
  doc.size === 0 ? '{}' : `{ ${[...doc].map(([name, value]) => `${name}: ${display(value)}`).join(', ')} }`;

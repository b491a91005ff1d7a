type Numbered = { number: number };
type Row<A, B, C> = readonly [number: number, a: A | null, b: B | null, c: C | null];

/** Three ascending streams as one: each number once, with what each stream has of it. Holds one of each at a time. */
export const inStep = async function* <A extends Numbered, B extends Numbered, C extends Numbered>(a: AsyncIterable<A>, b: AsyncIterable<B>, c: AsyncIterable<C>): AsyncGenerator<Row<A, B, C>> {
  const streams = [a[Symbol.asyncIterator](), b[Symbol.asyncIterator](), c[Symbol.asyncIterator]()] as const;
  let heads = await Promise.all([streams[0].next(), streams[1].next(), streams[2].next()]);
  for (;;) {
    const number = Math.min(...heads.map((head) => (head.done === true ? Infinity : head.value.number)));
    if (number === Infinity) return;
    const at = <T extends Numbered>(head: IteratorResult<T, unknown>): T | null => (head.done !== true && head.value.number === number ? head.value : null);
    const row = [number, at(heads[0]), at(heads[1]), at(heads[2])] as const;
    yield row;
    heads = [row[1] ? await streams[0].next() : heads[0], row[2] ? await streams[1].next() : heads[1], row[3] ? await streams[2].next() : heads[2]];
  }
};

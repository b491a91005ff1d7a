// What changed in the routing. A rule has no name but what it does, and its place counts, for the first match wins.

type Placed = { words: string; place: number };

const placed = (rules: readonly string[]): Placed[] => rules.map((words, index) => ({ words, place: index + 1 }));

/** Places in both lists of the longest run of rules that kept their order: the others were moved, added or removed. */
const keptOrder = (before: readonly string[], after: readonly string[]): readonly (readonly [number, number])[] => {
  const row = Array.from({ length: after.length + 1 }, () => 0);
  const longest = Array.from({ length: before.length + 1 }, () => [...row]);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      const [here, below, right, both] = [longest[i], longest[i + 1]?.[j] ?? 0, longest[i]?.[j + 1] ?? 0, longest[i + 1]?.[j + 1] ?? 0];
      if (here) here[j] = before[i] === after[j] ? both + 1 : Math.max(below, right);
    }
  }
  const kept: [number, number][] = [];
  for (let i = 0, j = 0; i < before.length && j < after.length; ) {
    if (before[i] === after[j]) kept.push([i++, j++]);
    else if ((longest[i + 1]?.[j] ?? 0) >= (longest[i]?.[j + 1] ?? 0)) i += 1;
    else j += 1;
  }
  return kept;
};

/** Each rule that left, with the place that it went to where it still stands. */
const pairUp = (gone: readonly Placed[], come: readonly Placed[], alike: (one: Placed, other: Placed) => boolean) => {
  const free = [...come];
  return gone.map((one) => {
    const at = free.findIndex((other) => alike(one, other));
    return { from: one, to: at === -1 ? null : (free.splice(at, 1)[0] ?? null) };
  });
};

/** A line for each rule that was changed in its place, moved, removed or added. */
export const ruleChanges = (before: readonly string[], after: readonly string[]): string[] => {
  const kept = keptOrder(before, after);
  const gone = placed(before).filter(({ place }) => !kept.some(([from]) => from + 1 === place));
  const come = placed(after).filter(({ place }) => !kept.some(([, to]) => to + 1 === place));
  const moves = pairUp(gone, come, (one, other) => one.words === other.words).filter(({ to }) => to !== null);
  const left = gone.filter((one) => !moves.some(({ from }) => from === one));
  const changes = pairUp(left, come.filter((one) => !moves.some(({ to }) => to === one)), (one, other) => one.place === other.place);
  const used = [...moves, ...changes].map(({ to }) => to);
  return [
    ...changes.map(({ from, to }) => (to === null ? `Routing removed: rule ${String(from.place)}, ${from.words}` : `rule ${String(to.place)}: sends ${from.words} → ${to.words}`)),
    ...moves.map(({ from, to }) => `Routing: rule ${String(from.place)} is now rule ${String(to?.place)}, ${from.words}`),
    ...come.filter((one) => !used.includes(one)).map(({ words, place }) => `Routing added: rule ${String(place)}, ${words}`),
  ];
};

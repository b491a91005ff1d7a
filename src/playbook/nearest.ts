/** How many letters must change to make one word of the other. */
const distance = (a: string, b: string): number => {
  const first = Array.from({ length: b.length + 1 }, (_, column) => column);
  const last = [...a].reduce((above, letter, row) => {
    const line = [row + 1];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1);
      line.push(Math.min(replaced, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    return line;
  }, first);
  return last[b.length] ?? 0;
};

/** The word that was probably meant: a third of its letters may differ. Null where none is near. */
export const nearest = (word: string, known: readonly string[]): string | null => {
  const ranked = known.map((each) => ({ each, far: distance(word, each) })).sort((a, b) => a.far - b.far);
  const [best] = ranked;
  return best !== undefined && best.far <= Math.max(1, Math.floor(best.each.length / 3)) ? best.each : null;
};

/** One figure beside its baseline from the same run. `goal` is held against their ratio. */
export type Figure = { name: string; unit: string; value: number; baseline: number; baselineIs: string; ratio: number; goal: string | null; met: boolean | null };

type Goal = { atLeast: number } | { atMost: number };

const rounded = (value: number) => Number(value.toPrecision(4));

export const figure = (name: string, unit: string, value: number, baseline: number, baselineIs: string, goal?: Goal): Figure => {
  const ratio = value / baseline;
  const met = goal === undefined ? null : 'atLeast' in goal ? ratio >= goal.atLeast : ratio <= goal.atMost;
  const said = goal === undefined ? null : 'atLeast' in goal ? `≥ ${goal.atLeast}×` : `≤ ${goal.atMost}×`;
  return { name, unit, value: rounded(value), baseline: rounded(baseline), baselineIs, ratio: rounded(ratio), goal: said, met };
};

export const inWords = ({ name, unit, value, baseline, baselineIs, ratio, goal, met }: Figure): string =>
  `${met === null ? ' ' : met ? '✓' : '✗'} ${name}: ${value} ${unit}; ${baselineIs}: ${baseline} ${unit}; ${ratio}×${goal === null ? '' : ` (goal ${goal})`}`;

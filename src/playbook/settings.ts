/** A whole playbook as plain data, before it is parsed: what the YAML says, laid over the starter. */
export type Settings = Readonly<Record<string, unknown>>;

/** Whether two parts say the same; in which order a map names its settings says nothing. */
export const saysSame = (one: unknown, other: unknown): boolean => {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null || Array.isArray(one) !== Array.isArray(other)) return Object.is(one, other);
  const [these, those] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return these.length === those.size && these.every(([name, value]) => those.has(name) && saysSame(value, those.get(name)));
};

/** One change of the rules. Gives new settings and leaves the old ones as they are. */
export type Edit = (settings: Settings) => Settings;

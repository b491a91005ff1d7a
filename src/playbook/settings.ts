/** A whole playbook as plain data, before it is parsed: what the YAML says, laid over the starter. */
export type Settings = Readonly<Record<string, unknown>>;

/** One change of the rules. Gives new settings and leaves the old ones as they are. */
export type Edit = (settings: Settings) => Settings;

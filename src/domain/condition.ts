// When a rule of the playbook holds: `always`, or tests on named values that must all hold, or `any` of several.
export type Scalar = string | number | boolean;
export type Test = Scalar | readonly Scalar[] | { at_least?: number; at_most?: number };
export type Condition = 'always' | { any: readonly Condition[] } | { all: Readonly<Record<string, Test>> };

/** What conditions are asked of: a task's fields by key, with `outcome`, `priority`, `type` and the like beside them. */
export type Facts = Readonly<Record<string, unknown>>;

const isList = (test: Test): test is readonly Scalar[] => Array.isArray(test);

const testHolds = (test: Test, value: unknown): boolean => {
  if (isList(test)) return test.some((wanted) => testHolds(wanted, value));
  if (typeof test !== 'object') return Array.isArray(value) ? value.includes(test) : value === test;
  return typeof value === 'number' && value >= (test.at_least ?? -Infinity) && value <= (test.at_most ?? Infinity);
};

/** Whether a condition holds of these facts. An absent fact fails every test. */
export const holds = (condition: Condition, facts: Facts): boolean => {
  if (condition === 'always') return true;
  if ('any' in condition) return condition.any.some((each) => holds(each, facts));
  return Object.entries(condition.all).every(([key, test]) => testHolds(test, facts[key]));
};

/** The names that a condition asks about. */
export const asksAbout = (condition: Condition): string[] => {
  if (condition === 'always') return [];
  return 'any' in condition ? condition.any.flatMap(asksAbout) : Object.keys(condition.all);
};

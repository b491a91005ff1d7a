const DEADLINE_MS = 20_000;
const STEP_MS = 10;

/** Waits until something holds, and fails with its name where it does not in time: within 20 seconds, unless it is known to take longer. */
export const eventually = async (what: string, holds: () => boolean | Promise<boolean>, withinMs = DEADLINE_MS): Promise<void> => {
  const deadline = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};

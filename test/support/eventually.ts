const DEADLINE_MS = 20_000;
const STEP_MS = 10;

/** Waits until something holds, and fails with its name where it does not within 20 seconds. */
export const eventually = async (what: string, holds: () => boolean | Promise<boolean>): Promise<void> => {
  const deadline = performance.now() + DEADLINE_MS;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`Never came true: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, STEP_MS));
  }
};

import { setTimeout as sleep } from 'node:timers/promises';

const STEP_MS = 20;

/** Repeats a question until its answer is yes; throws when it was not within the deadline. */
export async function pollUntil(
  what: string,
  question: () => boolean | Promise<boolean>,
  deadlineMs = 10_000,
): Promise<void> {
  const end = performance.now() + deadlineMs;
  while (!(await question())) {
    if (performance.now() > end) throw new Error(`within ${deadlineMs} ms there was no: ${what}`);
    await sleep(STEP_MS);
  }
}

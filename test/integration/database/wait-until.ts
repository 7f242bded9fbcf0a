import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is true; fails after the deadline. */
export async function waitUntil(
  condition: () => Promise<boolean> | boolean,
  { deadlineMs = 5_000, everyMs = 10 }: { readonly deadlineMs?: number; readonly everyMs?: number } = {},
): Promise<void> {
  const deadline = Date.now() + deadlineMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`not true within ${deadlineMs} ms`);
    await pause(everyMs);
  }
}

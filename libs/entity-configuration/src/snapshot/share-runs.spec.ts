import { shareRuns } from './share-runs.js';

/** Work whose runs end when the test says so. */
function controlled(): { work: () => Promise<number>; ends: ((error?: Error) => void)[] } {
  const ends: ((error?: Error) => void)[] = [];
  const work = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const number = ends.length + 1;
      ends.push((error) => (error === undefined ? resolve(number) : reject(error)));
    });
  return { work, ends };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('shareRuns', () => {
  it('lets callers during a run share the next one', async () => {
    const { work, ends } = controlled();
    const run = shareRuns(work);
    const first = run();
    const [second, third] = [run(), run()];
    expect(ends).toHaveLength(1);
    ends[0]?.();
    await expect(first).resolves.toBe(1);
    await settle();
    expect(ends).toHaveLength(2);
    ends[1]?.();
    await expect(Promise.all([second, third])).resolves.toEqual([2, 2]);
  });

  it('goes on after a failed run', async () => {
    const { work, ends } = controlled();
    const run = shareRuns(work);
    const first = run();
    const second = run();
    ends[0]?.(new Error('gone'));
    await expect(first).rejects.toThrow('gone');
    await settle();
    ends[1]?.();
    await expect(second).resolves.toBe(2);
    const third = run();
    ends[2]?.();
    await expect(third).resolves.toBe(3);
  });
});

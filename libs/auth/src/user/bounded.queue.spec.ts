import { CodedException } from '@dx/kernel';
import { BoundedQueue } from './bounded.queue.js';

describe('BoundedQueue', () => {
  it('runs two at a time in order, lets three wait and turns the rest away', async () => {
    const queue = new BoundedQueue(2, 3, 7);
    const finish: (() => void)[] = [];
    const started: number[] = [];
    const runs = Array.from({ length: 7 }, (_, index) =>
      queue.run(() => {
        started.push(index);
        return new Promise<number>((resolve) => finish.push(() => resolve(index)));
      }),
    );
    const refused = await Promise.allSettled(runs.slice(5));
    for (const one of refused) {
      expect(one.status).toBe('rejected');
      const reason = (one as PromiseRejectedResult).reason as CodedException;
      expect(reason).toBeInstanceOf(CodedException);
      expect([reason.errors[0].code, reason.retryAfter]).toEqual(['1930', 7]);
    }
    expect(started).toEqual([0, 1]);
    for (let done = 0; done < 5; done += 1) {
      finish[done]?.();
      expect(await runs[done]).toBe(done);
    }
    expect(started).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives its place back when the work fails', async () => {
    const queue = new BoundedQueue(1, 0, 1);
    await expect(queue.run(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
    await expect(queue.run(() => Promise.resolve('fine'))).resolves.toBe('fine');
  });
});

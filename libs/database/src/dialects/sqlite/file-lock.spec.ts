import { serverErrors } from '@dx/kernel';
import { FileLock, fileLockOf } from './file-lock.js';

describe('FileLock', () => {
  it('lets holders take turns in their order', async () => {
    const lock = new FileLock();
    const order: number[] = [];
    let inside = 0;
    const turn = async (n: number): Promise<void> => {
      const release = await lock.acquire(1_000);
      expect(++inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      order.push(n);
      inside--;
      release();
      release();
    };
    await Promise.all([1, 2, 3, 4].map(turn));
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('gives up at the deadline and does not hand the lock to who gave up', async () => {
    const lock = new FileLock();
    const release = await lock.acquire(10);
    await expect(lock.acquire(10)).rejects.toMatchObject({ errors: [serverErrors.databaseBusy()], retryAfter: 1 });
    const waiting = lock.acquire(1_000);
    release();
    (await waiting)();
    (await lock.acquire(10))();
  });

  it('is one per file', () => {
    expect(fileLockOf('/a')).toBe(fileLockOf('/a'));
    expect(fileLockOf('/a')).not.toBe(fileLockOf('/b'));
  });
});

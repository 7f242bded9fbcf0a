import { shareReads } from './share-reads.js';

/** A read whose end the test decides; `calls` counts how often it was started. */
function controlledRead() {
  const open: { resolve(value: number): void; reject(error: Error): void }[] = [];
  let calls = 0;
  const read = (): Promise<number> => {
    calls += 1;
    return new Promise((resolve, reject) => open.push({ resolve, reject }));
  };
  return { read, calls: () => calls, end: (value: number) => open.shift()?.resolve(value), open };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('shareReads', () => {
  it('reads once for callers that come at the same time, and keeps the answer', async () => {
    const source = controlledRead();
    const shared = shareReads(source.read);
    const answers = Promise.all([shared.current(), shared.current(), shared.current()]);
    source.end(1);
    expect(await answers).toEqual([1, 1, 1]);
    expect(await shared.current()).toBe(1);
    expect(source.calls()).toBe(1);
  });

  it('starts a reload after the running read, one for all who asked', async () => {
    const source = controlledRead();
    const shared = shareReads(source.read);
    const first = shared.current();
    const reloads = Promise.all([shared.reload(), shared.reload()]);
    expect(source.calls()).toBe(1);
    source.end(1);
    expect(await first).toBe(1);
    await turn();
    expect(source.calls()).toBe(2);
    source.end(2);
    expect(await reloads).toEqual([2, 2]);
    expect(await shared.current()).toBe(2);
  });

  it('keeps the last answer when a reload fails, and reads again when the first read failed', async () => {
    const source = controlledRead();
    const shared = shareReads(source.read);
    const failed = shared.current();
    source.open.shift()?.reject(new Error('away'));
    await expect(failed).rejects.toThrow('away');
    const second = shared.current();
    source.end(5);
    expect(await second).toBe(5);
    const reload = shared.reload();
    source.open.shift()?.reject(new Error('away again'));
    await expect(reload).rejects.toThrow('away again');
    expect(await shared.current()).toBe(5);
  });

  it('serves a reload that waited for a failed read', async () => {
    const source = controlledRead();
    const shared = shareReads(source.read);
    const first = shared.current();
    const reload = shared.reload();
    source.open.shift()?.reject(new Error('away'));
    await expect(first).rejects.toThrow('away');
    await turn();
    source.end(3);
    expect(await reload).toBe(3);
  });
});

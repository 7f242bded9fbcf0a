import { Poll } from './poll.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('Poll', () => {
  it('repeats with a pause after each run and ends when stopped', async () => {
    let runs = 0;
    const poll = new Poll(async () => {
      runs += 1;
    }, 100);
    poll.start();
    poll.start();
    await jest.advanceTimersByTimeAsync(99);
    expect(runs).toBe(0);
    await jest.advanceTimersByTimeAsync(250);
    expect(runs).toBe(3);
    await poll.stop();
    await jest.advanceTimersByTimeAsync(500);
    expect(runs).toBe(3);
  });

  it('waits for a run under way when stopped, and starts none after it', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const poll = new Poll(
      () =>
        new Promise<void>((resolve) => {
          order.push('begin');
          finish = () => {
            order.push('end');
            resolve();
          };
        }),
      10,
    );
    poll.start();
    await jest.advanceTimersByTimeAsync(10);
    const stopped = poll.stop().then(() => order.push('stopped'));
    finish();
    await stopped;
    await jest.advanceTimersByTimeAsync(100);
    expect(order).toEqual(['begin', 'end', 'stopped']);
  });
});

import { EventEmitter } from 'node:events';
import { BodyTurns } from './body-turns.js';

const MIB = 1024 * 1024;

/** An answer that has not been given yet. */
class Answer extends EventEmitter {
  closed = false;

  close(): void {
    this.closed = true;
    this.emit('close');
  }
}

/** Takes turns for bodies of some sizes and tells which of them have begun. */
class Bodies {
  readonly answers: Answer[] = [];
  readonly begun: number[] = [];
  private readonly turns = new BodyTurns();

  async take(...sizes: readonly number[]): Promise<void> {
    for (const size of sizes) {
      const number = this.answers.length;
      const answer = new Answer();
      this.answers.push(answer);
      const turn = this.turns.take(size, answer);
      if (turn === undefined) this.begun.push(number);
      else void turn.then(() => this.begun.push(number));
    }
    await this.settled();
  }

  async end(number: number): Promise<void> {
    this.answers[number]?.close();
    await this.settled();
  }

  settled(): Promise<void> {
    return Promise.resolve().then(() => undefined);
  }
}

describe('BodyTurns', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('never holds up a small body', async () => {
    const bodies = new Bodies();
    await bodies.take(MIB, MIB, MIB, 1000, 1000);
    expect(bodies.begun).toEqual([0, 1, 3, 4]);
  });

  it('works on two bodies of any size, and on further ones while all are small together', async () => {
    const bodies = new Bodies();
    await bodies.take(...Array<number>(8).fill(150_000));
    expect(bodies.begun).toEqual([0, 1, 2, 3]);
    const large = new Bodies();
    await large.take(8 * MIB, 8 * MIB, 50_000);
    expect(large.begun).toEqual([0, 1]);
  });

  it('lets the others begin in their order, each when one before it has been answered', async () => {
    const bodies = new Bodies();
    await bodies.take(MIB, MIB, MIB, 50_000, MIB);
    await bodies.end(1);
    expect(bodies.begun).toEqual([0, 1, 2]);
    await bodies.end(0);
    expect(bodies.begun).toEqual([0, 1, 2, 3]);
    await bodies.end(2);
    await bodies.end(3);
    expect(bodies.begun).toEqual([0, 1, 2, 3, 4]);
  });

  it('takes the turn from requests that have it for long, once', async () => {
    const bodies = new Bodies();
    await bodies.take(MIB, MIB, MIB, MIB, MIB);
    jest.advanceTimersByTime(250);
    await bodies.settled();
    expect(bodies.begun).toEqual([0, 1, 2, 3]);
    await bodies.end(0);
    await bodies.end(1);
    expect(bodies.begun).toEqual([0, 1, 2, 3]);
    await bodies.end(2);
    expect(bodies.begun).toEqual([0, 1, 2, 3, 4]);
  });

  it('passes the turn of a client on that left while it waited', async () => {
    const bodies = new Bodies();
    await bodies.take(MIB, MIB, MIB, MIB);
    await bodies.end(2);
    await bodies.end(0);
    jest.advanceTimersByTime(1);
    await bodies.settled();
    expect(bodies.begun).toEqual([0, 1, 2, 3]);
  });
});

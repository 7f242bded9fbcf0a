/** Bodies below this many bytes are never held up. */
const LARGE_BYTES = 32 * 1024;
/** So many large bodies are worked on at once whatever their size … */
const AT_ONCE_MIN = 2;
/** … and further ones as long as all of them together are not larger than this. */
const AT_ONCE_BYTES = 640 * 1024;
/** How long a request keeps its turn at most: one that waits for a lock must not hold up the others. */
const HELD_MAX_MS = 250;

/** Where the end of an answer can be heard, as a `ServerResponse` tells it. */
interface Answer {
  readonly closed: boolean;
  once(event: 'close', listener: () => void): unknown;
}

/**
 * Lets large bodies be worked on a few at a time, in the order in which they came; the others wait as the bytes that they
 * are. Why: the records of a batch live until it is answered, and when those of a dozen batches live at once, the garbage
 * collector copies them again and again: it took half of the server's time, and the batches were not answered any sooner.
 */
export class BodyTurns {
  private working = 0;
  private bytes = 0;
  private readonly waiting: { readonly size: number; readonly start: () => void }[] = [];

  /** Resolves when it is the body's turn, which ends with its answer; undefined when that is at once. */
  take(size: number, answer: Answer): Promise<void> | undefined {
    if (size < LARGE_BYTES) return undefined;
    if (this.waiting.length === 0 && this.hasRoomFor(size)) {
      this.begin(size, answer);
      return undefined;
    }
    return new Promise((resolve) => {
      this.waiting.push({
        size,
        start: () => {
          this.begin(size, answer);
          resolve();
        },
      });
    });
  }

  private hasRoomFor(size: number): boolean {
    return this.working < AT_ONCE_MIN || this.bytes + size <= AT_ONCE_BYTES;
  }

  private begin(size: number, answer: Answer): void {
    this.working += 1;
    this.bytes += size;
    let timer: NodeJS.Timeout | undefined;
    const end = (): void => {
      if (timer === undefined) return;
      clearTimeout(timer);
      timer = undefined;
      this.working -= 1;
      this.bytes -= size;
      this.beginWaiting();
    };
    // Why not waited for when it is over already: the client left while it waited, so that no end will be told.
    timer = setTimeout(end, answer.closed ? 0 : HELD_MAX_MS);
    answer.once('close', end);
  }

  private beginWaiting(): void {
    for (;;) {
      const [next] = this.waiting;
      if (next === undefined || !this.hasRoomFor(next.size)) return;
      this.waiting.shift();
      next.start();
    }
  }
}

/** Reads of one thing that takes a while, shared by all who ask. */
export interface SharedReads<T> {
  /** What was read last; the first caller reads, and callers in between wait for the same read. */
  current(): Promise<T>;
  /** Reads again. The read starts after this call, so that it sees whatever was changed before it. */
  reload(): Promise<T>;
}

/**
 * Shares `read` among its callers: never two reads at once, and any number of reloads asked for during one read are
 * answered by one more. A failed read is told to those who waited for it and replaces nothing.
 */
export function shareReads<T>(read: () => Promise<T>): SharedReads<T> {
  let last: { readonly value: T } | null = null;
  let running: Promise<T> | null = null;
  let next: Promise<T> | null = null;

  const start = (): Promise<T> => {
    const own = read().then((value) => {
      last = { value };
      return value;
    });
    const done = own.finally(() => {
      running = null;
    });
    running = done;
    return done;
  };

  const reload = (): Promise<T> => {
    if (running === null) return start();
    next ??= running
      .catch(() => undefined)
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };

  const current = (): Promise<T> => {
    if (last !== null) return Promise.resolve(last.value);
    return next ?? running ?? start();
  };

  return { current, reload };
}

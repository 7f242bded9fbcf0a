import { normalizeStatement } from './normalize-statement.js';

/** Most different texts that are remembered. */
const TEXTS_MAX = 200;

/** What is known of the slow runs of a statement. */
export interface SlowStatement {
  /** Without values. */
  readonly sql: string;
  /** Slow runs; quick ones are not counted. */
  readonly count: number;
  readonly totalMs: number;
  readonly maxMs: number;
  readonly lastAt: number;
}

/** Remembers statements that took long, by their text without values. */
export class SlowStatements {
  private readonly byText = new Map<string, SlowStatement>();

  /** @param thresholdMs what took less is not looked at any further */
  constructor(readonly thresholdMs: number) {}

  /** Notes a statement that took at least the threshold. */
  note(text: string, ms: number, now: number): void {
    const sql = normalizeStatement(text);
    const known = this.byText.get(sql) ?? { sql, count: 0, totalMs: 0, maxMs: 0, lastAt: now };
    this.byText.set(sql, {
      sql,
      count: known.count + 1,
      totalMs: known.totalMs + ms,
      maxMs: Math.max(known.maxMs, ms),
      lastAt: now,
    });
    if (this.byText.size > TEXTS_MAX) this.forgetQuickest();
  }

  /** Those that ran since `from`, the slowest first. */
  slowest(from: number, limit: number): readonly SlowStatement[] {
    return [...this.byText.values()]
      .filter(({ lastAt }) => lastAt >= from)
      .sort((left, right) => right.maxMs - left.maxMs)
      .slice(0, limit);
  }

  private forgetQuickest(): void {
    let quickest: SlowStatement | undefined;
    for (const one of this.byText.values()) if (quickest === undefined || one.maxMs < quickest.maxMs) quickest = one;
    if (quickest !== undefined) this.byText.delete(quickest.sql);
  }
}

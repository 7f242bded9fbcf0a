import type { Position } from './lay-out';

const STORED = 'dx-relation-positions';

/** Where endpoints were moved to by hand. */
export type Positions = ReadonlyMap<string, Position>;

/** The positions that were kept for an endpoint's picture. */
export function readPositions(centre: string): Positions {
  try {
    const all = JSON.parse(window.localStorage.getItem(STORED) ?? '{}') as Record<string, Record<string, Position>>;
    return new Map(Object.entries(all[centre] ?? {}));
  } catch {
    return new Map();
  }
}

/** Keeps them; none at all forgets what was kept. */
export function keepPositions(centre: string, positions: Positions): void {
  const all = JSON.parse(window.localStorage.getItem(STORED) ?? '{}') as Record<string, unknown>;
  all[centre] = Object.fromEntries(positions);
  window.localStorage.setItem(STORED, JSON.stringify(all));
}

/** The place where lines end at a column: its left or its right side. */
export function handleOf(column: string, side: 'l' | 'r'): string {
  return `${column}:${side}`;
}

/** The column of such a place. */
export function columnAt(handle: string): string {
  return handle.slice(0, -2);
}

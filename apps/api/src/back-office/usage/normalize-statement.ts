const LENGTH_MAX = 2000;

/**
 * A statement's text as people group them: lists of placeholders and rows of VALUES of any length are one, so are limits.
 * No values are in it, because none are in the text.
 */
export function normalizeStatement(sql: string): string {
  const normal = sql
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/\?(?:\s*,\s*\?)+/g, '?, …')
    .replace(/(\([^()]*\?[^()]*\))(?:\s*,\s*\([^()]*\?[^()]*\))+/g, '$1, …')
    .replace(/\b(LIMIT|OFFSET) \d+/gi, '$1 ?');
  return normal.length > LENGTH_MAX ? `${normal.slice(0, LENGTH_MAX)}…` : normal;
}

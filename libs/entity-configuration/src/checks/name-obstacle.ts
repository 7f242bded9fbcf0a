const LENGTH_MAX = 255;
/** What filters, sort orders, `include` chains and paths of errors are written with. */
const SYNTAX = /[.,[\]"'`\\]/;

/**
 * Why a name of a field or a relation cannot be used everywhere where clients name it; null when it can. What is refused
 * would be ambiguous: `filter[alias.name]`, `sort=a,b`, `include=a.b`, paths such as `countries[0].name`, `$unlink`.
 */
export function nameObstacle(name: string): string | null {
  if (name.length > LENGTH_MAX) return `The name must not be longer than ${LENGTH_MAX} characters.`;
  if (/\p{Cc}/u.test(name)) return 'The name must not contain control characters.';
  if (name.startsWith('$')) return 'Names that begin with `$` are reserved.';
  if (SYNTAX.test(name))
    return 'The name must not contain a dot, a comma, a bracket, a quotation mark or a backslash: filters, sort orders and paths are written with them.';
  return name === name.trim() ? null : 'The name must not begin or end with a blank.';
}

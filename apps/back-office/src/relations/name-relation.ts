/** A name for a relation to an endpoint: `tax-rates` is `taxRates`; a number is added while the name is taken. */
export function nameRelation(alias: string, taken: ReadonlySet<string>): string {
  const name = alias
    .replace(/[^a-zA-Z0-9]+(.)?/g, (_match, letter: string | undefined) => (letter ?? '').toUpperCase())
    .replace(/^./, (letter) => letter.toLowerCase());
  for (let number = 1; ; number += 1) {
    const candidate = number === 1 ? name : `${name}${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

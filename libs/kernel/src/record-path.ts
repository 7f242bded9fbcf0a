/** The contract's path of one item: `countries[0]`, nested `countries[0].tax-rates[1]`. */
export function itemPath(alias: string, index: number, parent?: string): string {
  const own = `${alias}[${index}]`;
  return parent === undefined ? own : `${parent}.${own}`;
}

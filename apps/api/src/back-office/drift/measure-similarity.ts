/** How alike two names are, from 0 to 1: the share of the pairs of neighbouring letters that they have in common. */
export function measureSimilarity(left: string, right: string): number {
  const [some, others] = [pairsOf(left), pairsOf(right)];
  if (some.length === 0 || others.length === 0) return left.toLowerCase() === right.toLowerCase() ? 1 : 0;
  const rest = [...others];
  const common = some.filter((pair) => {
    const place = rest.indexOf(pair);
    if (place !== -1) rest.splice(place, 1);
    return place !== -1;
  });
  return (2 * common.length) / (some.length + others.length);
}

function pairsOf(name: string): string[] {
  const letters = name.toLowerCase().slice(0, 255);
  return Array.from({ length: Math.max(0, letters.length - 1) }, (_none, place) => letters.slice(place, place + 2));
}

/** Why a bound: clients refuse an answer whose headers are longer than some 16,000 characters. */
const LENGTH_MAX = 4000;
const MORE = encodeURIComponent('…');

/** Names as the value of a header: percent-encoded, separated by commas, with `…` (encoded) for those that do not fit. */
export function listForHeader(names: readonly string[]): string {
  let list = '';
  for (const name of names) {
    const next = list === '' ? encode(name) : `${list},${encode(name)}`;
    if (next.length > LENGTH_MAX) return list === '' ? MORE : `${list},${MORE}`;
    list = next;
  }
  return list;
}

/** Why well-formed first: a lone surrogate cannot be encoded. */
function encode(name: string): string {
  return encodeURIComponent(Buffer.from(name, 'utf8').toString('utf8'));
}

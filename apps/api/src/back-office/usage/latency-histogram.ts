/** Bins of a histogram; each is √2 times as wide as the one before, from 0.1 ms to about 70 s. */
export const BINS = 40;
const FIRST_MS = 0.1;

/** The bin of a duration. */
export function binOf(ms: number): number {
  if (ms <= FIRST_MS) return 0;
  return Math.min(BINS - 1, Math.ceil(2 * Math.log2(ms / FIRST_MS)));
}

/**
 * The duration in milliseconds below which the share `quantile` of all lies, exact to the width of a bin (a fifth either
 * way); null when nothing was counted. `counts` has `BINS` numbers.
 */
export function quantileOf(counts: ArrayLike<number>, quantile: number): number | null {
  let total = 0;
  for (let bin = 0; bin < BINS; bin += 1) total += counts[bin] as number;
  if (total === 0) return null;
  const wanted = quantile * total;
  let below = 0;
  for (let bin = 0; bin < BINS; bin += 1) {
    const here = counts[bin] as number;
    if (here > 0 && below + here >= wanted) return within(bin, (wanted - below) / here);
    below += here;
  }
  return upperEnd(BINS - 1);
}

/** Between the ends of a bin, as if what it holds were spread evenly. */
function within(bin: number, share: number): number {
  const lower = bin === 0 ? 0 : upperEnd(bin - 1);
  const ms = lower + share * (upperEnd(bin) - lower);
  return Math.round(ms * 100) / 100;
}

function upperEnd(bin: number): number {
  return FIRST_MS * 2 ** (bin / 2);
}

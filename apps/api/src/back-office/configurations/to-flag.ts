/** Turns the text of a query parameter into a boolean; any other text stays as it is, for the check to refuse. */
export function toFlag({ value }: { value: unknown }): unknown {
  if (value === 'true' || value === '1') return true;
  if (value === 'false' || value === '0') return false;
  return value;
}

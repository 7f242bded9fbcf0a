/** An expiry as it was sent: left out, never (null), or an instant. */
export function readExpiry(text: string | null | undefined): Date | null | undefined {
  return typeof text === 'string' ? new Date(text) : text;
}

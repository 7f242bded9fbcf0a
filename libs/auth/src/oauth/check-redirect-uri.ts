const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Judges an address that codes may be sent to: null when it is good, else a sentence. Addresses are compared as texts
 * later, so there are no patterns. Good are https, http to the own machine, and an app's private scheme with a dot in it.
 */
export function checkRedirectUri(text: string): string | null {
  if (!URL.canParse(text) || text.length > 2000) return 'It is no absolute URI of up to 2000 characters.';
  const url = new URL(text);
  if (text.includes('#')) return 'It must not have a fragment.';
  if (text.includes('*')) return 'It must not have wildcards; addresses are compared exactly.';
  if (url.username !== '' || url.password !== '') return 'It must not hold credentials.';
  if (url.protocol === 'https:') return null;
  if (url.protocol === 'http:')
    return LOOPBACK.includes(url.hostname) ? null : 'Plain http is only for the own machine.';
  return url.protocol.includes('.')
    ? null
    : 'It must be https, or the private scheme of an app (`com.example.app:/…`).';
}

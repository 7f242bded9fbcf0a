const ASCII = /^[\0-\x7f]*$/;
const SUPPLEMENTARY = /[\u{10000}-\u{10ffff}]/u;

/** What the database calls latin1 is windows-1252. */
const LATIN1 = /^[\0-\x7f\x81\x8d\x8f\x90\x9d\xa0-\xff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]*$/u;

/**
 * Whether a column of this character set can hold the text at all. Character sets that are not known here hold everything.
 * Why it matters: the database refuses to compare such a column with a text that is not of its set, so that one value
 * would spoil a whole list.
 */
export function fitsCharset(text: string, charset: string | null): boolean {
  switch (charset) {
    case 'ascii':
      return ASCII.test(text);
    case 'latin1':
      return LATIN1.test(text);
    case 'utf8':
    case 'utf8mb3':
    case 'ucs2':
      return !SUPPLEMENTARY.test(text);
    default:
      return true;
  }
}

import { RE2JS } from 're2js';

/** A pattern ready for use, or why it is none. */
export type CompiledPattern =
  | { readonly kind: 'good'; readonly test: (text: string) => boolean }
  | { readonly kind: 'bad'; readonly reason: string };

/**
 * Compiles a regular expression of RE2, whose matching time is linear in the text whatever the pattern.
 * Why never JavaScript's own: a pattern such as `(a+)+$` would stop the process for minutes.
 */
export function compilePattern(pattern: string, ignoreCase = false): CompiledPattern {
  try {
    const compiled = RE2JS.compile(pattern, ignoreCase ? RE2JS.CASE_INSENSITIVE : 0);
    return { kind: 'good', test: (text) => compiled.test(text) };
  } catch (error) {
    return { kind: 'bad', reason: error instanceof Error ? error.message : String(error) };
  }
}

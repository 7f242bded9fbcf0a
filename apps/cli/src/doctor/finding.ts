/** One thing that the doctor looked at. */
export interface Finding {
  readonly level: 'ok' | 'warn' | 'fail';
  readonly subject: string;
  readonly text: string;
  /** What to do; absent when all is well. */
  readonly fix?: string;
}

/** All is well. */
export function ok(subject: string, text: string): Finding {
  return { level: 'ok', subject, text };
}

/** It works, but somebody should know. */
export function warn(subject: string, text: string, fix: string): Finding {
  return { level: 'warn', subject, text, fix };
}

/** It must be mended. */
export function fail(subject: string, text: string, fix: string): Finding {
  return { level: 'fail', subject, text, fix };
}

/** A finding as text: one line, and one more that says the fix. */
export function formatFinding({ level, subject, text, fix }: Finding): string {
  const line = `${level.padEnd(4)}  ${subject.padEnd(15)}  ${text}`;
  return fix === undefined ? line : `${line}\n${' '.repeat(23)}→ ${fix.replaceAll('\n', `\n${' '.repeat(25)}`)}`;
}

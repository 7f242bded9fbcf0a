/** What a command's exit code says. */
export const EXIT = {
  /** Everything was done, and all is well. */
  done: 0,
  /** It was not done, or what was looked at is not well. */
  failed: 1,
  /** The command or the settings are wrong; nothing was tried. */
  usage: 2,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a sentence for the person at the terminal. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
  ) {
    super(message);
    this.name = 'CommandFailure';
  }
}

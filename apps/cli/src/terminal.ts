import { readFile } from 'node:fs/promises';

/** Where a command reads and writes. Results go to `out`, everything else to `note`, so that results can be piped. */
export interface Terminal {
  /** A line (or several) of the result, on standard output. */
  out(text: string): void;
  /** A line for the person who waits, on standard error. */
  note(text: string): void;
  /** The text of a file; `-` is standard input. */
  read(file: string): Promise<string>;
  /** The variables of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The terminal of this process. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    note: (text) => void process.stderr.write(`${text}\n`),
    read: (file) => (file === '-' ? readStandardInput() : readFile(file, 'utf8')),
    env: process.env,
  };
}

async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

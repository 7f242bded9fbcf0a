/** A request as it is sent, with placeholders. */
export interface TranscriptRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** What must come back. */
export interface TranscriptAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
}

/** One step of a transcript. */
export type TranscriptStep =
  | { readonly kind: 'statement'; readonly sql: string }
  | { readonly kind: 'exchange'; readonly request: TranscriptRequest; readonly answer: TranscriptAnswer }
  | { readonly kind: 'query'; readonly sql: string; readonly rows: readonly string[] };

/** A transcript file: what it shows, and its steps in order. */
export interface Transcript {
  readonly title: string;
  readonly steps: readonly TranscriptStep[];
}

type Section = { readonly mark: '!' | '>' | '<' | '?' | '='; readonly lines: string[]; readonly body: string[] };

/**
 * Reads a transcript. Lines begin with a mark: `#` what it shows, `!` a statement that sets the scene, `>` a request's
 * first line and headers, `<` the answer's status and headers, `?` a query and `=` each of its rows. Other lines belong to
 * the body above them.
 */
export function parseTranscript(text: string): Transcript {
  const lines = text.split('\n');
  const titles = lines.filter((line) => line.startsWith('# ')).map((line) => line.slice(2).trim());
  const sections = readSections(lines.filter((line) => !line.startsWith('#')));
  if (titles.length === 0) throw new Error('a transcript begins with # and what it shows');
  return { title: titles[0] as string, steps: readSteps(sections) };
}

function readSections(lines: readonly string[]): Section[] {
  const sections: Section[] = [];
  for (const line of lines) {
    const mark = /^([!><?=]) (.*)$/.exec(line);
    const last = sections.at(-1);
    if (mark === null) {
      if (line.trim() !== '') {
        if (last === undefined) throw new Error(`a body without a request: ${line}`);
        last.body.push(line);
      }
    } else if (
      last !== undefined &&
      last.mark === mark[1] &&
      (mark[1] === '=' || (mark[1] !== '!' && last.body.length === 0))
    ) {
      last.lines.push(mark[2] as string);
    } else {
      sections.push({ mark: mark[1] as Section['mark'], lines: [mark[2] as string], body: [] });
    }
  }
  return sections;
}

function readSteps(sections: readonly Section[]): TranscriptStep[] {
  const steps: TranscriptStep[] = [];
  for (let index = 0; index < sections.length; index++) {
    const section = sections[index] as Section;
    const next = sections[index + 1];
    switch (section.mark) {
      case '!':
        steps.push({ kind: 'statement', sql: [...section.lines, ...section.body].join(' ') });
        break;
      case '>':
        if (next?.mark !== '<') throw new Error(`a request without an answer: ${section.lines[0]}`);
        steps.push({ kind: 'exchange', request: readRequest(section), answer: readAnswer(next) });
        index++;
        break;
      case '?':
        steps.push({ kind: 'query', sql: section.lines.join(' '), rows: next?.mark === '=' ? next.lines : [] });
        if (next?.mark === '=') index++;
        break;
      case '<':
      case '=':
        throw new Error(`nothing was asked before: ${section.lines[0]}`);
    }
  }
  return steps;
}

function readRequest({ lines, body }: Section): TranscriptRequest {
  const [method, path] = splitOnce(lines[0] as string, ' ');
  return { method, path, headers: lines.slice(1).map((line) => splitOnce(line, ': ')), body: body.join('\n') };
}

function readAnswer({ lines, body }: Section): TranscriptAnswer {
  const status = Number(lines[0]);
  if (!Number.isInteger(status)) throw new Error(`not a status: ${lines[0]}`);
  return { status, headers: lines.slice(1).map((line) => splitOnce(line, ': ')), body: body.join('\n') };
}

function splitOnce(text: string, separator: string): readonly [string, string] {
  const at = text.indexOf(separator);
  if (at === -1) throw new Error(`expected "${separator.trim()}" in: ${text}`);
  return [text.slice(0, at), text.slice(at + separator.length)];
}

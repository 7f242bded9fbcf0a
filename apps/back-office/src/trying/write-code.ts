import { hasBody, headersOf, pathOf, type Trial } from './trial';

export const CODE_LANGUAGES = ['curl', 'fetch', 'Python', 'PHP'] as const;
export type CodeLanguage = (typeof CODE_LANGUAGES)[number];

const KEY = 'YOUR_API_KEY';

/** A request as code that can be pasted; the key is to be filled in. */
export function writeCode(language: CodeLanguage, origin: string, alias: string, trial: Trial): string {
  const url = origin + pathOf(alias, trial);
  const headers = { ...headersOf(trial), 'x-api-key': KEY };
  const body = hasBody(trial.method) ? trial.body : null;
  switch (language) {
    case 'curl':
      return writeCurl(trial.method, url, headers, body);
    case 'fetch':
      return writeFetch(trial.method, url, headers, body);
    case 'Python':
      return writePython(trial.method, url, headers, body);
    case 'PHP':
      return writePhp(trial.method, url, headers, body);
  }
}

type Headers = Readonly<Record<string, string>>;

function writeCurl(method: string, url: string, headers: Headers, body: string | null): string {
  return [
    `curl -sg -X ${method} ${quoteShell(url)}`,
    ...Object.entries(headers).map(([name, value]) => `  -H ${quoteShell(`${name}: ${value}`)}`),
    ...(body === null ? [] : [`  --data ${quoteShell(body)}`]),
  ].join(' \\\n');
}

function writeFetch(method: string, url: string, headers: Headers, body: string | null): string {
  return [
    `const response = await fetch(${JSON.stringify(url)}, {`,
    `  method: ${JSON.stringify(method)},`,
    `  headers: ${JSON.stringify(headers)},`,
    ...(body === null ? [] : [`  body: ${JSON.stringify(body)},`]),
    '});',
    'console.log(response.status, await response.json());',
  ].join('\n');
}

function writePython(method: string, url: string, headers: Headers, body: string | null): string {
  return [
    'import urllib.request',
    '',
    'request = urllib.request.Request(',
    `    ${JSON.stringify(url)},`,
    `    method=${JSON.stringify(method)},`,
    `    headers=${JSON.stringify(headers)},`,
    ...(body === null ? [] : [`    data=${JSON.stringify(body)}.encode(),`]),
    ')',
    'with urllib.request.urlopen(request) as response:',
    '    print(response.status, response.read().decode())',
  ].join('\n');
}

function writePhp(method: string, url: string, headers: Headers, body: string | null): string {
  const lines = Object.entries(headers).map(([name, value]) => quotePhp(`${name}: ${value}`));
  return [
    '<?php',
    `$curl = curl_init(${quotePhp(url)});`,
    'curl_setopt_array($curl, [',
    `    CURLOPT_CUSTOMREQUEST => ${quotePhp(method)},`,
    `    CURLOPT_HTTPHEADER => [${lines.join(', ')}],`,
    ...(body === null ? [] : [`    CURLOPT_POSTFIELDS => ${quotePhp(body)},`]),
    '    CURLOPT_RETURNTRANSFER => true,',
    ']);',
    'echo curl_exec($curl);',
  ].join('\n');
}

function quoteShell(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function quotePhp(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

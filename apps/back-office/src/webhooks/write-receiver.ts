/** A receiver that checks the signature; it can be pasted and started. */
export function writeReceiver(secret: string): string {
  return [
    '// npm install standardwebhooks',
    "import { createServer } from 'node:http';",
    "import { Webhook } from 'standardwebhooks';",
    '',
    `const webhook = new Webhook(${JSON.stringify(secret)});`,
    'createServer(async (request, response) => {',
    "  let body = '';",
    '  for await (const part of request) body += part;',
    '  try {',
    '    console.log(webhook.verify(body, request.headers));',
    '    response.writeHead(204).end();',
    '  } catch {',
    '    response.writeHead(401).end();',
    '  }',
    '}).listen(8080);',
  ].join('\n');
}

import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that the receiver got. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  /** The event. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into events of every form
  readonly event: any;
}

/** A real HTTP server that webhooks are sent to. */
export interface Receiver {
  readonly url: string;
  readonly port: number;
  readonly received: Received[];
  /** How it answers; by default with 204. */
  answer: (request: Received, response: ServerResponse) => void | Promise<void>;
  close(): Promise<void>;
}

/** Starts a receiver on 127.0.0.1. */
export async function openReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readText(request).then((text) => {
      const one = { path: request.url ?? '', headers: request.headers, text, event: parse(text) };
      received.push(one);
      return receiver.answer(one, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    url: `http://127.0.0.1:${port}/hook`,
    port,
    received,
    answer: acceptAll,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}

/** Answers 204. */
export function acceptAll(_request: Received, response: ServerResponse): void {
  response.writeHead(204).end();
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

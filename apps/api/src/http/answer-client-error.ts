import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { randomUUID } from 'node:crypto';
import { serverErrors, type CodedError } from '@dx/kernel';
import { RAW_RESPONSE_HEADERS } from './response-headers.js';
import { toWireError } from './send-errors.js';

/** Answers what Node's HTTP parser refused (no request exists yet) and closes the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) {
    socket.destroy();
    return;
  }
  const coded = toCoded(error.code);
  const body = JSON.stringify([toWireError(coded)]);
  socket.end(
    `HTTP/1.1 ${coded.status} ${STATUS_CODES[coded.status] ?? 'Error'}\r\n` +
      `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n` +
      `${RAW_RESPONSE_HEADERS}x-request-id: ${randomUUID()}\r\n\r\n${body}`,
  );
}

function toCoded(code: string | undefined): CodedError {
  switch (code) {
    case 'HPE_HEADER_OVERFLOW':
      return { ...serverErrors.malformedRequest({ reason: 'The headers of the request are too large.' }), status: 431 };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { ...serverErrors.malformedRequest({ reason: 'The request did not arrive in time.' }), status: 408 };
    default:
      return serverErrors.malformedRequest({ reason: 'The request is not valid HTTP.' });
  }
}

import type { CodedError } from '@dx/kernel';
import type { EngineAnswer } from '@dx/query-engine';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { toWireError } from '../http/send-errors.js';

const DATA = Buffer.from('{"data":');
const END = Buffer.from('}');
const NOTHING = Buffer.from('[]');

/**
 * Answers what the engine gave: the records' bytes in their envelope, as they are.
 * Per item, the status is the verb's own when something was stored, else that of the FIRST error.
 */
export function sendAnswer(reply: ApiReply, answer: EngineAnswer, success: 200 | 201): void {
  switch (answer.kind) {
    case 'records':
      sendJson(reply, success, Buffer.concat([DATA, answer.data, END]));
      return;
    case 'per-item': {
      noteErrors(reply, answer.errors);
      const status = answer.stored ? success : (answer.errors[0]?.status ?? success);
      sendJson(reply, status, perItemBody(answer.data, answer.errors));
      return;
    }
    case 'deleted':
      reply.code(204).send();
      return;
  }
}

/** Answers a request as a whole that was refused in per-item mode. */
export function sendRefusedItems(reply: ApiReply, errors: readonly [CodedError, ...CodedError[]]): void {
  noteErrors(reply, errors);
  sendJson(reply, errors[0].status, perItemBody(NOTHING, errors));
}

function noteErrors({ request }: ApiReply, errors: readonly CodedError[]): void {
  (request as ApiRequest).tracked?.noteErrors(errors);
}

function perItemBody(data: Buffer, errors: readonly CodedError[]): Buffer {
  const list = errors.map(toWireError).map(({ code, status, message }) => ({ code, status, message }));
  return Buffer.concat([DATA, data, Buffer.from(`,"errors":${JSON.stringify(list)}}`)]);
}

function sendJson(reply: ApiReply, status: number, body: Buffer): void {
  reply.code(status).header('content-type', 'application/json').send(body);
}

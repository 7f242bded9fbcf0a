import type { CodedError } from '@dx/kernel';
import type { EngineAnswer } from '@dx/query-engine';
import type { ApiReply, ApiRequest } from '../http/api-request.js';
import { toWireError } from '../http/send-errors.js';

const NOTHING = Buffer.from('[]');
/**
 * Longest data that are sent as a text.
 * Why a text: Node writes the head and a text in one piece, the head and bytes in two, which costs more than the conversion.
 */
const TEXT_MAX = 1 << 18;

/**
 * Answers what the engine gave: the records' bytes in their envelope, as they are.
 * Per item, the status is the verb's own when something was stored, else that of the FIRST error.
 */
export function sendAnswer(reply: ApiReply, answer: EngineAnswer, success: 200 | 201): void {
  switch (answer.kind) {
    case 'records':
      sendJson(reply, success, answer.data, '}');
      return;
    case 'per-item': {
      noteErrors(reply, answer.errors);
      const status = answer.stored ? success : (answer.errors[0]?.status ?? success);
      sendJson(reply, status, answer.data, endOf(answer.errors));
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
  sendJson(reply, errors[0].status, NOTHING, endOf(errors));
}

function noteErrors({ request }: ApiReply, errors: readonly CodedError[]): void {
  (request as ApiRequest).tracked?.noteErrors(errors);
}

/** What follows the data of a per-item answer. */
function endOf(errors: readonly CodedError[]): string {
  const list = errors.map(toWireError).map(({ code, status, message }) => ({ code, status, message }));
  return `,"errors":${JSON.stringify(list)}}`;
}

function sendJson(reply: ApiReply, status: number, data: Buffer, end: string): void {
  const body =
    data.length > TEXT_MAX
      ? Buffer.concat([Buffer.from('{"data":'), data, Buffer.from(end)])
      : `{"data":${data.toString()}${end}`;
  // Why a serializer: without one Fastify adds a charset to the type, which the contract has not.
  reply.code(status).header('content-type', 'application/json').serializer(asItIs).send(body);
}

const asItIs = (body: string): string => body;

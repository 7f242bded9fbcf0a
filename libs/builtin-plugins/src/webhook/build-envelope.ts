import { CloudEvent, HTTP } from 'cloudevents';
import type { OutboxMessage } from './webhook-model.js';

const TYPE_PREFIX = 'data-exchange.record';
const PAST_TENSE: Readonly<Record<string, string>> = {
  create: 'created',
  update: 'updated',
  replace: 'replaced',
  delete: 'deleted',
  test: 'test',
};

/** The content type of a structured CloudEvent. */
export const CLOUD_EVENTS_TYPE = 'application/cloudevents+json; charset=utf-8';

/**
 * The body of a message: a CloudEvent in structured mode. `id` is the same for every attempt; `sequence` rises with the
 * order of changes of one record.
 * Why the data is put in as text: it has the exact digits of the record, which the library would send through floats.
 */
export function buildEnvelope(message: OutboxMessage): string {
  const event = new CloudEvent({
    id: message.messageId,
    type: `${TYPE_PREFIX}.${PAST_TENSE[message.operation] ?? message.operation}`,
    source: `/dynamic-entity/${message.alias}`,
    ...(message.recordId === '' ? {} : { subject: message.recordId }),
    time: new Date(message.happenedAt).toISOString(),
    datacontenttype: 'application/json',
    sequence: message.id.padStart(20, '0'),
    requestid: message.requestId,
  });
  const envelope = String(HTTP.structured(event).body);
  return `${envelope.slice(0, -1)},"data":${message.data}}`;
}

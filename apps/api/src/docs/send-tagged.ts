import type { ApiReply, ApiRequest } from '../http/api-request.js';

/** Content with a strong ETag. */
export interface TaggedContent {
  readonly tag: string;
  readonly type: string;
  readonly cacheControl: string;
  readonly read: () => Buffer;
}

/** Answers the content, or 304 when the client has it already. */
export function sendTagged(request: Pick<ApiRequest, 'headers'>, reply: ApiReply, content: TaggedContent): void {
  reply.header('etag', content.tag).header('cache-control', content.cacheControl);
  if (holds(request.headers['if-none-match'], content.tag)) {
    reply.code(304).send();
    return;
  }
  reply.header('content-type', content.type).send(content.read());
}

/** Whether an `If-None-Match` header names the tag; a weak one counts, as RFC 9110 wants. */
function holds(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(',').some((part) => {
    const one = part.trim();
    return one === '*' || one === tag || one === `W/${tag}`;
  });
}

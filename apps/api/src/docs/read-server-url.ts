import type { ApiRequest } from '../http/api-request.js';

const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The address under which the client reached the server, so that a downloaded document still knows it. */
export function readServerUrl(request: Pick<ApiRequest, 'protocol' | 'host'>): string {
  return HOST.test(request.host) ? `${request.protocol}://${request.host}` : '/';
}

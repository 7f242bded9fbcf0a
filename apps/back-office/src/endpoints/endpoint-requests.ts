import type { ConfigurationAnswer, ConfigurationBody, RemovedAnswer } from '../api/admin-api';
import { client, read } from '../api/client';

/** Makes an endpoint. */
export function createEndpoint(body: ConfigurationBody): Promise<ConfigurationAnswer> {
  return read(client.POST('/back-office/configurations', { body }));
}

/** Overwrites an endpoint, unless somebody else saved since `revision` (409, code 1921). */
export function replaceEndpoint(id: number, revision: string, body: ConfigurationBody): Promise<ConfigurationAnswer> {
  return read(
    client.PUT('/back-office/configurations/{id}', {
      params: { path: { id: String(id) }, header: { 'If-Match': `"${revision}"` } },
      body,
    }),
  );
}

/** Switches an endpoint on or off. */
export function switchEndpoint({ id, revision }: ConfigurationAnswer, isActive: boolean): Promise<ConfigurationAnswer> {
  return read(
    client.PATCH('/back-office/configurations/{id}', {
      params: { path: { id: String(id) }, header: { 'If-Match': `"${revision}"` } },
      body: { isActive },
    }),
  );
}

/** Removes an endpoint; no data is touched. */
export function removeEndpoint({ id, revision }: ConfigurationAnswer): Promise<RemovedAnswer> {
  return read(
    client.DELETE('/back-office/configurations/{id}', {
      params: { path: { id: String(id) }, header: { 'If-Match': `"${revision}"` } },
    }),
  );
}

/** What is stored of an endpoint, without what the server adds in answers. */
export function toBody(answer: ConfigurationAnswer): ConfigurationBody {
  const {
    id: _id,
    revision: _revision,
    served: _served,
    problems: _problems,
    createdAt: _c,
    updatedAt: _u,
    ...body
  } = answer;
  return body;
}

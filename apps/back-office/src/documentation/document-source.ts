import { useQuery } from '@tanstack/react-query';
import type { Verb } from '../access/scopes';
import { toApiError } from '../api/api-error';
import { fetchSigned } from '../api/client';

/** An endpoint that is in the document. */
export interface UsableEndpoint {
  readonly alias: string;
  /** What may be done there; whether the endpoint offers it is another matter. */
  readonly verbs: readonly Verb[];
}

/** Which document is wanted. */
export interface DocumentWish {
  /** The API key that sees it so; null: the visitor. */
  readonly apiKeyId: string | null;
  /** Only this endpoint. */
  readonly alias?: string;
}

/** The endpoints that the visitor, or an API key, may use. */
export function useUsableEndpoints(apiKeyId: string | null) {
  return useQuery({
    queryKey: ['usable-endpoints', apiKeyId],
    queryFn: async (): Promise<readonly UsableEndpoint[]> => {
      const answer = await fetchSigned(addressOf('/openapi/endpoints', { apiKeyId }));
      const body: unknown = await answer.json();
      if (!answer.ok) throw toApiError(answer, body);
      return (body as { data: readonly UsableEndpoint[] }).data;
    },
  });
}

/** The document as it is at this moment. */
export async function readDocument(format: 'json' | 'yaml', wish: DocumentWish): Promise<Blob> {
  const answer = await fetchSigned(addressOf(`/openapi.${format}`, wish));
  if (!answer.ok) throw toApiError(answer, await answer.json().catch(() => null));
  return answer.blob();
}

function addressOf(path: string, { apiKeyId, alias }: DocumentWish): string {
  const query = new URLSearchParams({
    ...(alias === undefined ? {} : { alias }),
    ...(apiKeyId === null ? {} : { apiKeyId }),
  }).toString();
  return query === '' ? path : `${path}?${query}`;
}

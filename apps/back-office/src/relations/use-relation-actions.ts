import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, RelationBody } from '../api/admin-api';
import { client, read } from '../api/client';
import { useRefreshEndpoints } from '../endpoints/use-endpoints';
import { sayUndo } from '../shell/say-undo';

/** Adds, changes and removes relations; each is one revision of the endpoint, and can be taken back. */
export function useRelationActions() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = useRefreshEndpoints();

  const set = async (
    endpoint: ConfigurationAnswer,
    relations: readonly RelationBody[],
  ): Promise<ConfigurationAnswer> => {
    const saved = await read(
      client.PATCH('/back-office/configurations/{id}', {
        params: { path: { id: String(endpoint.id) }, header: { 'If-Match': `"${endpoint.revision}"` } },
        body: { childRelations: [...relations] },
      }),
    );
    queries.setQueryData(['endpoint', String(endpoint.id)], saved);
    return saved;
  };
  const save = async (
    endpoint: ConfigurationAnswer,
    relations: readonly RelationBody[],
    message: string,
  ): Promise<void> => {
    const before = endpoint.childRelations;
    const saved = await set(endpoint, relations).finally(refresh);
    sayUndo(message, async () => {
      await set(saved, before).finally(refresh);
    });
  };
  return {
    add: (endpoint: ConfigurationAnswer, relation: RelationBody) =>
      save(endpoint, [...endpoint.childRelations, relation], t('relations.added', { name: relation.name })),
    change: (endpoint: ConfigurationAnswer, name: string, relation: RelationBody) =>
      save(
        endpoint,
        endpoint.childRelations.map((known) => (known.name === name ? relation : known)),
        t('relations.changed', { name: relation.name }),
      ),
    remove: (endpoint: ConfigurationAnswer, name: string) =>
      save(
        endpoint,
        endpoint.childRelations.filter((known) => known.name !== name),
        t('relations.removed', { name }),
      ),
  };
}

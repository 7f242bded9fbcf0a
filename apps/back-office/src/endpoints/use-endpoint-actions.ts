import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, RelationBody } from '../api/admin-api';
import { client, read } from '../api/client';
import { sayDone } from '../shell/say';
import { sayUndo } from '../shell/say-undo';
import { createEndpoint, removeEndpoint, switchEndpoint, toBody } from './endpoint-requests';
import { useRefreshEndpoints } from './use-endpoints';

/** What can be done to an endpoint as a whole; each takes what it did back, or says so. */
export function useEndpointActions() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = useRefreshEndpoints();
  const known = (): readonly ConfigurationAnswer[] => queries.getQueryData(['endpoints']) ?? [];

  const setActive = async (endpoint: ConfigurationAnswer, isActive: boolean): Promise<void> => {
    const changed = await switchEndpoint(endpoint, isActive).finally(refresh);
    const text = isActive
      ? t('endpoints.switchedOn', { alias: endpoint.tableAlias })
      : t('endpoints.switchedOff', { alias: endpoint.tableAlias });
    sayUndo(text, async () => {
      await switchEndpoint(changed, !isActive).finally(refresh);
    });
  };

  const duplicate = async (endpoint: ConfigurationAnswer): Promise<ConfigurationAnswer> => {
    const tableAlias = freeAlias(endpoint.tableAlias, new Set(known().map((other) => other.tableAlias)));
    const made = await createEndpoint({ ...toBody(endpoint), tableAlias, isActive: false });
    await refresh();
    sayDone(t('endpoints.duplicated', { alias: tableAlias }));
    return made;
  };

  const remove = async (endpoint: ConfigurationAnswer): Promise<void> => {
    const leading = relationsTo(endpoint.tableAlias, known());
    const { droppedRelations } = await removeEndpoint(endpoint).finally(refresh);
    const relations = droppedRelations.map(({ alias, name }) => `${alias}.${name}`).join(', ');
    const text = relations === '' ? 'endpoints.deleted' : 'endpoints.deletedWith';
    sayUndo(t(text, { alias: endpoint.tableAlias, relations }), async () => {
      await createEndpoint(toBody(endpoint));
      for (const { id, relations } of leading) await addRelations(id, relations);
      await refresh();
    });
  };
  return { setActive, duplicate, remove };
}

interface LeadingRelations {
  readonly id: number;
  readonly relations: readonly RelationBody[];
}

/** The relations of other endpoints that go with an endpoint when it is removed. */
function relationsTo(alias: string, endpoints: readonly ConfigurationAnswer[]): readonly LeadingRelations[] {
  return endpoints.flatMap(({ id, tableAlias, childRelations }) => {
    const relations = childRelations.filter(
      (relation) => relation.childDynamicEntityConfiguration.tableAlias === alias,
    );
    return tableAlias === alias || relations.length === 0 ? [] : [{ id, relations }];
  });
}

async function addRelations(id: number, relations: readonly RelationBody[]): Promise<void> {
  const path = { id: String(id) };
  const stored = await read(client.GET('/back-office/configurations/{id}', { params: { path } }));
  await read(
    client.PATCH('/back-office/configurations/{id}', {
      params: { path, header: { 'If-Match': `"${stored.revision}"` } },
      body: { childRelations: [...stored.childRelations, ...relations] },
    }),
  );
}

function freeAlias(alias: string, taken: ReadonlySet<string>): string {
  for (let number = 2; ; number += 1) {
    const candidate = `${alias}-${number}`;
    if (!taken.has(candidate)) return candidate;
  }
}

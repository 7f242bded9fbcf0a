import { Autocomplete, Button, Group, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEndpoints } from '../endpoints/use-endpoints';
import { NO_WISH, type AuditWish } from './audit-wish';

const OPERATIONS = ['create', 'update', 'replace', 'delete'];
const ADMIN_PLACES = ['configurations', 'users', 'api-keys', 'oauth-clients', 'webhooks'];

interface AuditFiltersProps {
  readonly wish: AuditWish;
  readonly onChange: (wish: AuditWish) => void;
}

/** What of the audit log is shown. */
export function AuditFilters({ wish, onChange }: AuditFiltersProps) {
  const { t } = useTranslation();
  const aliases = (useEndpoints().data ?? []).map(({ tableAlias }) => tableAlias);
  const set = (part: Partial<AuditWish>): void => onChange({ ...wish, ...part });
  return (
    <Group p="sm" gap="sm" align="flex-end">
      <NativeSelect
        label={t('audit.source')}
        data={[
          { value: '', label: t('audit.source_all') },
          { value: 'data', label: t('audit.source_data') },
          { value: 'admin', label: t('audit.source_admin') },
        ]}
        value={wish.source}
        onChange={(event) => set({ source: event.currentTarget.value as AuditWish['source'] })}
      />
      <Autocomplete
        label={t('audit.place')}
        w={190}
        data={
          wish.source === 'admin'
            ? ADMIN_PLACES
            : wish.source === 'data'
              ? aliases
              : [...new Set([...aliases, ...ADMIN_PLACES])]
        }
        value={wish.alias}
        onChange={(alias) => set({ alias })}
      />
      <TextInput
        label={t('audit.record')}
        w={120}
        value={wish.recordId}
        onChange={(event) => set({ recordId: event.currentTarget.value })}
      />
      <TextInput
        label={t('audit.actor')}
        w={150}
        value={wish.actor}
        onChange={(event) => set({ actor: event.currentTarget.value })}
      />
      <Autocomplete
        label={t('audit.operation')}
        w={130}
        data={OPERATIONS}
        value={wish.operation}
        onChange={(operation) => set({ operation })}
      />
      <TextInput
        type="datetime-local"
        label={t('audit.from')}
        value={wish.from}
        onChange={(event) => set({ from: event.currentTarget.value })}
      />
      <TextInput
        type="datetime-local"
        label={t('audit.to')}
        value={wish.to}
        onChange={(event) => set({ to: event.currentTarget.value })}
      />
      <TextInput
        label={t('audit.requestId')}
        w={150}
        value={wish.requestId}
        onChange={(event) => set({ requestId: event.currentTarget.value })}
      />
      <Button variant="subtle" disabled={wish === NO_WISH} onClick={() => onChange(NO_WISH)}>
        {t('audit.reset')}
      </Button>
    </Group>
  );
}

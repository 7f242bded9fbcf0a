import { Badge, Button, Group, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../access/empty';
import type { AuditEntryAnswer } from '../api/admin-api';
import { DifferenceList } from '../endpoints/difference-list';
import { formatAge, formatTime } from '../language/format';
import { useRights } from '../session/use-me';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { AuditFilters } from './audit-filters';
import { NO_WISH, toAuditFilter } from './audit-wish';
import { useAudit } from './use-audit';

const PAUSE_MS = 300;

/** Who changed what, when: records, and everything in the Back Office. */
export function AuditPage() {
  const { t } = useTranslation();
  const { canEdit } = useRights();
  return (
    <Page title={t('nav.audit')} description={t('audit.intro')}>
      <div className="dx-card">{canEdit ? <AuditLog /> : <Empty icon="list" text={t('audit.editorsOnly')} />}</div>
    </Page>
  );
}

function AuditLog() {
  const { t } = useTranslation();
  const [wish, setWish] = useState(NO_WISH);
  const [settled] = useDebouncedValue(wish, PAUSE_MS);
  const audit = useAudit(toAuditFilter(settled));
  const entries = audit.data?.pages.flatMap(({ data }) => data) ?? [];
  return (
    <>
      <AuditFilters wish={wish} onChange={setWish} />
      {audit.isError && <Problem error={audit.error} onRetry={() => void audit.refetch()} />}
      {audit.isPending && <LoadingRows />}
      {audit.isSuccess && entries.length === 0 && (
        <Empty icon="list" text={wish === NO_WISH ? t('audit.none') : t('common.nothingFound')} />
      )}
      {entries.length > 0 && <AuditTable entries={entries} />}
      {audit.hasNextPage && (
        <Group p="sm" justify="center">
          <Button variant="default" loading={audit.isFetchingNextPage} onClick={() => void audit.fetchNextPage()}>
            {t('audit.more')}
          </Button>
        </Group>
      )}
    </>
  );
}

function AuditTable({ entries }: { readonly entries: readonly AuditEntryAnswer[] }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    const next = new Set(opened);
    if (!next.delete(id)) next.add(id);
    setOpened(next);
  };
  return (
    <div className="dx-scroll" tabIndex={0} role="region" aria-label={t('nav.audit')}>
      <table className="dx-table">
        <thead>
          <tr>
            <th>{t('audit.at')}</th>
            <th>{t('audit.actor')}</th>
            <th>{t('audit.operation')}</th>
            <th>{t('audit.place')}</th>
            <th>{t('audit.record')}</th>
            <th>{t('audit.changes')}</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Fragment key={entry.id}>
              <EntryRow entry={entry} isOpened={opened.has(entry.id)} onToggle={() => toggle(entry.id)} />
              {opened.has(entry.id) && (
                <tr>
                  <td colSpan={6}>
                    <EntryChanges entry={entry} />
                  </td>
                </tr>
              )}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const COLORS: Readonly<Record<string, string>> = { create: 'teal', update: 'blue', replace: 'blue', delete: 'red' };

interface EntryRowProps {
  readonly entry: AuditEntryAnswer;
  readonly isOpened: boolean;
  readonly onToggle: () => void;
}

function EntryRow({ entry, isOpened, onToggle }: EntryRowProps) {
  const { t } = useTranslation();
  return (
    <tr>
      <td>
        <Text size="sm" title={formatTime(entry.at)} style={{ whiteSpace: 'nowrap' }}>
          {formatAge(entry.at)}
        </Text>
      </td>
      <td>
        <Text size="sm" fw={550}>
          {entry.actor.name}
        </Text>
        <Text size="xs" c="dimmed">
          {t(`audit.kind_${entry.actor.kind}`)}
        </Text>
      </td>
      <td>
        <Badge color={COLORS[entry.operation] ?? 'gray'}>
          {isKnown(entry.operation) ? t(`webhooks.operation_${entry.operation}`) : entry.operation}
        </Badge>
      </td>
      <td>
        <Text size="sm">{entry.alias}</Text>
        {entry.table !== null && (
          <Text size="xs" c="dimmed">
            {entry.table}
          </Text>
        )}
      </td>
      <td>
        <span className="dx-mono">{entry.recordId ?? '–'}</span>
      </td>
      <td>
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-expanded={isOpened}
          rightSection={<Icon name={isOpened ? 'up' : 'down'} size={14} />}
          onClick={onToggle}
        >
          {t('history.changes', { count: entry.changes.length })}
        </Button>
      </td>
    </tr>
  );
}

function EntryChanges({ entry }: { readonly entry: AuditEntryAnswer }) {
  const { t } = useTranslation();
  return (
    <>
      <DifferenceList
        differences={entry.changes.map(({ field, before, after }) => ({
          place: field,
          before: print(before),
          after: print(after),
        }))}
      />
      <Text size="xs" c="dimmed" mt={6}>
        {formatTime(entry.at)} · {t('audit.requestId')} <span className="dx-mono">{entry.requestId}</span>
      </Text>
    </>
  );
}

type KnownOperation = 'create' | 'update' | 'replace' | 'delete';

function isKnown(operation: string): operation is KnownOperation {
  return operation in COLORS;
}

function print(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

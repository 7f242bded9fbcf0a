import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, ConfigurationBody, RevisionAnswer } from '../api/admin-api';
import { formatAge, formatTime } from '../language/format';
import { Icon } from '../shell/icon';
import { LoadingRows } from '../shell/page';
import { Problem } from '../shell/problem';
import { sayDone, sayError } from '../shell/say';
import { diffConfigurations } from './diff-configurations';
import { DifferenceList } from './difference-list';
import { replaceEndpoint, toBody } from './endpoint-requests';
import { useRefreshEndpoints, useRevisions } from './use-endpoints';

interface HistoryTabProps {
  readonly endpoint: ConfigurationAnswer;
  readonly canEdit: boolean;
}

/** Every save: who, when, what; and back to it in one click. */
export function HistoryTab({ endpoint, canEdit }: HistoryTabProps) {
  const { t } = useTranslation();
  const revisions = useRevisions(String(endpoint.id));
  const refresh = useRefreshEndpoints();
  if (revisions.isPending) return <LoadingRows />;
  if (revisions.isError) return <Problem error={revisions.error} onRetry={() => void revisions.refetch()} />;
  const revert = async (to: ConfigurationBody): Promise<void> => {
    await replaceEndpoint(endpoint.id, endpoint.revision, to).finally(refresh);
    sayDone(t('history.reverted'));
  };
  const confirm = (to: ConfigurationBody): void => {
    modals.openConfirmModal({
      title: t('history.revertTitle'),
      size: 'lg',
      children: <DifferenceList differences={diffConfigurations(toBody(endpoint), to)} />,
      labels: { confirm: t('history.revert'), cancel: t('common.cancel') },
      closeButtonProps: { 'aria-label': t('common.close') },
      onConfirm: () => void revert(to).catch(sayError),
    });
  };
  return (
    <Stack gap={0}>
      {revisions.data.data.map((revision, index) => (
        <Revision key={revision.id} revision={revision} isLatest={index === 0} onRevert={canEdit ? confirm : null} />
      ))}
      {revisions.data.data.length === 0 && (
        <Text p="md" size="sm" c="dimmed">
          {t('history.none')}
        </Text>
      )}
    </Stack>
  );
}

interface RevisionProps {
  readonly revision: RevisionAnswer;
  readonly isLatest: boolean;
  readonly onRevert: ((to: ConfigurationBody) => void) | null;
}

function Revision({ revision, isLatest, onRevert }: RevisionProps) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const before = revision.before ?? null;
  const after = revision.after ?? null;
  const differences = diffConfigurations(before, after);
  return (
    <Stack gap="xs" p="md" style={{ borderBottom: '1px solid var(--dx-line)' }}>
      <Group justify="space-between">
        <Group gap="sm">
          <Badge color="gray">{t(`history.action_${revision.action}`)}</Badge>
          <Text size="sm" fw={550}>
            {revision.author}
          </Text>
          <Text size="sm" c="dimmed" title={formatTime(revision.savedAt)}>
            {formatAge(revision.savedAt)}
          </Text>
          {isLatest && <Badge color="teal">{t('history.current')}</Badge>}
        </Group>
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-expanded={opened}
            rightSection={<Icon name={opened ? 'up' : 'down'} size={14} />}
            onClick={() => setOpened(!opened)}
          >
            {t('history.changes', { count: differences.length })}
          </Button>
          {!isLatest && after !== null && onRevert !== null && (
            <Button size="compact-sm" variant="default" onClick={() => onRevert(after)}>
              {t('history.revert')}
            </Button>
          )}
        </Group>
      </Group>
      {opened && <DifferenceList differences={differences} />}
    </Stack>
  );
}

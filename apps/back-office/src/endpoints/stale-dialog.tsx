import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConfigurationAnswer, RevisionAnswer } from '../api/admin-api';
import { formatAge } from '../language/format';
import { closeLabel } from '../shell/say';
import { diffConfigurations } from './diff-configurations';
import { DifferenceList } from './difference-list';
import { toBody } from './endpoint-requests';

/** Somebody else's save that came in between. */
export interface StaleSave {
  readonly base: ConfigurationAnswer;
  readonly theirs: ConfigurationAnswer;
  readonly latest: RevisionAnswer | undefined;
}

interface StaleDialogProps {
  readonly stale: StaleSave | null;
  readonly onOverwrite: (theirs: ConfigurationAnswer) => void;
  readonly onTake: (theirs: ConfigurationAnswer) => void;
  readonly onClose: () => void;
}

/** Shows what the other administrator changed, and lets this one decide. */
export function StaleDialog({ stale, onOverwrite, onTake, onClose }: StaleDialogProps) {
  const { t } = useTranslation();
  return (
    <Modal opened={stale !== null} onClose={onClose} size="xl" title={t('edit.stale')} closeButtonProps={closeLabel()}>
      {stale !== null && (
        <Stack>
          <Text size="sm">
            {stale.latest === undefined
              ? t('edit.staleText')
              : t('edit.staleBy', { author: stale.latest.author, age: formatAge(stale.latest.savedAt) })}
          </Text>
          <div
            className="dx-card dx-scroll"
            tabIndex={0}
            role="region"
            aria-label={t('history.title')}
            style={{ maxHeight: 320 }}
          >
            <DifferenceList differences={diffConfigurations(toBody(stale.base), toBody(stale.theirs))} />
          </div>
          <Group justify="flex-end">
            <Button variant="subtle" color="gray" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button variant="default" onClick={() => onTake(stale.theirs)}>
              {t('edit.takeTheirs')}
            </Button>
            <Button color="red" onClick={() => onOverwrite(stale.theirs)}>
              {t('edit.overwrite')}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}

import { Anchor, Modal, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { UserAnswer } from '../api/admin-api';
import { LoginForm } from './login-form';
import { session } from './session';
import { useSession } from './use-session';

/** Asks for the password again when the session ended, over the screen as it is: nothing that was typed is lost. */
export function ExpiredDialog() {
  const { t } = useTranslation();
  const state = useSession();
  const queries = useQueryClient();
  const email = queries.getQueryData<UserAnswer>(['me'])?.email;
  return (
    <Modal
      opened={state === 'expired'}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('login.expired')}
      onExitTransitionEnd={() => void queries.invalidateQueries()}
    >
      <Stack>
        <Text size="sm">{t('login.expiredText')}</Text>
        <LoginForm {...(email === undefined ? {} : { email })} />
        <Anchor component="button" size="sm" onClick={() => void session.logOut()}>
          {t('login.leave')}
        </Anchor>
      </Stack>
    </Modal>
  );
}

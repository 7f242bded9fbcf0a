import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, read } from '../api/client';
import { session } from '../session/session';
import { useMe } from '../session/use-me';
import { LanguageSwitch } from '../shell/language-switch';
import { Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { SchemeSwitch } from '../shell/scheme-switch';
import { sayDone } from '../shell/say';
import { useSubmit } from './use-submit';
import { NewPassword } from './user-form';

const FIELDS = ['currentPassword', 'newPassword'];

/** One's own password, language and colours. */
export function ProfilePage() {
  const { t } = useTranslation();
  const me = useMe().data;
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const form = useSubmit();
  const save = async (): Promise<void> => {
    await read(client.PUT('/back-office/me/password', { body: { currentPassword: current, newPassword: next } }));
    sayDone(t('profile.changed'));
    // Why: the server has ended every session of this user, this one included.
    await session.logOut();
  };
  return (
    <Page
      title={t('profile.title')}
      description={me === undefined ? undefined : `${me.name} · ${me.email} · ${t(`access.role_${me.role}`)}`}
    >
      <Stack className="dx-card" p="lg" maw={520}>
        <Group justify="space-between">
          <Text size="sm">{t('shell.language')}</Text>
          <LanguageSwitch />
        </Group>
        <Group justify="space-between">
          <Text size="sm">{t('shell.scheme')}</Text>
          <SchemeSwitch />
        </Group>
      </Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(save);
        }}
      >
        <Stack className="dx-card" p="lg" maw={520}>
          {form.rest(FIELDS) !== null && <Problem error={form.rest(FIELDS)} />}
          {/* Why: password managers must know whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={me?.email ?? ''} readOnly hidden />
          <PasswordInput
            label={t('profile.currentPassword')}
            autoComplete="current-password"
            required
            withAsterisk={false}
            value={current}
            error={form.errorOf('currentPassword')}
            onChange={(event) => setCurrent(event.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
          />
          <NewPassword value={next} error={form.errorOf('newPassword')} onChange={setNext} />
          <Text size="sm" c="dimmed">
            {t('profile.hint')}
          </Text>
          <Group justify="flex-end">
            <Button type="submit" loading={form.busy}>
              {t('profile.change')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  );
}

import { Alert, Group, Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../shell/brand';
import { LanguageSwitch } from '../shell/language-switch';
import { SchemeSwitch } from '../shell/scheme-switch';
import { LoginForm } from './login-form';
import { session } from './session';

/** The door. */
export function LoginPage() {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${t('login.title')} · Data Exchange`;
  }, [t]);
  return (
    <main className="dx-login">
      <Stack w="100%" maw={380} gap="lg">
        <Brand />
        <Stack className="dx-card" p="xl" gap="md">
          <div>
            <Title order={1}>{t('login.title')}</Title>
            <Text size="sm" c="dimmed">
              {t('login.intro')}
            </Text>
          </div>
          {session.hasEnded() && (
            <Alert color="yellow" variant="light" role="status">
              {t('login.ended')}
            </Alert>
          )}
          <LoginForm />
          <details>
            <Text size="sm" component="summary" style={{ cursor: 'pointer' }}>
              {t('login.firstStart')}
            </Text>
            <Text size="sm" c="dimmed" mt="xs">
              {t('login.firstStartText')}
            </Text>
            <pre className="dx-code">ADMIN_EMAIL=you@example.com{'\n'}ADMIN_PASSWORD=…</pre>
          </details>
        </Stack>
        <Group justify="space-between">
          <LanguageSwitch />
          <SchemeSwitch />
        </Group>
      </Stack>
    </main>
  );
}

import { Alert, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/api-error';
import { Icon } from '../shell/icon';
import { describeError } from '../shell/say';
import { session } from './session';

/** E-mail and password; says clearly why they were refused. */
export function LoginForm({ email: known }: { readonly email?: string }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>(null);

  const explain = (error: unknown): string => {
    if (!(error instanceof ApiError)) return describeError(error);
    if (error.status === 429) {
      return error.retryAfter === null
        ? t('login.throttled')
        : t('login.throttledFor', { count: Math.ceil(error.retryAfter / 60) });
    }
    return error.status === 400 || error.status === 401 ? t('login.wrong') : describeError(error);
  };
  // Why here: what comes next is loaded while the visitor types.
  useEffect(() => void import('../screens'), []);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    try {
      await session.logIn(email, password);
    } catch (error) {
      setRefusal(error);
      setPassword('');
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={(event) => void submit(event)}>
      <Stack gap="sm">
        {refusal !== null && (
          <Alert color="red" variant="light" role="alert" icon={<Icon name="warning" />}>
            {explain(refusal)}
          </Alert>
        )}
        <TextInput
          label={t('login.email')}
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          data-autofocus={known === undefined ? true : undefined}
          autoFocus={known === undefined}
        />
        <PasswordInput
          label={t('login.password')}
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          data-autofocus={known === undefined ? undefined : true}
          visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
        />
        <Button type="submit" loading={busy} fullWidth mt={4}>
          {t('login.submit')}
        </Button>
      </Stack>
    </form>
  );
}

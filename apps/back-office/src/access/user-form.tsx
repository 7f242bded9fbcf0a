import { Button, Drawer, Group, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone } from '../shell/say';
import { useRefreshAccess } from './use-access';
import { useSubmit } from './use-submit';

const ROLES = ['owner', 'editor', 'viewer'] as const;
type Role = (typeof ROLES)[number];

/** A new user, or changes of one. */
export function UserForm({ user, onClose }: { readonly user: UserAnswer | null; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState(user?.name ?? '');
  const [email, setEmail] = useState(user?.email ?? '');
  const [role, setRole] = useState<Role>(user?.role ?? 'editor');
  const [password, setPassword] = useState('');
  const refresh = useRefreshAccess('users');
  const form = useSubmit();
  const fields = ['name', 'email', 'role', 'password'];
  const save = async (): Promise<void> => {
    const body = { name: name.trim(), email: email.trim(), role };
    if (user === null) await read(client.POST('/back-office/users', { body: { ...body, password } }));
    else await read(client.PATCH('/back-office/users/{id}', { params: { path: { id: user.id } }, body }));
    await refresh();
    sayDone(t('access.saved'));
    onClose();
  };
  return (
    <Drawer
      opened
      onClose={onClose}
      title={user === null ? t('access.newUser') : user.name}
      closeButtonProps={closeLabel()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(save);
        }}
      >
        <Stack>
          {form.rest(fields) !== null && <Problem error={form.rest(fields)} />}
          <TextInput
            label={t('access.name')}
            required
            withAsterisk={false}
            data-autofocus
            value={name}
            error={form.errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('login.email')}
            type="email"
            autoComplete="username"
            required
            withAsterisk={false}
            value={email}
            error={form.errorOf('email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Radio.Group
            label={t('access.role')}
            value={role}
            onChange={(value) => setRole(value)}
            error={form.errorOf('role')}
          >
            <Stack gap={8} mt={6}>
              {ROLES.map((value) => (
                <Radio
                  key={value}
                  value={value}
                  label={t(`access.role_${value}`)}
                  description={t(`access.role_${value}_hint`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {user === null && <NewPassword value={password} error={form.errorOf('password')} onChange={setPassword} />}
          <Buttons busy={form.busy} onClose={onClose} />
        </Stack>
      </form>
    </Drawer>
  );
}

/** Sets the password of a user. */
export function PasswordForm({ user, onClose }: { readonly user: UserAnswer; readonly onClose: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const form = useSubmit();
  const save = async (): Promise<void> => {
    await read(
      client.PUT('/back-office/users/{id}/password', {
        params: { path: { id: user.id } },
        body: { newPassword: password },
      }),
    );
    sayDone(t('access.passwordSet', { name: user.name }));
    onClose();
  };
  return (
    <Drawer opened onClose={onClose} title={t('access.setPassword')} closeButtonProps={closeLabel()}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(save);
        }}
      >
        <Stack>
          {form.rest(['newPassword']) !== null && <Problem error={form.rest(['newPassword'])} />}
          {/* Why: password managers must know whose password this is. */}
          <input type="text" name="username" autoComplete="username" value={user.email} readOnly hidden />
          <NewPassword value={password} error={form.errorOf('newPassword')} onChange={setPassword} />
          <Buttons busy={form.busy} onClose={onClose} />
        </Stack>
      </form>
    </Drawer>
  );
}

interface NewPasswordProps {
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (value: string) => void;
}

/** A password that is being chosen. */
export function NewPassword({ value, error, onChange }: NewPasswordProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t('access.newPassword')}
      description={t('access.passwordHint')}
      autoComplete="new-password"
      required
      withAsterisk={false}
      value={value}
      error={error}
      onChange={(event) => onChange(event.currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
    />
  );
}

function Buttons({ busy, onClose }: { readonly busy: boolean; readonly onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {t('common.cancel')}
      </Button>
      <Button type="submit" loading={busy}>
        {t('edit.save')}
      </Button>
    </Group>
  );
}

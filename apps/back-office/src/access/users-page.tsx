import { ActionIcon, Badge, Button, Menu, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { formatAge, formatTime } from '../language/format';
import { useMe } from '../session/use-me';
import { Icon } from '../shell/icon';
import { LoadingRows, Page } from '../shell/page';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone, sayError } from '../shell/say';
import { useRefreshAccess, useUsers } from './use-access';
import { PasswordForm, UserForm } from './user-form';
import { ActionsHeader } from '../shell/actions-header';

type Opened = { readonly kind: 'new' } | { readonly kind: 'edit' | 'password'; readonly user: UserAnswer };

/** Who may use the Back Office, and how far. */
export function UsersPage() {
  const { t } = useTranslation();
  const users = useUsers();
  const [opened, setOpened] = useState<Opened | null>(null);
  return (
    <Page
      title={t('nav.users')}
      description={t('access.usersIntro')}
      actions={
        <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setOpened({ kind: 'new' })}>
          {t('access.newUser')}
        </Button>
      }
    >
      {users.isError && <Problem error={users.error} onRetry={() => void users.refetch()} />}
      <div className="dx-card">
        {users.isPending ? (
          <LoadingRows />
        ) : (
          <div className="dx-scroll" tabIndex={0} role="region" aria-label={t('nav.users')}>
            <table className="dx-table">
              <thead>
                <tr>
                  <th>{t('access.name')}</th>
                  <th>{t('login.email')}</th>
                  <th>{t('access.role')}</th>
                  <th>{t('access.lastLogin')}</th>
                  <th>{t('endpoints.state')}</th>
                  <ActionsHeader />
                </tr>
              </thead>
              <tbody>
                {(users.data ?? []).map((user) => (
                  <UserRow key={user.id} user={user} onOpen={(kind) => setOpened({ kind, user })} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </div>
      {(opened?.kind === 'new' || opened?.kind === 'edit') && (
        <UserForm user={opened.kind === 'edit' ? opened.user : null} onClose={() => setOpened(null)} />
      )}
      {opened?.kind === 'password' && <PasswordForm user={opened.user} onClose={() => setOpened(null)} />}
    </Page>
  );
}

interface UserRowProps {
  readonly user: UserAnswer;
  readonly onOpen: (kind: 'edit' | 'password') => void;
}

function UserRow({ user, onOpen }: UserRowProps) {
  const { t } = useTranslation();
  const refresh = useRefreshAccess('users');
  const isMe = useMe().data?.id === user.id;
  const path = { id: user.id };
  const setActive = async (active: boolean): Promise<void> => {
    await read(client.PATCH('/back-office/users/{id}', { params: { path }, body: { active } }));
    await refresh();
    sayDone(t('access.saved'));
  };
  const remove = async (): Promise<void> => {
    await read(client.DELETE('/back-office/users/{id}', { params: { path } }));
    await refresh();
    sayDone(t('access.removed', { name: user.name }));
  };
  const confirm = (): void => {
    modals.openConfirmModal({
      title: t('access.removeTitle', { name: user.name }),
      children: <Text size="sm">{t('access.endText')}</Text>,
      labels: { confirm: t('access.remove'), cancel: t('common.cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: closeLabel(),
      onConfirm: () => void remove().catch(sayError),
    });
  };
  return (
    <tr data-off={!user.active}>
      <td>
        <Text size="sm" fw={550} component="div">
          {user.name} {isMe && <Badge size="xs">{t('access.you')}</Badge>}
        </Text>
      </td>
      <td>{user.email}</td>
      <td>{t(`access.role_${user.role}`)}</td>
      <td>
        <Text size="sm" c="dimmed" title={user.lastLoginAt === null ? undefined : formatTime(user.lastLoginAt)}>
          {user.lastLoginAt === null ? t('access.never') : formatAge(user.lastLoginAt)}
        </Text>
      </td>
      <td>
        <Badge color={user.active ? 'teal' : 'gray'}>{user.active ? t('access.active') : t('access.inactive')}</Badge>
      </td>
      <td style={{ textAlign: 'end' }}>
        <Menu position="bottom-end" width={200}>
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" aria-label={t('access.actionsOf', { name: user.name })}>
              <Icon name="more" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onOpen('edit')}>{t('access.edit')}</Menu.Item>
            <Menu.Item onClick={() => onOpen('password')}>{t('access.setPassword')}</Menu.Item>
            <Menu.Item onClick={() => void setActive(!user.active).catch(sayError)}>
              {user.active ? t('access.switchOff') : t('access.switchOn')}
            </Menu.Item>
            <Menu.Item color="red" onClick={confirm}>
              {t('access.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </td>
    </tr>
  );
}

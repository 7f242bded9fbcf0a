import { Button, Drawer, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { useEndpoints } from '../endpoints/use-endpoints';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone } from '../shell/say';
import { DEFAULT_EXPIRY, ExpiryInput, readExpiry, writeExpiry } from './expiry-input';
import { makeKeyCommand } from './make-command';
import { RightsMatrix } from './rights-matrix';
import { readScopes, writeScopes } from './scopes';
import type { FreshSecret } from './secret-dialog';
import { useRefreshAccess } from './use-access';
import { useSubmit } from './use-submit';

interface KeyFormProps {
  /** Null: a new key. */
  readonly apiKey: ApiKeyAnswer | null;
  readonly onFresh: (fresh: FreshSecret) => void;
  readonly onClose: () => void;
}

const FIELDS = ['name', 'scopes', 'expiresAt'];

/** A new key, or changes of one. */
export function KeyForm({ apiKey, onFresh, onClose }: KeyFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(apiKey?.name ?? '');
  const [{ rights, others }, setScopes] = useState(() => readScopes(apiKey?.scopes ?? ['*:read']));
  const [expiry, setExpiry] = useState(apiKey === null ? DEFAULT_EXPIRY : readExpiry(apiKey.expiresAt));
  const endpoints = useEndpoints().data ?? [];
  const refresh = useRefreshAccess('keys');
  const form = useSubmit();

  const save = async (): Promise<void> => {
    const body = { name: name.trim(), scopes: writeScopes(rights, others), expiresAt: writeExpiry(expiry) };
    if (apiKey === null) {
      const issued = await read(client.POST('/back-office/api-keys', { body }));
      const served = endpoints.filter((endpoint) => endpoint.served).map(({ tableAlias }) => tableAlias);
      onFresh({
        title: t('access.keyMade', { name: issued.name }),
        secret: issued.key,
        command: makeKeyCommand(issued.key, rights, served),
      });
    } else {
      await read(client.PATCH('/back-office/api-keys/{id}', { params: { path: { id: apiKey.id } }, body }));
      sayDone(t('access.saved'));
    }
    await refresh();
    onClose();
  };

  return (
    <Drawer
      opened
      size="lg"
      onClose={onClose}
      title={apiKey === null ? t('access.newKey') : apiKey.name}
      closeButtonProps={closeLabel()}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void form.run(save);
        }}
      >
        <Stack>
          {form.rest(FIELDS) !== null && <Problem error={form.rest(FIELDS)} />}
          <TextInput
            label={t('access.name')}
            description={t('access.keyNameHint')}
            placeholder="erp-import"
            required
            withAsterisk={false}
            data-autofocus
            value={name}
            error={form.errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <ExpiryInput value={expiry} error={form.errorOf('expiresAt')} onChange={setExpiry} />
          <RightsMatrix
            rights={rights}
            error={form.errorOf('scopes')}
            onChange={(next) => setScopes({ rights: next, others })}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={form.busy}>
              {apiKey === null ? t('access.createKey') : t('edit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}

import { Button, Checkbox, Drawer, Group, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CreateOAuthClientDto, OAuthClientAnswer } from '../api/admin-api';
import { client, read } from '../api/client';
import { Problem } from '../shell/problem';
import { closeLabel, sayDone } from '../shell/say';
import { ExpiryInput, readExpiry, writeExpiry } from './expiry-input';
import { makeClientCommand } from './make-command';
import { RightsMatrix } from './rights-matrix';
import { readScopes, writeScopes } from './scopes';
import type { FreshSecret } from './secret-dialog';
import { useRefreshAccess } from './use-access';
import { useSubmit } from './use-submit';

type Grant = CreateOAuthClientDto['grants'][number];

const GRANTS: readonly Grant[] = ['client_credentials', 'authorization_code', 'refresh_token'];
const FIELDS = ['name', 'grants', 'scopes', 'redirectUris', 'expiresAt'];

interface ClientFormProps {
  /** Null: a new client. */
  readonly entry: OAuthClientAnswer | null;
  readonly onFresh: (fresh: FreshSecret) => void;
  readonly onClose: () => void;
}

/** A new OAuth client, or changes of one. */
export function ClientForm({ entry, onFresh, onClose }: ClientFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(entry?.name ?? '');
  const [grants, setGrants] = useState<readonly string[]>(entry?.grants ?? ['client_credentials']);
  const [{ rights, others }, setScopes] = useState(() => readScopes(entry?.scopes ?? ['*:read']));
  const [redirects, setRedirects] = useState((entry?.redirectUris ?? []).join('\n'));
  const [confidential, setConfidential] = useState(entry?.confidential ?? true);
  const [expiry, setExpiry] = useState(readExpiry(entry?.expiresAt));
  const refresh = useRefreshAccess('clients');
  const form = useSubmit();

  const save = async (): Promise<void> => {
    const body = {
      name: name.trim(),
      grants: grants as Grant[],
      scopes: writeScopes(rights, others),
      redirectUris: redirects.split(/\s+/).filter(Boolean),
      expiresAt: writeExpiry(expiry),
    };
    if (entry === null) {
      const issued = await read(client.POST('/back-office/oauth-clients', { body: { ...body, confidential } }));
      if (issued.clientSecret !== null) {
        onFresh({
          title: t('access.clientMade', { name: issued.name }),
          secret: issued.clientSecret,
          note: `client_id: ${issued.clientId}`,
          command: makeClientCommand(issued.clientId, issued.clientSecret),
        });
      }
    } else {
      await read(client.PATCH('/back-office/oauth-clients/{id}', { params: { path: { id: entry.id } }, body }));
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
      title={entry === null ? t('access.newClient') : entry.name}
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
            required
            withAsterisk={false}
            data-autofocus
            value={name}
            error={form.errorOf('name')}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Checkbox.Group
            label={t('access.grants')}
            value={[...grants]}
            onChange={setGrants}
            error={form.errorOf('grants')}
          >
            <Stack gap={6} mt={6}>
              {GRANTS.map((grant) => (
                <Checkbox key={grant} value={grant} label={t(`access.grant_${grant}`)} />
              ))}
            </Stack>
          </Checkbox.Group>
          {entry === null && (
            <Checkbox
              label={t('access.confidential')}
              description={t('access.confidentialHint')}
              checked={confidential}
              onChange={(event) => setConfidential(event.currentTarget.checked)}
            />
          )}
          {grants.includes('authorization_code') && (
            <Textarea
              label={t('access.redirectUris')}
              description={t('access.redirectUrisHint')}
              autosize
              minRows={2}
              value={redirects}
              error={form.errorOf('redirectUris')}
              onChange={(event) => setRedirects(event.currentTarget.value)}
            />
          )}
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
              {entry === null ? t('access.createClient') : t('edit.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}

import {
  Avatar,
  Box,
  Button,
  Divider,
  Group,
  Popover,
  Stack,
  Text,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { session } from '../session/session';
import { useMe } from '../session/use-me';
import { LanguageSwitch } from './language-switch';
import { SchemeSwitch } from './scheme-switch';

/** Who is signed in; language, colours, password, leaving. */
export function ProfileMenu() {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const queries = useQueryClient();
  const me = useMe().data;
  const leave = async (): Promise<void> => {
    await session.logOut();
    queries.clear();
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="top-start" width={260} trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton className="dx-navlink" w="100%" onClick={() => setOpened(!opened)}>
          <VisuallyHidden>{t('shell.profile')}</VisuallyHidden>
          <Avatar size={28} color="teal" radius="xl" name={me?.name ?? ''} aria-hidden />
          <Box miw={0} flex={1} className="dx-nav-text">
            <Text size="sm" fw={550} truncate>
              {me?.name ?? ' '}
            </Text>
            <Text size="xs" c="dimmed" truncate>
              {me?.email ?? ' '}
            </Text>
          </Box>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.profile')}>
        <Stack gap="xs">
          <LanguageSwitch />
          <SchemeSwitch />
          <Divider />
          <Group grow>
            <Button component={Link} to="/profile" variant="default" size="xs" onClick={() => setOpened(false)}>
              {t('shell.password')}
            </Button>
            <Button variant="default" size="xs" onClick={() => void leave()}>
              {t('shell.logOut')}
            </Button>
          </Group>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}

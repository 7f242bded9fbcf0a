import { AppShell, Box, Burger, Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { Link, Outlet, useLocation, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ExpiredDialog } from '../session/expired-dialog';
import { useRights } from '../session/use-me';
import { Brand } from './brand';
import { ErrorBoundary } from './error-boundary';
import { Icon } from './icon';
import { PLACE_GROUPS } from './navigation';
import { LoadingRows } from './page';
import { ProfileMenu } from './profile-menu';
import { useShortcuts } from './use-shortcuts';

const CommandPalette = lazy(() => import('./command-palette').then((m) => ({ default: m.CommandPalette })));
const ShortcutHelp = lazy(() => import('./shortcut-help').then((m) => ({ default: m.ShortcutHelp })));

/** The frame around every screen: navigation, search, who is signed in. */
export function Shell() {
  const { t } = useTranslation();
  const [menuOpened, setMenuOpened] = useState(false);
  const [dialog, setDialog] = useState<'search' | 'help' | null>(null);
  const { isOwner } = useRights();
  const open = useMemo(() => ({ search: () => setDialog('search'), help: () => setDialog('help') }), []);
  useShortcuts(isOwner, open);
  const isLoading = useRouterState({ select: (state) => state.isLoading });
  const main = useFocusAtNewScreen(() => setMenuOpened(false));

  return (
    <AppShell
      navbar={{ width: { base: 232, sm: 64, lg: 232 }, breakpoint: 'sm', collapsed: { mobile: !menuOpened } }}
      header={{ height: 52, collapsed: false, offset: true }}
      layout="alt"
    >
      <a className="dx-skip" href="#content" onClick={() => main.current?.focus()}>
        {t('shell.skip')}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Burger
            opened={menuOpened}
            onClick={() => setMenuOpened(!menuOpened)}
            hiddenFrom="sm"
            size="sm"
            aria-label={t('shell.menu')}
          />
          <Button
            variant="default"
            size="xs"
            leftSection={<Icon name="search" size={15} />}
            rightSection={<Kbd size="xs">Ctrl K</Kbd>}
            onClick={open.search}
            w={300}
            justify="flex-start"
            styles={{ label: { flex: 1, textAlign: 'start' } }}
            c="dimmed"
            fw={400}
          >
            {t('palette.open')}
          </Button>
          <Button variant="subtle" size="compact-xs" color="gray" c="dimmed" onClick={open.help} visibleFrom="sm">
            {t('shortcuts.title')}{' '}
            <Kbd size="xs" ml={6}>
              ?
            </Kbd>
          </Button>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar
        p={{ base: 'sm', sm: 8, lg: 'sm' }}
        component="nav"
        className="dx-nav"
        aria-label={t('shell.navigation')}
      >
        <Group px={8} h={36} mb="sm" justify="space-between">
          <Brand />
          <Burger opened hiddenFrom="sm" size="sm" onClick={() => setMenuOpened(false)} aria-label={t('shell.menu')} />
        </Group>
        <Navigation isOwner={isOwner} />
        <ProfileMenu />
      </AppShell.Navbar>
      <AppShell.Main id="content" ref={main} tabIndex={-1} className="dx-main" aria-busy={isLoading}>
        <ErrorBoundary key={useLocation().pathname}>
          <Suspense fallback={<LoadingRows />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </AppShell.Main>
      <Suspense>
        {dialog === 'search' && <CommandPalette onClose={() => setDialog(null)} />}
        {dialog === 'help' && <ShortcutHelp onClose={() => setDialog(null)} />}
      </Suspense>
      <ExpiredDialog />
    </AppShell>
  );
}

function Navigation({ isOwner }: { readonly isOwner: boolean }) {
  const { t } = useTranslation();
  return (
    <Stack gap="md" flex={1} style={{ overflowY: 'auto' }}>
      {PLACE_GROUPS.map(({ label, places }) => {
        const shown = places.filter(({ ownersOnly }) => isOwner || !ownersOnly);
        return shown.length === 0 ? null : (
          <Box key={label} className="dx-nav-group">
            <Text size="xs" c="dimmed" fw={600} px={10} pb={4} className="dx-nav-text">
              {t(label)}
            </Text>
            {shown.map((place) => (
              <Link key={place.to} to={place.to} className="dx-navlink" title={t(place.label)}>
                <Icon name={place.icon} />
                <span className="dx-nav-text">{t(place.label)}</span>
              </Link>
            ))}
          </Box>
        );
      })}
    </Stack>
  );
}

/** Moves the focus to the content when another screen is shown, as a page that is loaded anew would. */
function useFocusAtNewScreen(onMove: () => void) {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  const moved = useRef(onMove);
  moved.current = onMove;
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    moved.current();
    main.current?.focus({ preventScroll: true });
    window.scrollTo({ top: 0 });
  }, [pathname]);
  return main;
}

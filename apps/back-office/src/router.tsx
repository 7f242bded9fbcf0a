import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { Missing } from './shell/missing';
import { Shell } from './shell/shell';
import type { ListAddress } from './shell/use-list-address';

const root = createRootRoute({ component: Shell, notFoundComponent: Missing });

/** Takes a text out of what stands behind `?` in the address; the router reads `?search=12` as a number. */
function text(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The part of an address that says what of a list is shown. */
function listAddress(search: Record<string, unknown>): ListAddress {
  const [wanted, show] = [text(search['search']), text(search['show'])];
  return { ...(wanted === undefined ? {} : { search: wanted }), ...(show === undefined ? {} : { show }) };
}

const routes = [
  createRoute({
    getParentRoute: () => root,
    path: '/',
    beforeLoad: () => {
      throw redirect({ to: '/endpoints' });
    },
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/endpoints',
    validateSearch: listAddress,
    component: lazyRouteComponent(() => import('./endpoints/endpoints-page'), 'EndpointsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/endpoints/new',
    validateSearch: (search): { table?: string } => {
      const table = text(search['table']);
      return table === undefined ? {} : { table };
    },
    component: lazyRouteComponent(() => import('./endpoints/create-page'), 'CreatePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/endpoints/plan',
    validateSearch: (search): { tables: string } => ({ tables: text(search['tables']) ?? '' }),
    component: lazyRouteComponent(() => import('./endpoints/plan-page'), 'PlanPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/endpoints/$id',
    validateSearch: (search): { tab?: string } => {
      const tab = text(search['tab']);
      return tab === undefined ? {} : { tab };
    },
    component: lazyRouteComponent(() => import('./endpoints/edit-page'), 'EditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/tables',
    validateSearch: listAddress,
    component: lazyRouteComponent(() => import('./tables/tables-page'), 'TablesPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/relations',
    validateSearch: (search): { endpoint?: string } => {
      const endpoint = text(search['endpoint']);
      return endpoint === undefined ? {} : { endpoint };
    },
    component: lazyRouteComponent(() => import('./relations/relations-page'), 'RelationsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/access/keys',
    component: lazyRouteComponent(() => import('./access/keys-page'), 'KeysPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/access/clients',
    component: lazyRouteComponent(() => import('./access/clients-page'), 'ClientsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/access/users',
    component: lazyRouteComponent(() => import('./access/users-page'), 'UsersPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/health',
    component: lazyRouteComponent(() => import('./health/health-page'), 'HealthPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/plugins',
    component: lazyRouteComponent(() => import('./plugins/plugins-page'), 'PluginsPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/webhooks',
    component: lazyRouteComponent(() => import('./webhooks/webhooks-page'), 'WebhooksPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/audit',
    component: lazyRouteComponent(() => import('./audit/audit-page'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/profile',
    component: lazyRouteComponent(() => import('./access/profile-page'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => root,
    path: '/documentation',
    component: lazyRouteComponent(() => import('./documentation/documentation-page'), 'DocumentationPage'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([...routes]),
  basepath: '/admin',
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}

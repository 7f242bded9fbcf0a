import type { IconName } from './icon';

/** A place in the navigation. */
export interface Place {
  readonly to:
    | '/endpoints'
    | '/tables'
    | '/relations'
    | '/health'
    | '/plugins'
    | '/webhooks'
    | '/audit'
    | '/access/keys'
    | '/access/clients'
    | '/access/users'
    | '/documentation';
  readonly label:
    | 'nav.endpoints'
    | 'nav.tables'
    | 'nav.relations'
    | 'nav.health'
    | 'nav.plugins'
    | 'nav.webhooks'
    | 'nav.audit'
    | 'nav.keys'
    | 'nav.clients'
    | 'nav.users'
    | 'nav.documentation';
  readonly icon: IconName;
  /** Second key of the shortcut that begins with `g`. */
  readonly key: string;
  readonly ownersOnly: boolean;
}

export interface PlaceGroup {
  readonly label: 'nav.data' | 'nav.operations' | 'nav.access' | 'nav.help';
  readonly places: readonly Place[];
}

/** The navigation, in its order. */
export const PLACE_GROUPS: readonly PlaceGroup[] = [
  {
    label: 'nav.data',
    places: [
      { to: '/endpoints', label: 'nav.endpoints', icon: 'endpoint', key: 'e', ownersOnly: false },
      { to: '/tables', label: 'nav.tables', icon: 'table', key: 't', ownersOnly: false },
      { to: '/relations', label: 'nav.relations', icon: 'relation', key: 'r', ownersOnly: false },
    ],
  },
  {
    label: 'nav.operations',
    places: [
      { to: '/health', label: 'nav.health', icon: 'pulse', key: 'h', ownersOnly: false },
      { to: '/plugins', label: 'nav.plugins', icon: 'plug', key: 'p', ownersOnly: false },
      { to: '/webhooks', label: 'nav.webhooks', icon: 'external', key: 'w', ownersOnly: false },
      { to: '/audit', label: 'nav.audit', icon: 'list', key: 'l', ownersOnly: false },
    ],
  },
  {
    label: 'nav.access',
    places: [
      { to: '/access/keys', label: 'nav.keys', icon: 'key', key: 'k', ownersOnly: true },
      { to: '/access/clients', label: 'nav.clients', icon: 'app', key: 'c', ownersOnly: true },
      { to: '/access/users', label: 'nav.users', icon: 'users', key: 'u', ownersOnly: true },
    ],
  },
  {
    label: 'nav.help',
    places: [{ to: '/documentation', label: 'nav.documentation', icon: 'book', key: 'd', ownersOnly: false }],
  },
];

/** All places that this visitor may go to. */
export function listPlaces(isOwner: boolean): readonly Place[] {
  return PLACE_GROUPS.flatMap(({ places }) => places).filter(({ ownersOnly }) => isOwner || !ownersOnly);
}

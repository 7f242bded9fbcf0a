import type { FirstAdmin } from '@dx/auth';

/** What the start-up message tells. */
export interface BannerFacts {
  readonly url: string;
  readonly routePrefix: string;
  /** Where the shop lies, without credentials. */
  readonly database: string;
  readonly tables: number;
  readonly endpoints: number;
  /** An active alias for the example; null when there is none. */
  readonly exampleAlias: string | null;
  /** Endpoints that are switched on but cannot be served, with the first reason. */
  readonly inactive: readonly { readonly alias: string; readonly reason: string }[];
  readonly sampleShopLoaded: boolean;
  readonly admin: FirstAdmin;
  readonly adminEmail: string;
}

const INACTIVE_SHOWN = 5;

/** The readable message at the end of the start, ending with a command that works when it is pasted. */
export function writeBanner(facts: BannerFacts): string {
  const { url, admin } = facts;
  const lines = [
    '',
    'Data Exchange API is ready.',
    '',
    `  database    ${facts.database} (${facts.tables} tables${facts.sampleShopLoaded ? ', the sample shop was just loaded' : ''})`,
    `  endpoints   ${facts.endpoints} active`,
    ...inactiveLines(facts),
    `  API         ${url}/${facts.routePrefix}`,
    `  docs        ${url}/docs`,
    `  health      ${url}/health/ready`,
    `  admin       ${admin.email ?? facts.adminEmail}`,
    ...passwordLines(admin),
    '',
    'Try it:',
    '',
    `  ${exampleCommand(facts)}`,
    '',
    '',
  ];
  return lines.join('\n');
}

function inactiveLines({ inactive }: BannerFacts): string[] {
  const shown = inactive.slice(0, INACTIVE_SHOWN).map(({ alias, reason }) => `  not served  ${alias}: ${reason}`);
  const more = inactive.length - shown.length;
  return more > 0 ? [...shown, `  not served  and ${more} more: see /health/ready as an administrator`] : shown;
}

function passwordLines({ created, password }: FirstAdmin): string[] {
  if (password !== null) return [`  password    ${password}   (shown this once: keep it)`];
  return created ? ['  password    as set in ADMIN_PASSWORD'] : [];
}

/** Why curl's `-g`: it would take the brackets of a query for a pattern. */
function exampleCommand({ url, routePrefix, exampleAlias, admin, adminEmail }: BannerFacts): string {
  const password = admin.password ?? '$ADMIN_PASSWORD';
  const token =
    `$(curl -s ${url}/token -d grant_type=password -d username=${admin.email ?? adminEmail} ` +
    `--data-urlencode "password=${password}" | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`;
  const path = exampleAlias === null ? 'back-office/tables' : `${routePrefix}/${exampleAlias}?page[limit]=2`;
  return `curl -sg "${url}/${path}" -H "Authorization: Bearer ${token}"`;
}

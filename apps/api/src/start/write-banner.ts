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
  /** Whether e-mail and password buy a token at `/token`. */
  readonly passwordGrant: boolean;
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
    `  Back Office ${url}/admin`,
    ...adminLines(admin),
    '',
    'Try it:',
    '',
    ...exampleLines(facts).map((line) => `  ${line}`),
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

function adminLines({ created, email, password }: FirstAdmin): string[] {
  if (password !== null) return [`  admin       ${email}`, `  password    ${password}   (shown this once: keep it)`];
  if (created) return [`  admin       ${email}`, '  password    as set in ADMIN_PASSWORD'];
  return email === null
    ? ['  admin       users exist already: log in as one of them']
    : [`  admin       ${email}   (exists already, with the password of its first start or the one set since)`];
}

/** Why curl's `-g`: it would take the brackets of a query for a pattern. */
function exampleLines({ url, routePrefix, exampleAlias, admin, passwordGrant }: BannerFacts): string[] {
  const path = exampleAlias === null ? 'back-office/tables' : `${routePrefix}/${exampleAlias}?page[limit]=2`;
  const request = `curl -sg "${url}/${path}"`;
  if (!passwordGrant) {
    const scope = exampleAlias === null ? '*:read' : `${exampleAlias}:read`;
    return [
      `npm run dx -- api-key create try-it --scope '${scope}'   (passwords buy no tokens here: OAUTH_STRICT is on)`,
      `read -rs API_KEY && ${request} -H "X-Api-Key: $API_KEY"`,
    ];
  }
  const { ask, username, password } = loginOf(admin);
  const token =
    `$(curl -s ${url}/token -d grant_type=password --data-urlencode ${username} ` +
    `--data-urlencode ${password} | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')`;
  return [`${ask}${request} -H "Authorization: Bearer ${token}"`];
}

/**
 * The login of the example. Why it asks for what is not shown here: a password that was set stays out of terminals and
 * logs, and the variables of a `.env` file do not exist in the shell of the reader. All of it is one line, because `read`
 * would take the next line of a pasted text for its answer.
 */
function loginOf({ email, password }: FirstAdmin): { ask: string; username: string; password: string } {
  const askEmail = email === null ? "printf 'E-mail: ' && read -r DX_EMAIL && " : '';
  const username = email === null ? '"username=$DX_EMAIL"' : quoteForShell(`username=${email}`);
  if (password !== null) return { ask: askEmail, username, password: quoteForShell(`password=${password}`) };
  const askPassword = "printf 'Password: ' && read -rs DX_PASSWORD && echo && ";
  return { ask: `${askEmail}${askPassword}`, username, password: '"password=$DX_PASSWORD"' };
}

function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

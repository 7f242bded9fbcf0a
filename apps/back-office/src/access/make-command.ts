import type { Rights } from './scopes';

/** A command that reads with a key; the endpoint is the first one that the key may read. */
export function makeKeyCommand(key: string, rights: Rights, aliases: readonly string[]): string {
  const alias = aliases.find((name) => rights.get(name)?.has('read')) ?? aliases[0];
  const path = alias === undefined ? '/openapi.json' : `/dynamic-entity/${alias}?page[limit]=2`;
  return `curl -sg "${window.location.origin}${path}" -H "X-Api-Key: ${key}"`;
}

/** A command that asks for a token with a client's id and secret. */
export function makeClientCommand(clientId: string, secret: string): string {
  return (
    `curl -s "${window.location.origin}/token" -u "${clientId}:${secret}" \\\n` + `  -d grant_type=client_credentials`
  );
}

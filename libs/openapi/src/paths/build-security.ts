import type { Entity } from '@dx/entity-configuration';
import type { Verb } from '@dx/kernel';
import { VERBS } from '@dx/kernel';
import type { Audience } from '../audience.js';
import type { DocumentedOAuth } from '../document-input.js';
import type { SecurityRequirement } from '../model.js';

const VERB_TEXT: Readonly<Record<Verb, string>> = {
  read: 'Read',
  create: 'Create',
  update: 'Update',
  replace: 'Create or replace',
  delete: 'Delete',
};

/** The ways to prove who asks, for one operation: each of them alone suffices. */
export function securityOf(alias: string, verb: Verb): readonly SecurityRequirement[] {
  return [{ bearer: [] }, { apiKey: [] }, { oauth2: [`${alias}:${verb}`] }];
}

/** The security schemes, with the scopes of the endpoints in the document. */
export function buildSecuritySchemes(
  entities: readonly Entity[],
  audience: Audience,
  oauth: DocumentedOAuth,
): Readonly<Record<string, unknown>> {
  const scopes = Object.fromEntries(
    entities.flatMap((entity) =>
      VERBS.filter((verb) => audience.may(entity, verb)).map((verb) => [
        `${entity.alias}:${verb}`,
        `${VERB_TEXT[verb]} ${entity.alias}`,
      ]),
    ),
  );
  const { tokenUrl, authorizationUrl, password } = oauth;
  return {
    bearer: {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: `An access token from \`POST ${tokenUrl}\`.`,
    },
    apiKey: { type: 'apiKey', in: 'header', name: 'X-Api-Key', description: 'An API key from the back office.' },
    oauth2: {
      type: 'oauth2',
      flows: {
        ...(password ? { password: { tokenUrl, refreshUrl: tokenUrl, scopes } } : {}),
        clientCredentials: { tokenUrl, scopes },
        ...(authorizationUrl === undefined
          ? {}
          : { authorizationCode: { authorizationUrl, tokenUrl, refreshUrl: tokenUrl, scopes } }),
      },
    },
  };
}

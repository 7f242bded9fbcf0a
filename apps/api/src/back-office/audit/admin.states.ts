import { ApiKeyService, OAuthClientService, UserService } from '@dx/auth';
import { WebhookStore } from '@dx/builtin-plugins';
import { ConfigurationStore } from '@dx/entity-configuration';
import { CodedException, type JsonObject } from '@dx/kernel';
import { Injectable } from '@nestjs/common';

/** The kinds of things in the Back Office whose changes are written down. */
export type AdminResource = 'configurations' | 'users' | 'oauth-clients' | 'api-keys' | 'webhooks';

/** Reads things of the Back Office as they are now, to tell what a change changed. */
@Injectable()
export class AdminStates {
  constructor(
    private readonly configurations: ConfigurationStore,
    private readonly users: UserService,
    private readonly clients: OAuthClientService,
    private readonly keys: ApiKeyService,
    private readonly webhooks: WebhookStore,
  ) {}

  /** The thing, or null when there is none of this id. */
  async read(resource: AdminResource, id: string): Promise<JsonObject | null> {
    try {
      return (await this.find(resource, id)) as JsonObject | null;
    } catch (error) {
      if (error instanceof CodedException) return null;
      throw error;
    }
  }

  private async find(resource: AdminResource, id: string): Promise<unknown> {
    switch (resource) {
      case 'configurations':
        return /^\d{1,9}$/.test(id) ? this.configurations.get(Number(id)) : null;
      case 'users':
        return this.users.get(id);
      case 'oauth-clients':
        return this.clients.get(id);
      case 'api-keys':
        return this.keys.get(id);
      case 'webhooks':
        return this.webhooks.get(id);
    }
  }
}

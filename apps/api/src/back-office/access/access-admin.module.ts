import { Module } from '@nestjs/common';
import { ApiKeysController } from './api-keys.controller.js';
import { MeController } from './me.controller.js';
import { OAuthClientsController } from './oauth-clients.controller.js';
import { UsersController } from './users.controller.js';

/** The admin API of users, OAuth clients and API keys. */
@Module({ controllers: [UsersController, MeController, OAuthClientsController, ApiKeysController] })
export class AccessAdminModule {}

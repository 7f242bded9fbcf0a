import { Module } from '@nestjs/common';
import { SessionController } from './session.controller.js';

/** Login and logout of the Back Office. */
@Module({ controllers: [SessionController] })
export class SessionModule {}

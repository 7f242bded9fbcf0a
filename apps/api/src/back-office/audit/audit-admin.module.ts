import { Global, Module } from '@nestjs/common';
import { AdminStates } from './admin.states.js';
import { AuditController } from './audit.controller.js';

/** The audit log's route, and what writing down changes of the Back Office needs. */
@Global()
@Module({ controllers: [AuditController], providers: [AdminStates], exports: [AdminStates] })
export class AuditAdminModule {}

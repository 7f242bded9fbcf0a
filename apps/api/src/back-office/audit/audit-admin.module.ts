import { METADATA_STORE } from '@dx/database';
import { REVISION_WITNESS } from '@dx/entity-configuration';
import { Global, Module } from '@nestjs/common';
import { AdminStates } from './admin.states.js';
import { witnessRevisions } from './witness-revisions.js';
import { AuditController } from './audit.controller.js';

/** The audit log's route, and what writing down changes of the Back Office needs. */
@Global()
@Module({
  controllers: [AuditController],
  providers: [AdminStates, { provide: REVISION_WITNESS, inject: [METADATA_STORE], useFactory: witnessRevisions }],
  exports: [AdminStates, REVISION_WITNESS],
})
export class AuditAdminModule {}

import { Module } from '@nestjs/common';
import { DriftController } from './drift.controller.js';
import { DriftService } from './drift.service.js';

/** Endpoints that no longer fit their tables. */
@Module({ controllers: [DriftController], providers: [DriftService] })
export class DriftModule {}

import { Module } from '@nestjs/common';
import { NeighboursController } from './neighbours.controller.js';
import { NeighboursService } from './neighbours.service.js';
import { RelationLayoutController } from './relation-layout.controller.js';
import { TablesModule } from '../tables/tables.module.js';
import { RelationLayoutStore } from './relation-layout.store.js';

/** Relations as a picture. */
@Module({
  imports: [TablesModule],
  controllers: [RelationLayoutController, NeighboursController],
  providers: [RelationLayoutStore, NeighboursService],
})
export class LayoutModule {}

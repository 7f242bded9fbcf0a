import { Module } from '@nestjs/common';
import { NeighboursController } from './neighbours.controller.js';
import { NeighboursService } from './neighbours.service.js';
import { RelationLayoutController } from './relation-layout.controller.js';
import { RelationLayoutStore } from './relation-layout.store.js';

/** Relations as a picture. */
@Module({
  controllers: [RelationLayoutController, NeighboursController],
  providers: [RelationLayoutStore, NeighboursService],
})
export class LayoutModule {}

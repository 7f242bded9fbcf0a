import { Module } from '@nestjs/common';
import { AdminRoutes } from './admin.routes.js';
import { OpenApiController } from './openapi.controller.js';
import { OpenApiDocuments } from './openapi.documents.js';
import { DocsShellController } from './shell.controller.js';
import { ShellFiles } from './shell.files.js';

/** The live OpenAPI document and the page that shows it. */
@Module({
  controllers: [OpenApiController, DocsShellController],
  providers: [AdminRoutes, OpenApiDocuments, ShellFiles],
  exports: [AdminRoutes, OpenApiDocuments],
})
export class DocsModule {}

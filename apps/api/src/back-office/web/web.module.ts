import { Module } from '@nestjs/common';
import { WebController } from './web.controller.js';
import { WebFiles } from './web.files.js';

/** The Back Office's pages, scripts and styles. */
@Module({ controllers: [WebController], providers: [WebFiles] })
export class WebModule {}

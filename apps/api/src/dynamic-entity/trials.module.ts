import { Module } from '@nestjs/common';
import { Trials } from './trials.js';

/** Shared by the endpoints and by those who try them out. */
@Module({ providers: [Trials], exports: [Trials] })
export class TrialsModule {}

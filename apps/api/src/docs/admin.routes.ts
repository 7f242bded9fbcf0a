import { createHash } from 'node:crypto';
import type { OpenApiBase } from '@dx/openapi';
import { type INestApplication, Inject, Injectable } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { nameOperation } from './name-operation.js';
import { toStaticPart } from './to-static-part.js';

/** The documented routes that do not depend on configurations, with a hash of them. */
export interface StaticPart {
  readonly base: OpenApiBase;
  readonly tag: string;
}

/** Documents the server's own routes (admin API, tokens, health) from their decorators, once. */
@Injectable()
export class AdminRoutes {
  private app: INestApplication | null = null;
  private made: StaticPart | null = null;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Tells which application's routes are meant; without it nothing is documented. */
  use(app: INestApplication): void {
    this.app = app;
  }

  /** The static part; made at the first call. */
  document(): StaticPart {
    return (this.made ??= this.make());
  }

  private make(): StaticPart {
    if (this.app === null) return NOTHING;
    const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').build();
    const document = SwaggerModule.createDocument(this.app, config, { operationIdFactory: nameOperation });
    const base = toStaticPart(document, this.settings.http.routePrefix);
    return { base, tag: createHash('sha256').update(JSON.stringify(base)).digest('base64url') };
  }
}

/** No static part at all. */
export const NOTHING: StaticPart = { base: { paths: {}, tags: [], components: {} }, tag: '' };

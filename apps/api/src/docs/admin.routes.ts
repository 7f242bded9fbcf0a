import { createHash } from 'node:crypto';
import type { RouteRule } from '@dx/auth';
import type { Role } from '@dx/kernel';
import type { OpenApiBase } from '@dx/openapi';
import { type INestApplication, Inject, Injectable } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { collectRouteRules } from './collect-route-rules.js';
import { nameOperation } from './name-operation.js';
import { narrowStaticPart } from './narrow-static-part.js';
import { toStaticPart } from './to-static-part.js';

/** The documented routes that do not depend on configurations, with a hash of them. */
export interface StaticPart {
  readonly base: OpenApiBase;
  readonly tag: string;
}

/** Documents the server's own routes (admin API, tokens, health) from their decorators, once for each role. */
@Injectable()
export class AdminRoutes {
  private app: INestApplication | null = null;
  private whole: OpenApiBase | null = null;
  private readonly parts = new Map<Role, StaticPart>();

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /** Tells which application's routes are meant; without it nothing is documented. */
  use(app: INestApplication): void {
    this.app = app;
  }

  /** The routes that a user of this role may use; made at the first call. */
  document(role: Role): StaticPart {
    if (this.app === null) return NOTHING;
    const known = this.parts.get(role);
    if (known !== undefined) return known;
    const rules = collectRouteRules(this.app);
    const base = narrowStaticPart((this.whole ??= this.make(this.app)), (id) => admits(rules.get(id), role));
    const part = { base, tag: createHash('sha256').update(JSON.stringify(base)).digest('base64url') };
    this.parts.set(role, part);
    return part;
  }

  private make(app: INestApplication): OpenApiBase {
    const config = new DocumentBuilder().setOpenAPIVersion('3.1.0').build();
    const document = SwaggerModule.createDocument(app, config, { operationIdFactory: nameOperation });
    return toStaticPart(document, this.settings.http.routePrefix);
  }
}

/** No static part at all. */
export const NOTHING: StaticPart = { base: { paths: {}, tags: [], components: {} }, tag: '' };

/** Why an operation without a known rule is for owners: a gap here must not show what the guard would refuse. */
function admits(rule: RouteRule | undefined, role: Role): boolean {
  if (rule === undefined) return role === 'owner';
  return rule.kind === 'public' || rule.roles === null || rule.roles.includes(role);
}

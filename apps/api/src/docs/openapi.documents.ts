import { SnapshotService } from '@dx/entity-configuration';
import { type Caller, VERBS, type Verb } from '@dx/kernel';
import { buildOpenApiDocument, computeDocumentTag, type DocumentInput, type OpenApiInfo, writeYaml } from '@dx/openapi';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { SETTINGS, type Settings } from '../settings/settings.js';
import { AdminRoutes, NOTHING } from './admin.routes.js';

const INFO: OpenApiInfo = {
  title: 'Data Exchange API',
  version: '1.0.0',
  description: 'The endpoints that you may use, as they are configured at this moment.',
};
const CACHE_BYTES = 64 * 1024 * 1024;

/** Which document is wanted. */
export interface DocumentQuery {
  readonly caller: Caller;
  readonly format: 'json' | 'yaml';
  /** For example `https://shop.example`. */
  readonly serverUrl: string;
  /** Only this endpoint. */
  readonly alias?: string | undefined;
  /** Only the server's own routes. */
  readonly part?: 'admin' | undefined;
}

/** A document that exists: its strong ETag, and its bytes when they are wanted. */
export interface FoundDocument {
  readonly tag: string;
  readonly read: () => Buffer;
}

/** An endpoint that a caller may use. */
export interface UsableEndpoint {
  readonly alias: string;
  readonly verbs: readonly Verb[];
}

/** Finds the document of what a caller may use now; callers with the same grants share the bytes. */
@Injectable()
export class OpenApiDocuments {
  private readonly bytes = new LRUCache<string, Buffer>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (buffer) => Math.max(buffer.length, 1),
  });

  /** Everything of a document that only another start of the server can change. */
  private readonly fixedTag: string;

  constructor(
    private readonly snapshots: SnapshotService,
    private readonly adminRoutes: AdminRoutes,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {
    this.fixedTag = JSON.stringify([INFO, settings.http.routePrefix, settings.limits, settings.auth.strict]);
  }

  /** The document; null when its endpoint does not exist for this caller. */
  find(query: DocumentQuery): FoundDocument | null {
    const { caller, alias, format } = query;
    const { entities, revision } = this.snapshots.current();
    if (alias !== undefined && (!entities.has(alias) || !mayUse(caller, alias))) return null;
    // Why only users: keys and machines cannot use the admin API, so it is none of their business.
    const fixed = caller.role === null ? NOTHING : this.adminRoutes.document(caller.role);
    const input: DocumentInput = {
      entities: query.part === 'admin' ? new Map() : entities,
      grants: caller.grants,
      base: fixed.base,
      info: INFO,
      serverUrl: query.serverUrl,
      routePrefix: this.settings.http.routePrefix,
      limits: this.settings.limits,
      oauth: { tokenUrl: '/token', password: !this.settings.auth.strict },
      ...(alias === undefined ? {} : { alias }),
    };
    const baseTag = JSON.stringify([fixed.tag, format, query.serverUrl, query.part, this.fixedTag]);
    const tag = computeDocumentTag({ ...input, revision, baseTag });
    return { tag, read: () => this.read(tag, input, format) };
  }

  /** The endpoints that a caller may use, in the order of their names. */
  usable(caller: Caller): readonly UsableEndpoint[] {
    return [...this.snapshots.current().entities.keys()]
      .filter((alias) => mayUse(caller, alias))
      .sort()
      .map((alias) => ({ alias, verbs: VERBS.filter((verb) => caller.grants.allows(alias, verb)) }));
  }

  private read(tag: string, input: DocumentInput, format: DocumentQuery['format']): Buffer {
    const known = this.bytes.get(tag);
    if (known !== undefined) return known;
    const document = buildOpenApiDocument(input);
    const made = Buffer.from(format === 'json' ? JSON.stringify(document) : writeYaml(document));
    this.bytes.set(tag, made);
    return made;
  }
}

function mayUse(caller: Caller, alias: string): boolean {
  return VERBS.some((verb) => caller.grants.allows(alias, verb));
}

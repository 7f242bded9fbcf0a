import type { Entity } from '@dx/entity-configuration';
import type { Grants } from '@dx/kernel';
import type { OpenApiBase, OpenApiInfo } from './model.js';

/** The limits of the engine that a document tells. */
export interface DocumentedLimits {
  readonly pageLimitDefault: number;
  readonly pageLimitMax: number;
  readonly batchMax: number;
  readonly includeDepthMax: number;
}

/** Where tokens come from; an absent address leaves its flow out. */
export interface DocumentedOAuth {
  readonly tokenUrl: string;
  readonly authorizationUrl?: string;
  /** False when the password grant is switched off. */
  readonly password: boolean;
}

/** All that a document is made of. */
export interface DocumentInput {
  /** The active endpoints of one snapshot. */
  readonly entities: ReadonlyMap<string, Entity>;
  /** What the caller may use; the document names nothing else. */
  readonly grants: Grants;
  /** Only this endpoint, without the static part. */
  readonly alias?: string;
  /** The routes that are documented elsewhere. */
  readonly base: OpenApiBase;
  readonly info: OpenApiInfo;
  /** For example `https://shop.example` or `/`. */
  readonly serverUrl: string;
  /** First part of every endpoint's path, without slashes. */
  readonly routePrefix: string;
  readonly limits: DocumentedLimits;
  readonly oauth: DocumentedOAuth;
}

import type { Role } from '@dx/kernel';
import { EntitySchema } from 'typeorm';
import { instant, text, whole } from '../storage/column-types.js';

/** One login of a back-office user in a browser. */
export interface SessionRow {
  /** SHA-256 of the secret in the cookie. */
  readonly hash: string;
  readonly userId: string;
  /** The user's `tokenVersion` and role at login; the session ends when either changes. */
  readonly userVersion: number;
  readonly role: Role;
  readonly createdAt: Date;
  /** Noted about once a minute. */
  readonly lastSeenAt: Date;
  /** The end that no use puts off. */
  readonly expiresAt: Date;
}

export const SessionTable = new EntitySchema<SessionRow>({
  name: 'dx_session',
  columns: {
    hash: text(64, { primary: true }),
    userId: text(36, { name: 'user_id' }),
    userVersion: whole('user_version'),
    role: text(16),
    createdAt: instant('created_at'),
    lastSeenAt: instant('last_seen_at'),
    expiresAt: instant('expires_at'),
  },
});

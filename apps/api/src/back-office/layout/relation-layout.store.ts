import { METADATA_STORE, type MetadataStore } from '@dx/database';
import { Inject, Injectable } from '@nestjs/common';
import type { LayoutAnswer, LayoutNode } from './relation-layout.dto.js';

/** Most pictures of one user; the ones longest untouched make room. */
const PICTURES_MAX = 500;

interface Row {
  readonly picture: string;
  readonly nodes: string;
  readonly updated_at: number | string;
}

/** Where each user has put the tables of each picture. */
@Injectable()
export class RelationLayoutStore {
  constructor(@Inject(METADATA_STORE) private readonly store: MetadataStore) {}

  /** The positions of a picture; none when the user never moved anything in it. */
  async find(userId: string, picture: string): Promise<LayoutAnswer> {
    const [row] = await this.store.read((manager) =>
      manager.query<Row[]>(
        'SELECT picture, nodes, updated_at FROM dx_relation_layout WHERE user_id = ? AND picture = ?',
        [userId, picture],
      ),
    );
    if (row === undefined) return { picture, nodes: [], updatedAt: null };
    const nodes = JSON.parse(row.nodes) as [id: string, x: number, y: number][];
    return { picture, nodes: nodes.map(([id, x, y]) => ({ id, x, y })), updatedAt: new Date(Number(row.updated_at)) };
  }

  /** Keeps the positions of a picture instead of those before. */
  async save(userId: string, picture: string, nodes: readonly LayoutNode[]): Promise<LayoutAnswer> {
    const updatedAt = new Date();
    const text = JSON.stringify(nodes.map(({ id, x, y }) => [id, x, y]));
    await this.store.write(async (manager) => {
      const isSqlite = manager.connection.options.type === 'better-sqlite3';
      const conflict = isSqlite ? 'ON CONFLICT (user_id, picture) DO UPDATE SET' : 'ON DUPLICATE KEY UPDATE';
      await manager.query(
        `INSERT INTO dx_relation_layout (user_id, picture, nodes, updated_at) VALUES (?, ?, ?, ?) ${conflict} nodes = ?, updated_at = ?`,
        [userId, picture, text, updatedAt.getTime(), text, updatedAt.getTime()],
      );
      const old = await manager.query<Pick<Row, 'picture'>[]>(
        `SELECT picture FROM dx_relation_layout WHERE user_id = ? ORDER BY updated_at DESC, picture LIMIT 1000 OFFSET ${PICTURES_MAX}`,
        [userId],
      );
      for (const { picture: name } of old) {
        await manager.query('DELETE FROM dx_relation_layout WHERE user_id = ? AND picture = ?', [userId, name]);
      }
    });
    return { picture, nodes, updatedAt };
  }
}

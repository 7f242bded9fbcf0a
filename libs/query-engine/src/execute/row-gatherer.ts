import type { Database, EncodedRows, SqlParam, Statement } from '@dx/database';
import type { Entity } from '@dx/entity-configuration';
import { NO_ROWS } from '../record/record-tree.js';
import { shapeOf, type RowShape } from '../plan/row-shape.js';
import { compileIn } from '../sql/compile-where.js';

/** Most rows that one statement looks for together. */
const ROWS_PER_STATEMENT = 250;

interface Waiter {
  readonly resolve: (rows: EncodedRows) => void;
  readonly reject: (error: unknown) => void;
}

/** Look-ups of one shape that came in together: what is waited for, by the identifier's text. */
type Gathering = Map<string, Waiter[]>;

/**
 * Reads that come in during one turn of the event loop: those of one record each are sent as one statement per shape, and
 * the same statement is sent once for all who ask for it.
 * Why: under load a look-up by primary key costs the database much less than being asked for it, and what many want to
 * see is often the same. A read that comes in alone is the plain statement, and nothing waits for a timer. Whoever shares a
 * statement came in before it was sent, so nobody is answered with what is older than the request.
 */
export class RowGatherer {
  private readonly open = new Map<RowShape, Gathering>();
  private readonly shared = new Map<string, { readonly shape: RowShape; readonly rows: Promise<EncodedRows> }>();

  constructor(private readonly database: Database) {}

  /** Whether look-ups of an entity can be told apart in one answer: its identifier is unique and has one text per value. */
  static canGather({ identifier, identifierUnique }: Entity): boolean {
    return identifierUnique && identifier.column.type.kind === 'integer';
  }

  /**
   * The row of `shape` with this identifier, or no rows.
   * @param id canonical digits, as `parseColumnText` makes them
   */
  find(shape: RowShape, id: SqlParam): Promise<EncodedRows> {
    return new Promise((resolve, reject) => {
      const gathering = this.gatheringOf(shape);
      const key = String(id);
      const waiters = gathering.get(key);
      if (waiters === undefined) gathering.set(key, [{ resolve, reject }]);
      else waiters.push({ resolve, reject });
      if (gathering.size >= ROWS_PER_STATEMENT) this.send(shape, gathering);
    });
  }

  /** The rows of a statement that selects `shape`; they may be handed to others, too. */
  select(shape: RowShape, statement: Statement): Promise<EncodedRows> {
    if (statement.params.some((param) => typeof param === 'object' && param !== null)) {
      return this.database.json(statement, shape.encoding);
    }
    const key = JSON.stringify([statement.sql, ...statement.params]);
    const known = this.shared.get(key);
    if (known?.shape === shape) return known.rows;
    const rows = new Promise<EncodedRows>((resolve) => {
      setImmediate(() => {
        if (this.shared.get(key)?.rows === rows) this.shared.delete(key);
        resolve(this.database.json(statement, shape.encoding));
      });
    });
    this.shared.set(key, { shape, rows });
    return rows;
  }

  private gatheringOf(shape: RowShape): Gathering {
    const known = this.open.get(shape);
    if (known !== undefined) return known;
    const gathering: Gathering = new Map();
    this.open.set(shape, gathering);
    setImmediate(() => this.send(shape, gathering));
    return gathering;
  }

  private send(shape: RowShape, gathering: Gathering): void {
    if (this.open.get(shape) !== gathering) return;
    this.open.delete(shape);
    const [first, ...further] = gathering.keys();
    if (first === undefined) return;
    const sent = further.length === 0 ? this.readOne(shape, first, gathering) : this.readMany(shape, gathering);
    sent.catch((error: unknown) => {
      for (const { reject } of [...gathering.values()].flat()) reject(error);
    });
  }

  private async readOne(shape: RowShape, id: string, gathering: Gathering): Promise<void> {
    const rows = await this.database.json({ sql: shape.byIdSql, params: [id] }, shape.encoding);
    for (const { resolve } of gathering.get(id) ?? []) resolve(rows);
  }

  private async readMany(shape: RowShape, gathering: Gathering): Promise<void> {
    const { column, quoted } = shape.entity.identifier;
    const keyed = shapeOf(shape.entity, [...shape.keys, { column, quoted }]);
    const params: SqlParam[] = [];
    const where = compileIn(quoted, column, [...gathering.keys()], params);
    const { bytes, starts, ends, keys } = await this.database.json(
      { sql: `${keyed.selectSql} WHERE ${where}`, params },
      keyed.encoding,
    );
    const found = new Map(keys.map((texts, row) => [canonical(texts[shape.keys.length]), row]));
    for (const [id, waiters] of gathering) {
      const row = found.get(id);
      const rows =
        row === undefined
          ? NO_ROWS
          : { count: 1, bytes, starts: [starts[row] ?? 0], ends: [ends[row] ?? 0], keys: [keys[row] ?? []] };
      for (const { resolve } of waiters) resolve(rows);
    }
  }
}

/** Why: a column with ZEROFILL prints zeros in front. */
function canonical(text: string | null | undefined): string {
  return text?.startsWith('0') === true ? String(BigInt(text)) : (text ?? '');
}

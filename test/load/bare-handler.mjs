// The yardstick of the benchmarks: one node:http process with mysql2 that answers the same bytes as our endpoints,
// with no credentials, no configuration, no checks and no mapping beyond what the bytes need.
import { createServer } from 'node:http';
import { createPool } from 'mysql2/promise';

const pool = createPool({
  uri: process.env.DATABASE_URL,
  connectionLimit: Number(process.env.DB_POOL_MAX ?? 10),
  supportBigNumbers: true,
  bigNumberStrings: true,
  dateStrings: true,
});

const PRODUCT = 'id_product, sku, name, description, price, is_active, quantity, created_at';

const toProduct = (row) => ({
  id_product: row.id_product,
  sku: row.sku,
  name: row.name,
  description: row.description,
  price: row.price,
  is_active: row.is_active === 1,
  quantity: row.quantity,
  created_at: `${row.created_at}.000000`,
});

async function byId(id) {
  const [rows] = await pool.execute(`SELECT ${PRODUCT} FROM bench_product WHERE id_product = ?`, [id]);
  return { data: toProduct(rows[0]) };
}

async function list(limit, offset = '0') {
  const [rows] = await pool.execute(`SELECT ${PRODUCT} FROM bench_product ORDER BY id_product LIMIT ? OFFSET ?`, [
    String(limit),
    String(offset),
  ]);
  return { data: rows.map(toProduct) };
}

async function listWithPrices(limit) {
  const { data } = await list(limit);
  const marks = data.map(() => '?').join(',');
  const [prices] = await pool.execute(
    `SELECT id_price, fk_product, currency, amount FROM bench_price WHERE fk_product IN (${marks}) ORDER BY id_price`,
    data.map((product) => product.id_product),
  );
  const byProduct = Map.groupBy ? Map.groupBy(prices, (price) => price.fk_product) : groupByProduct(prices);
  for (const product of data) {
    const own = byProduct.get(product.id_product);
    if (own !== undefined) product.prices = own;
  }
  return { data };
}

function groupByProduct(prices) {
  const groups = new Map();
  for (const price of prices) {
    const group = groups.get(price.fk_product);
    if (group === undefined) groups.set(price.fk_product, [price]);
    else group.push(price);
  }
  return groups;
}

const INSERT_COLUMNS = ['sku', 'name', 'description', 'price', 'is_active', 'quantity'];

/** One multi-row statement; `import=rows` inserts row by row in one transaction instead. */
async function insert(records) {
  const row = `(${INSERT_COLUMNS.map(() => '?').join(',')})`;
  const values = records.flatMap((record) => INSERT_COLUMNS.map((column) => record[column]));
  const [result] = await pool.query(
    `INSERT INTO bench_product_write (${INSERT_COLUMNS.join(',')}) VALUES ${records.map(() => row).join(',')}`,
    values,
  );
  return { data: records.map((record, index) => ({ id_product: result.insertId + index, ...record })) };
}

/**
 * One UPDATE per record in one transaction, as an ORM would do it, and the stored records as the answer: read row by row
 * (`update=answered`), or not at all, so that only what was sent is echoed (`update=echoed`).
 */
async function updateRowByRow(records, isAnswered) {
  const connection = await pool.getConnection();
  const data = [];
  try {
    await connection.beginTransaction();
    for (const record of records) {
      const { id_product, price, quantity } = record;
      await connection.execute('UPDATE bench_product_write SET price = ?, quantity = ? WHERE id_product = ?', [
        price,
        quantity,
        id_product,
      ]);
      if (!isAnswered) {
        data.push(record);
        continue;
      }
      const [rows] = await connection.execute(`SELECT ${PRODUCT} FROM bench_product_write WHERE id_product = ?`, [
        id_product,
      ]);
      data.push(toProduct(rows[0]));
    }
    await connection.commit();
  } finally {
    connection.release();
  }
  return { data };
}

async function route(request, body) {
  const url = new URL(request.url, 'http://localhost');
  const id = /^\/dynamic-entity\/bench-products\/(\d+)$/.exec(url.pathname)?.[1];
  if (id !== undefined) return byId(id);
  if (request.method === 'POST') return insert(JSON.parse(body).data);
  if (request.method === 'PATCH') {
    return updateRowByRow(JSON.parse(body).data, url.searchParams.get('update') === 'answered');
  }
  const limit = url.searchParams.get('page[limit]');
  return url.searchParams.has('include')
    ? listWithPrices(limit)
    : list(limit, url.searchParams.get('page[offset]') ?? '0');
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    route(request, Buffer.concat(chunks).toString()).then(
      (answer) => {
        const text = JSON.stringify(answer);
        response.writeHead(request.method === 'POST' ? 201 : 200, {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(text),
        });
        response.end(text);
      },
      (error) => {
        response.writeHead(500);
        response.end(String(error));
      },
    );
  });
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));

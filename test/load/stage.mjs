// Builds the stage of the benchmarks: a private MariaDB with the product tables, our server and the bare handler beside it.
import { execFileSync, fork } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createConnection } from 'mysql2/promise';
import { startMariaDb } from '../../scripts/start-mariadb.mjs';

const OUR_SERVER = fileURLToPath(new URL('../../dist/apps/api/src/main.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../dist/apps/cli/src/main.js', import.meta.url));
const BARE_SERVER = fileURLToPath(new URL('./bare-handler.mjs', import.meta.url));
const ADMIN = { email: 'bench@example.com', password: 'benchmark-password-of-some-length' };

/** What `npm start` gives to Node; the bare handler gets the same. */
const AS_STARTED = ['--max-semi-space-size=96'];

const TABLE = `(
  id_product INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  sku VARCHAR(64) NOT NULL UNIQUE,
  name VARCHAR(255) NOT NULL,
  description VARCHAR(1000) NULL,
  price DECIMAL(12,2) NOT NULL,
  is_active TINYINT(1) NOT NULL DEFAULT 1,
  quantity INT NOT NULL DEFAULT 0,
  created_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`;

/**
 * The product tables, our server and the bare handler.
 * @returns {Promise<{ ours: object, bare: object, connection: object, close: () => Promise<void> }>}
 */
export async function setUpStage({ products, poolMax = 16 }) {
  return openStage({ poolMax }, async ({ connection, start }) => {
    await fillTables(connection, products);
    const bare = await start('bare', BARE_SERVER);
    const ours = await start('ours', OUR_SERVER);
    ours.headers = { 'x-api-key': await configure(ours.url) };
    return { ours, bare };
  });
}

/** The sample shop and our server, for writes of whole products. */
export async function setUpShopStage({ poolMax }) {
  return openStage({ poolMax }, async ({ connection, start, environment }) => {
    console.error('Loading the sample shop …');
    await connection.query('CREATE DATABASE bench CHARACTER SET utf8mb4');
    await connection.query('USE bench');
    execFileSync(process.execPath, [CLI, 'sample', 'load'], {
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const ours = await start('ours', OUR_SERVER);
    ours.headers = { 'x-api-key': await createKey(ours.url, await signIn(ours.url)) };
    return { ours };
  });
}

/** Many tables and our server, for the Back Office; `admin` is who may log in. */
export async function setUpWideStage({ tables, columns }) {
  return openStage({ poolMax: 4 }, async ({ connection, start }) => {
    console.error(`Making ${tables} tables …`);
    await connection.query('CREATE DATABASE bench CHARACTER SET utf8mb4');
    await connection.query('USE bench');
    const list = Array.from({ length: columns - 1 }, (_, index) => `column_${index + 1} VARCHAR(50) NULL`).join(', ');
    for (let table = 0; table < tables; table += 1) {
      const name = `shop_table_${String(table).padStart(4, '0')}`;
      await connection.query(`CREATE TABLE ${name} (id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, ${list})`);
    }
    return { ours: await start('ours', OUR_SERVER), admin: ADMIN };
  });
}

async function openStage({ poolMax }, build) {
  const database = await startMariaDb({
    options: ['--innodb-buffer-pool-size=2G', '--innodb-log-file-size=512M', '--innodb-flush-log-at-trx-commit=1'],
  });
  const children = [];
  const close = async () => {
    await Promise.all(children.map(stopChild));
    await database.stop();
  };
  try {
    const connection = await createConnection(database.url);
    const environment = {
      DATABASE_URL: `${database.url}bench`,
      DB_POOL_MAX: String(poolMax),
      LOG_LEVEL: 'error',
      NODE_ENV: 'production',
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
    };
    const start = (name, script) => startServer(name, script, environment, children);
    const servers = await build({ connection, start, environment });
    return {
      ...servers,
      connection,
      url: environment.DATABASE_URL,
      close: async () => {
        await connection.end();
        await close();
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fillTables(connection, products) {
  console.error(`Filling ${products} products …`);
  await connection.query('CREATE DATABASE bench CHARACTER SET utf8mb4');
  await connection.query('USE bench');
  await connection.query(`CREATE TABLE bench_product ${TABLE}`);
  await connection.query(`CREATE TABLE bench_product_write ${TABLE}`);
  await connection.query(`CREATE TABLE bench_price (
    id_price INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY, fk_product INT UNSIGNED NOT NULL,
    currency CHAR(3) NOT NULL, amount INT NOT NULL, KEY (fk_product),
    FOREIGN KEY (fk_product) REFERENCES bench_product (id_product)) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4`);
  const values = `CONCAT('SKU-', LPAD(seq, 9, '0')), CONCAT('Product number ', seq, ' – größe ', seq % 50),
    IF(seq % 7 = 0, NULL, CONCAT('A plain description of product ', seq, ' that is long enough to be like a real one.')),
    ROUND(1 + (seq % 99999) / 100, 2), seq % 3 > 0, seq % 1000, '2026-01-01 00:00:00' + INTERVAL seq SECOND`;
  const columns = 'sku, name, description, price, is_active, quantity, created_at';
  await connection.query(`INSERT INTO bench_product (${columns}) SELECT ${values} FROM seq_1_to_${products}`);
  await connection.query(`INSERT INTO bench_product_write (${columns}) SELECT ${values} FROM seq_1_to_1000`);
  const parents = Math.min(products, 10_000);
  await connection.query(`INSERT INTO bench_price (fk_product, currency, amount)
    SELECT 1 + (seq - 1) DIV 3, ELT(1 + seq % 3, 'EUR', 'CHF', 'USD'), seq % 100000 FROM seq_1_to_${parents * 3}`);
  await connection.query('ANALYZE TABLE bench_product, bench_price');
}

async function startServer(name, script, environment, children) {
  const port = await freePort();
  const child = fork(script, [], {
    env: { ...process.env, ...environment, PORT: String(port), HOST: '127.0.0.1' },
    // For a look inside: BENCH_EXEC_ARGV="--cpu-prof --cpu-prof-dir=var" npm run bench:…
    execArgv: [
      ...AS_STARTED,
      ...(name === 'ours' ? (process.env.BENCH_EXEC_ARGV ?? '').split(' ').filter(Boolean) : []),
    ],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  const url = `http://127.0.0.1:${port}`;
  await waitUntilUp(name, url, child);
  return { name, url, pid: child.pid, headers: {} };
}

async function waitUntilUp(name, url, child) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} ended with code ${child.exitCode}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer !== undefined && (name === 'bare' || answer.ok)) return;
    if (Date.now() > deadline) throw new Error(`${name} did not start`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function stopChild(child) {
  if (child.exitCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

const field = (fieldName, type, writable = true, isRequired = false) => ({
  fieldName,
  fieldVisibleName: fieldName,
  type,
  isCreatable: writable,
  isEditable: writable,
  isEnabled: true,
  validation: { isRequired },
});

function productConfiguration(tableAlias, tableName, childRelations) {
  const fields = [
    field('id_product', 'integer', false),
    field('sku', 'string', true, true),
    field('name', 'string', true, true),
    field('description', 'string'),
    field('price', 'decimal', true, true),
    field('is_active', 'boolean'),
    field('quantity', 'integer'),
    field('created_at', 'datetime', false),
  ];
  return {
    tableAlias,
    tableName,
    isActive: true,
    definition: { identifier: 'id_product', isDeletable: true, fields },
    childRelations,
  };
}

/** Creates the endpoints through the admin API and a key that may use them. */
async function configure(url) {
  const headers = await signIn(url);
  const prices = {
    tableAlias: 'bench-prices',
    tableName: 'bench_price',
    isActive: true,
    definition: {
      identifier: 'id_price',
      isDeletable: true,
      fields: [
        field('id_price', 'integer', false),
        field('fk_product', 'integer'),
        field('currency', 'string'),
        field('amount', 'integer'),
      ],
    },
    childRelations: [],
  };
  const toPrices = {
    name: 'prices',
    isEditable: true,
    childDynamicEntityConfiguration: { tableAlias: 'bench-prices' },
    relationFieldMappings: [{ childFieldName: 'fk_product', parentFieldName: 'id_product' }],
  };
  const products = productConfiguration('bench-products', 'bench_product', [toPrices]);
  const writes = productConfiguration('bench-writes', 'bench_product_write', []);
  await post(`${url}/back-office/configurations/import`, [prices, products, writes], headers);
  return createKey(url, headers);
}

async function signIn(url) {
  const token = await post(`${url}/token`, {
    grant_type: 'password',
    username: ADMIN.email,
    password: ADMIN.password,
  });
  return { authorization: `Bearer ${token.access_token}` };
}

async function createKey(url, headers) {
  const { key } = await post(`${url}/back-office/api-keys`, { name: 'bench', scopes: ['*'] }, headers);
  return key;
}

async function post(url, body, headers = {}) {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`POST ${url}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}

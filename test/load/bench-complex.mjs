// `npm run bench:complex`: complex products (16 rows in 14 tables) written over HTTP by parallel clients in atomic batches,
// beside the same rows as raw multi-row INSERTs through mysql2, on a durable MariaDB.
import { Agent, request } from 'node:http';
import { createPool } from 'mysql2/promise';
import { insertRawProducts, nestedProduct } from './complex-product.mjs';
import { cpuSeconds, median, readOptions } from './measure.mjs';
import { setUpShopStage } from './stage.mjs';

const ROWS_PER_PRODUCT = 16;
/** Items per second that Spryker's documentation states for full product creation. */
const DOCUMENTED_ITEMS_PER_SECOND = 27.78;

/** Why: code that has just started is compiled while it runs, and a shop's server has long been running. */
const WARM_UP_ROUNDS = 3;

const { batches, size, clients, rounds } = readOptions({ batches: 10, size: 100, clients: 12, rounds: 3 });

let serial = 0;
const nextKeys = () => Array.from({ length: size }, () => `${process.pid}-${(serial += 1)}`);

const OURS = {
  /** The requests are there before the clock starts: making them is the clients' work. */
  prepare: (keys) => Buffer.from(JSON.stringify({ data: keys.map(nestedProduct) })),
  work: postBatch,
};
const RAW = { prepare: (keys) => keys, work: insertBatch };

const agent = new Agent({ keepAlive: true, maxSockets: clients });
const stage = await setUpShopStage({ poolMax: clients });
const pool = createPool({ uri: stage.url, connectionLimit: clients });
try {
  const ours = [];
  const raw = [];
  console.error('warming up …');
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    await oneRound(OURS, batches);
    await oneRound(RAW, batches);
  }
  const cpuBefore = cpuSeconds(stage.ours.pid);
  for (let round = 0; round < rounds; round += 1) {
    console.error(`round ${round + 1} of ${rounds} …`);
    ours.push(await oneRound(OURS, batches));
    raw.push(await oneRound(RAW, batches));
  }
  const cpuMicros = ((cpuSeconds(stage.ours.pid) - cpuBefore) * 1e6) / (rounds * clients * batches * size);
  const ratios = ours.map((value, index) => value / raw[index]);
  console.log('| work | products/s | rows/s |\n| --- | --- | --- |');
  for (const [name, values] of [
    ['over HTTP, one nested request per batch', ours],
    ['raw multi-row INSERTs, mysql2', raw],
  ]) {
    console.log(`| ${name} | ${median(values).toFixed(0)} | ${(median(values) * ROWS_PER_PRODUCT).toFixed(0)} |`);
  }
  console.log(
    `\nratio to raw INSERTs ${median(ratios).toFixed(2)} (goal ≥ 0.5); ` +
      `${(median(ours) / DOCUMENTED_ITEMS_PER_SECOND).toFixed(0)} times the documented ${DOCUMENTED_ITEMS_PER_SECOND} items/s (goal > 20); ` +
      `our server used ${cpuMicros.toFixed(0)} µs of CPU per product`,
  );
} finally {
  agent.destroy();
  await pool.end();
  await stage.close();
}

/** Each client does its batches one after another; answers products per second of all together. */
async function oneRound({ prepare, work }, count) {
  const prepared = Array.from({ length: clients }, () => Array.from({ length: count }, () => prepare(nextKeys())));
  const start = performance.now();
  await Promise.all(
    prepared.map(async (own) => {
      for (const batch of own) await work(batch);
    }),
  );
  return (clients * count * size) / ((performance.now() - start) / 1000);
}

/** Why node:http and not fetch: what sends the requests shares the processor with what is measured. */
function postBatch(body) {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${stage.ours.url}/dynamic-entity/product-abstracts`,
      {
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': body.length, ...stage.ours.headers },
      },
      (answer) => {
        const chunks = [];
        answer.on('data', (chunk) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          if (answer.statusCode === 201) return resolve();
          reject(new Error(`${answer.statusCode}: ${Buffer.concat(chunks).toString().slice(0, 500)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

async function insertBatch(keys) {
  const connection = await pool.getConnection();
  try {
    await insertRawProducts(connection, keys);
  } finally {
    connection.release();
  }
}

// `npm run bench:complex`: complex products (16 rows in 14 tables) written over HTTP by parallel clients in atomic batches,
// beside the same rows as raw multi-row INSERTs through mysql2, on a durable MariaDB.
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

const stage = await setUpShopStage({ poolMax: clients });
const pool = createPool({ uri: stage.url, connectionLimit: clients });
try {
  const ours = [];
  const raw = [];
  console.error('warming up …');
  for (let round = 0; round < WARM_UP_ROUNDS; round += 1) {
    await oneRound(postBatch, batches);
    await oneRound(insertBatch, batches);
  }
  const cpuBefore = cpuSeconds(stage.ours.pid);
  for (let round = 0; round < rounds; round += 1) {
    console.error(`round ${round + 1} of ${rounds} …`);
    ours.push(await oneRound(postBatch, batches));
    raw.push(await oneRound(insertBatch, batches));
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
  await pool.end();
  await stage.close();
}

/** Each client does its batches one after another; answers products per second of all together. */
async function oneRound(work, count) {
  const start = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let batch = 0; batch < count; batch += 1) await work(nextKeys());
    }),
  );
  return (clients * count * size) / ((performance.now() - start) / 1000);
}

async function postBatch(keys) {
  const answer = await fetch(`${stage.ours.url}/dynamic-entity/product-abstracts`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...stage.ours.headers },
    body: JSON.stringify({ data: keys.map(nestedProduct) }),
  });
  const text = await answer.text();
  if (answer.status !== 201) throw new Error(`${answer.status}: ${text.slice(0, 500)}`);
}

async function insertBatch(keys) {
  const connection = await pool.getConnection();
  try {
    await insertRawProducts(connection, keys);
  } finally {
    connection.release();
  }
}

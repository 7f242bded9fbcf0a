// `npm run bench:write`: our writes beside a bare node:http + mysql2 handler, alternating, on a durable MariaDB.
import { compare, printTable, readOptions } from './measure.mjs';
import { setUpStage } from './stage.mjs';

const { seconds, rounds, connections, only } = readOptions({
  seconds: 4,
  rounds: 5,
  connections: 16,
  // 1 to 4: just that scenario
  only: 0,
});

let serial = 0;
const product = () => {
  serial += 1;
  return {
    sku: `NEW-${process.pid}-${serial}`,
    name: `New product ${serial}`,
    description: 'A plain description of a product that is long enough to be like a real one.',
    price: '19.90',
    is_active: true,
    quantity: serial % 1000,
  };
};
const batch = (count, make) => JSON.stringify({ data: Array.from({ length: count }, make) });

/** Ascending ids, so that the row-by-row yardstick does not deadlock with itself. */
const changes = () => {
  const start = 1 + Math.floor(Math.random() * 900);
  return JSON.stringify({
    data: Array.from({ length: 100 }, (_, index) => ({
      id_product: start + index,
      price: (Math.random() * 1000).toFixed(2),
      quantity: Math.floor(Math.random() * 1000),
    })),
  });
};

const path = () => '/dynamic-entity/bench-writes';
const SCENARIOS = [
  { name: 'single POST (bare: one INSERT)', goal: 0.8, method: 'POST', path, body: () => batch(1, product) },
  {
    name: 'POST of 100 (bare: one multi-row INSERT)',
    goal: 0.7,
    method: 'POST',
    path,
    body: () => batch(100, product),
  },
  {
    name: 'PATCH of 100 (bare: row by row, the same answer)',
    goal: 5,
    method: 'PATCH',
    path: () => `${path()}?update=answered`,
    body: changes,
  },
  // No goal of its own: the bare handler neither notices missing rows nor answers what is stored.
  {
    name: 'PATCH of 100 (bare: row by row, without an answer)',
    goal: 3,
    method: 'PATCH',
    path: () => `${path()}?update=echoed`,
    body: changes,
  },
];

const stage = await setUpStage({ products: 1000 });
try {
  const rows = [];
  for (const scenario of only === 0 ? SCENARIOS : SCENARIOS.slice(only - 1, only)) {
    console.error(`${scenario.name} …`);
    rows.push({ ...scenario, ...(await compare(stage.ours, stage.bare, scenario, { seconds, rounds, connections })) });
  }
  printTable(rows);
} finally {
  await stage.close();
}

// `npm run bench:read`: our reads beside a bare node:http + mysql2 handler that answers the same bytes, alternating.
import { compare, printTable, readOptions } from './measure.mjs';
import { setUpStage } from './stage.mjs';

const { products, seconds, rounds, connections, only } = readOptions({
  products: 1_000_000,
  seconds: 4,
  rounds: 5,
  connections: 16,
  // 1 to 5: just that scenario
  only: 0,
});

const SCENARIOS = [
  {
    name: 'by id',
    goal: 0.9,
    path: () => `/dynamic-entity/bench-products/${1 + Math.floor(Math.random() * products)}`,
  },
  { name: 'list of 20', goal: 0.95, path: () => '/dynamic-entity/bench-products?page[limit]=20' },
  {
    name: 'list of 20, each another',
    goal: 0.95,
    path: () => `/dynamic-entity/bench-products?page[limit]=20&page[offset]=${20 * Math.floor(Math.random() * 50)}`,
  },
  { name: 'list of 100', goal: 1.25, path: () => '/dynamic-entity/bench-products?page[limit]=100' },
  {
    name: '100 with children',
    goal: 1.15,
    path: () => '/dynamic-entity/bench-products?page[limit]=100&include=prices',
  },
];

const stage = await setUpStage({ products });
try {
  const rows = [];
  for (const scenario of only === 0 ? SCENARIOS : SCENARIOS.slice(only - 1, only)) {
    await assertSameBytes(scenario);
    console.error(`${scenario.name} …`);
    rows.push({ ...scenario, ...(await compare(stage.ours, stage.bare, scenario, { seconds, rounds, connections })) });
  }
  printTable(rows);
} finally {
  await stage.close();
}

async function assertSameBytes(scenario) {
  const path = scenario.path();
  const [ours, bare] = await Promise.all(
    [stage.ours, stage.bare].map(async ({ url, headers }) => (await fetch(url + path, { headers })).text()),
  );
  if (ours !== bare)
    throw new Error(`${scenario.name}: the answers differ\nours: ${ours.slice(0, 400)}\nbare: ${bare.slice(0, 400)}`);
}

// Shared by the benchmarks: alternating rounds of two servers under the same load, and the ratios of same-round pairs.
import { readFileSync } from 'node:fs';
import autocannon from 'autocannon';

const CLOCK_TICKS = 100;
/** Why so long: code that has just started is compiled while it runs. */
const WARM_UP_SECONDS = 8;

/** CPU seconds (user + system) a process has used so far. */
export function cpuSeconds(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS;
}

/**
 * Runs one load on one server.
 * @param {{ url: string, pid: number, headers: object }} server
 * @param {{ method?: string, path: () => string, body?: () => string }} scenario
 */
export async function runLoad(server, scenario, { seconds, connections }) {
  const before = cpuSeconds(server.pid);
  const result = await autocannon({
    url: server.url,
    connections,
    duration: seconds,
    requests: [
      {
        method: scenario.method ?? 'GET',
        headers: { ...server.headers, ...(scenario.body ? { 'content-type': 'application/json' } : {}) },
        setupRequest: (request) => ({ ...request, path: scenario.path(), body: scenario.body?.() }),
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${server.name}: ${result.non2xx} answers that are not 2xx, ${result.errors} errors`);
  }
  const answers = result['2xx'];
  return {
    perSecond: answers / result.duration,
    p50: result.latency.p50,
    p99: result.latency.p99,
    cpuMicros: ((cpuSeconds(server.pid) - before) * 1e6) / answers,
  };
}

/** Alternates the servers for some rounds and gives medians and the median ratio of same-round pairs. */
export async function compare(ours, bare, scenario, { rounds, ...load }) {
  const pairs = [];
  for (const server of [ours, bare]) await runLoad(server, scenario, { ...load, seconds: WARM_UP_SECONDS });
  for (let round = 0; round < rounds; round += 1) {
    const first = round % 2 === 0 ? ours : bare;
    const second = round % 2 === 0 ? bare : ours;
    const a = await runLoad(first, scenario, load);
    const b = await runLoad(second, scenario, load);
    pairs.push(round % 2 === 0 ? { ours: a, bare: b } : { ours: b, bare: a });
  }
  const of = (side, figure) => median(pairs.map((pair) => pair[side][figure]));
  return {
    ours: {
      perSecond: of('ours', 'perSecond'),
      p50: of('ours', 'p50'),
      p99: of('ours', 'p99'),
      cpuMicros: of('ours', 'cpuMicros'),
    },
    bare: {
      perSecond: of('bare', 'perSecond'),
      p50: of('bare', 'p50'),
      p99: of('bare', 'p99'),
      cpuMicros: of('bare', 'cpuMicros'),
    },
    ratio: median(pairs.map((pair) => pair.ours.perSecond / pair.bare.perSecond)),
  };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Prints one table; `goal` is the least ratio to hand over. */
export function printTable(rows) {
  const line = (cells) => console.log(`| ${cells.join(' | ')} |`);
  line([
    'work',
    'ours req/s',
    'bare req/s',
    'ratio',
    'goal',
    'ours p50/p99 ms',
    'bare p50/p99 ms',
    'ours CPU µs',
    'bare CPU µs',
  ]);
  line(Array.from({ length: 9 }, () => '---'));
  for (const { name, goal, ours, bare, ratio } of rows) {
    line([
      name,
      ours.perSecond.toFixed(0),
      bare.perSecond.toFixed(0),
      ratio.toFixed(2),
      `≥ ${goal}`,
      `${ours.p50}/${ours.p99}`,
      `${bare.p50}/${bare.p99}`,
      ours.cpuMicros.toFixed(0),
      bare.cpuMicros.toFixed(0),
    ]);
  }
}

/** Reads `--name value` pairs from the command line over the defaults; all are numbers. */
export function readOptions(defaults) {
  const options = { ...defaults };
  for (let index = 2; index < process.argv.length; index += 2) {
    const name = process.argv[index].replace(/^--/, '');
    if (!(name in options)) throw new Error(`Unknown option --${name}; known: ${Object.keys(defaults).join(', ')}`);
    options[name] = Number(process.argv[index + 1]);
  }
  return options;
}

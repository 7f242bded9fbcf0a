import type { INestApplication } from '@nestjs/common';
import { RequestTracker } from '../http/request-tracker.js';

const IDLE_SWEEP_MS = 100;

/**
 * Ends the server without losing a request: stops to listen, answers what is under way (each answer closes its
 * connection), closes idle connections, cuts what is left after `deadlineMs`, then closes the databases.
 * Why not Nest's own switches: its shutdown hooks alone wait for idle clients for ever, `forceCloseConnections` drops
 * the requests that are under way.
 */
export async function shutDown(app: INestApplication, deadlineMs: number): Promise<void> {
  const server = app.getHttpServer() as import('node:http').Server;
  const tracker = app.get(RequestTracker);
  server.close();
  const idleSweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
  try {
    await tracker.drain(deadlineMs);
  } finally {
    clearInterval(idleSweep);
  }
  server.closeAllConnections();
  tracker.stop();
  await app.close();
}

import { DiscoveryService, MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { createTestApp, type TestApp } from '../support/create-test-app.js';
import { COUNTER_CONFIGURATION, COUNTER_TABLE } from '../support/counter-shop.js';
import { closeConnections, sendRaw } from '../support/send-raw.js';

/** Spellings of a protected path that routers, proxies and middleware read differently. */
const SPELLINGS = [
  '/dynamic-entity/counters',
  '/dynamic-entity/counters/',
  '/dynamic-entity/counters//',
  '/dynamic-entity//counters',
  '//dynamic-entity/counters',
  '///dynamic-entity/counters',
  '/./dynamic-entity/counters',
  '/dynamic-entity/./counters',
  '/x/../dynamic-entity/counters',
  '/health/../dynamic-entity/counters',
  '/health/live/../../dynamic-entity/counters',
  '/health/live/..%2f..%2fdynamic-entity/counters',
  '/health/%2e%2e/dynamic-entity/counters',
  '/dynamic-entity/%2e/counters',
  '/%64ynamic-entity/counters',
  '/dynamic%2Dentity/counters',
  '/dynamic-entity%2fcounters',
  '/dynamic-entity%2Fcounters',
  '/dynamic-entity%5ccounters',
  '/dynamic-entity\\counters',
  '/dynamic-entity/%63ounters',
  '/dynamic-entity/counters%2f1',
  '/dynamic-entity/counters%00',
  '/dynamic-entity/counters%20',
  '/dynamic-entity/counters%09',
  '/dynamic-entity/counters;x=1',
  '/dynamic-entity;x=1/counters',
  '/dynamic-entity/counters?',
  '/dynamic-entity/counters?/health/live',
  '/dynamic-entity/counters#/health/live',
  '/dynamic-entity/counters%3f',
  '/dynamic-entity/counters%23',
  '/DYNAMIC-ENTITY/counters',
  '/Dynamic-Entity/Counters',
  '/dynamic-entity/counters/1',
  '/dynamic-entity/counters/1/',
  '/dynamic-entity/counters/%31',
  '/dynamic-entity/counters.json',
  '/dynamic-entity/counters%2ejson',
  '/dynamic-entity/*',
  '/*/counters',
  'http://127.0.0.1/dynamic-entity/counters',
  'http://elsewhere.example/dynamic-entity/counters',
  '/back-office/configurations',
  '/back-office//configurations',
  '/BACK-OFFICE/configurations',
  '/back-office/users',
  '/openapi.json',
  '/openapi.json/',
  '/openapi.yaml',
  '/docs-json',
  '/docs-yaml',
  '/docs/json',
  '/metrics',
  '/metrics/',
];

const METHODS = ['GET', 'HEAD', 'POST', 'PATCH', 'PUT', 'DELETE', 'OPTIONS'];

const BAD_CREDENTIALS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  none: {},
  'a forged token': { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.' },
  'an unknown key': { 'x-api-key': 'dx_live_unknown' },
  'a cookie': { cookie: 'token=admin; session=1' },
  'headers that proxies set': {
    'x-forwarded-for': '127.0.0.1',
    'x-original-url': '/health/live',
    'x-rewrite-url': '/health/live',
  },
  'another method by header': { 'x-http-method-override': 'GET', 'x-http-method': 'GET' },
};

describe('access to routes', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await createTestApp({
      kind: 'sqlite',
      setUpSql: COUNTER_TABLE.sqlite,
      configurations: [COUNTER_CONFIGURATION],
    });
  });

  afterAll(async () => {
    closeConnections();
    await app?.close();
  });

  it('serves the protected path to the administrator, so that a refusal means something', async () => {
    const headers = { authorization: `Bearer ${app.adminToken}` };
    const answer = await sendRaw({
      port: app.port,
      method: 'GET',
      path: '/dynamic-entity/counters',
      headers,
      body: '',
    });
    expect(answer.status).toBe(200);
  });

  it.each(SPELLINGS)('gives nothing away without credentials: %s', async (path) => {
    for (const method of METHODS) {
      for (const [name, headers] of Object.entries(BAD_CREDENTIALS)) {
        const { status, body } = await sendRaw({ port: app.port, method, path, headers, body: '' });
        const context = `${method} with ${name} answered ${status} ${body}`;
        expect([context, [400, 401, 403, 404, 415].includes(status)]).toEqual([context, true]);
        expect(body).not.toContain('quantity');
      }
    }
  });

  it('has exactly these public routes', () => {
    expect(publicRoutes(app)).toEqual(PUBLIC_HANDLERS);
  });
});

/** Every handler that answers without credentials; a new one must be added here knowingly. */
const PUBLIC_HANDLERS = [
  'DocsShellController.file',
  'DocsShellController.page',
  'HealthController.live',
  'HealthController.ready',
  'MetricsController.print',
  'SessionController.end',
  'SessionController.open',
  'SessionController.show',
  'TokenController.issue',
  'TokenController.issueWithSlash',
  'TokenController.revoke',
  'UnknownRouteController.refuse',
  'WebController.asset',
  'WebController.screen',
  'WebController.start',
  'WellKnownController.keySet',
  'WellKnownController.metadata',
];

function publicRoutes({ app }: TestApp): string[] {
  const scanner = new MetadataScanner();
  const reflector = app.get(Reflector);
  return new DiscoveryService(app.get(ModulesContainer))
    .getControllers()
    .flatMap(({ metatype }) => {
      const controller = metatype as (new () => unknown) & { prototype: Record<string, object> };
      return scanner
        .getAllMethodNames(controller.prototype)
        .filter((name) => Reflect.hasMetadata('path', controller.prototype[name] as object))
        .filter((name) =>
          reflector.getAllAndOverride<boolean>('dx:public', [controller.prototype[name] as never, controller as never]),
        )
        .map((name) => `${controller.name}.${name}`);
    })
    .sort();
}

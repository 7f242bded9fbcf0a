// The borders between the libraries: which library may import which (see README "Architecture").
const LIBRARIES = {
  kernel: { libs: [], packages: [] },
  database: { libs: ['kernel'], packages: ['typeorm', 'mysql2', 'libsql'] },
  'schema-catalogue': { libs: ['kernel', 'database'], packages: ['typeorm'] },
  'entity-configuration': { libs: ['kernel', 'database', 'schema-catalogue'], packages: ['typeorm'] },
  'plugin-registry': { libs: ['kernel', 'entity-configuration'], packages: [] },
  'query-engine': {
    libs: ['kernel', 'database', 'schema-catalogue', 'entity-configuration', 'plugin-registry'],
    packages: [],
  },
  openapi: { libs: ['kernel', 'entity-configuration', 'schema-catalogue'], packages: [] },
  auth: { libs: ['kernel', 'database'], packages: ['typeorm'] },
  'builtin-plugins': { libs: ['kernel', 'plugin-registry', 'database', 'entity-configuration'], packages: ['typeorm'] },
  'plugin-harness': {
    libs: ['kernel', 'database', 'schema-catalogue', 'entity-configuration', 'plugin-registry', 'query-engine'],
    packages: [],
  },
  'sample-shop': { libs: ['kernel', 'database'], packages: [] },
};
const DATABASE_PACKAGES = ['typeorm', 'mysql2', 'libsql'];

const libraryRules = Object.entries(LIBRARIES).flatMap(([library, allowed]) => {
  const others = Object.keys(LIBRARIES).filter((other) => other !== library && !allowed.libs.includes(other));
  const packages = DATABASE_PACKAGES.filter((name) => !allowed.packages.includes(name));
  return [
    {
      name: `${library}-libraries`,
      comment: `${library} may import only: ${allowed.libs.join(', ') || 'nothing'}`,
      severity: 'error',
      from: { path: `^libs/${library}/` },
      to: { path: `^libs/(${others.join('|')})/` },
    },
    ...(packages.length === 0
      ? []
      : [
          {
            name: `${library}-drivers`,
            comment: `${library} does not talk to a driver itself`,
            severity: 'error',
            from: { path: `^libs/${library}/` },
            to: { path: `^node_modules/(${packages.join('|')})/` },
          },
        ]),
  ];
});

export default {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'kernel-without-nest',
      severity: 'error',
      from: { path: '^libs/kernel/' },
      to: { path: '^node_modules/@nestjs/' },
    },
    { name: 'libs-not-to-apps', severity: 'error', from: { path: '^libs/' }, to: { path: '^apps/' } },
    {
      name: 'only-by-name',
      comment: 'A library is imported by its name, never by a path into it',
      severity: 'error',
      from: { path: '^(libs/[^/]+|apps|test)/' },
      to: { path: '^libs/([^/]+)/src/(?!index\\.ts$)', pathNot: '^$1/' },
    },
    {
      name: 'apps-without-drivers',
      severity: 'error',
      from: { path: '^apps/' },
      to: { path: `^node_modules/(${DATABASE_PACKAGES.join('|')})/` },
    },
    ...libraryRules,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.spec\\.ts$|^apps/back-office' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
};

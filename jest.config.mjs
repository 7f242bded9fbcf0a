// Why CommonJS: it is the one jest set-up that runs Nest 12 and its CommonJS companions on Node 20
// without experimental flags; packages that are ESM only are transformed by swc.
const swc = (syntax) => [
  '@swc/jest',
  {
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax, decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: syntax === 'typescript' },
      keepClassNames: true,
    },
  },
];

const esmOnly = [
  '@nestjs',
  'file-type',
  'strtok3',
  'token-types',
  'uint8array-extras',
  '@tokenizer',
  '@borewit',
  'load-esm',
  'es-toolkit',
  'js-yaml',
  'cookie',
  'content-disposition',
  'lru-cache',
  'p-limit',
  'yocto-queue',
  '@seriousme',
  'inflection',
  'lossless-json',
  're2js',
];

export default {
  rootDir: '.',
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.spec.ts'],
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@dx/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  // Why all: half of a test's time is waiting for a database, a process or a browser.
  maxWorkers: '100%',
  transformIgnorePatterns: [`/node_modules/(?!(.*/)?(${esmOnly.join('|')})/)`],
  transform: { '^.+\\.ts$': swc('typescript'), '^.+\\.m?js$': swc('ecmascript') },
  testTimeout: 60_000,
};

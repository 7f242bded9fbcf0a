// Runs a TypeScript file of this repository in a process of its own, without a build: node run-typescript.mjs FILE
// Why as CommonJS: Node 20 has no stable way to transform ES modules while they load.
import module, { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import swc from '@swc/core';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
const resolveFilename = module._resolveFilename;

module._resolveFilename = function (request, parent, ...rest) {
  const library = /^@dx\/([^/]+)$/.exec(request);
  if (library) return join(root, 'libs', library[1], 'src/index.ts');
  if (request.startsWith('.') && request.endsWith('.js') && parent?.filename?.endsWith('.ts')) {
    const source = resolve(dirname(parent.filename), request.replace(/\.js$/, '.ts'));
    if (existsSync(source)) return source;
  }
  return resolveFilename.call(this, request, parent, ...rest);
};

module._extensions['.ts'] = (target, filename) => {
  const { code } = swc.transformSync(readFileSync(filename, 'utf8'), {
    filename,
    sourceMaps: 'inline',
    module: { type: 'commonjs' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true },
      keepClassNames: true,
    },
  });
  target._compile(code, filename);
};

createRequire(import.meta.url)(resolve(process.argv[2]));

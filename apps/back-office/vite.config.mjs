import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const HERE = dirname(fileURLToPath(import.meta.url));

/** The Back Office as one page under `/admin/`; the server puts a nonce where `__CSP_NONCE__` stands. */
export default defineConfig({
  root: HERE,
  base: '/admin/',
  plugins: [react()],
  html: { cspNonce: '__CSP_NONCE__' },
  build: {
    outDir: join(HERE, '..', '..', 'dist', 'back-office'),
    emptyOutDir: true,
    target: 'es2023',
    // Why: `light-dark()` of these versions needs no translation, which would lose it.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    manifest: true,
    modulePreload: { polyfill: false },
    // Why 0: an inlined file would be a data: address, which the policy allows for images only.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: Object.fromEntries(
      ['/back-office', '/token', '/openapi', '/dynamic-entity', '/docs', '/health'].map((path) => [
        path,
        'http://127.0.0.1:3000',
      ]),
    ),
  },
});

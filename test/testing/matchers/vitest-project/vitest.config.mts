import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const testing = new URL('../../../../lib/testing/index.ts', import.meta.url);

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  resolve: { alias: { 'cdk-gatehouse/testing': fileURLToPath(testing) } },
  test: { include: ['*.spec.ts'] },
});

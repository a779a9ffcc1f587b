import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/setup/build.ts'],
    allowOnly: false,
    testTimeout: 60_000,
    // Hooks run what many tests look at: as long as a test, on a machine that is busy too.
    hookTimeout: 60_000,
    reporters: ['default', 'json'],
    outputFile: { json: 'coverage/tests.json' },
    pool: 'forks',
    maxWorkers: 2,
    coverage: { clean: false, provider: 'v8', include: ['src/**'], reporter: ['text-summary', 'html'] },
  },
});

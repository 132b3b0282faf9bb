import { defineConfig } from 'vitest/config';
import { WxtVitest } from 'wxt/testing/vitest-plugin';

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [WxtVitest()],
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          globalSetup: 'tests/unit/global-setup.ts',
          setupFiles: ['tests/unit/setup.ts'],
          // Fits and fuzzes take seconds, on a busy machine many.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.spec.ts'],
          globalSetup: 'tests/e2e/global-setup.ts',
          // Two at a time take two thirds of the time, and now and then one starves the other.
          fileParallelism: false,
          testTimeout: 120_000,
          // A shared machine may starve a browser for seconds; what is broken fails twice.
          retry: process.env.CI === 'true' ? 1 : 0,
          hookTimeout: 180_000,
        },
      },
    ],
  },
});

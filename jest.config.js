import { join } from 'node:path';

// Tests run on the compiled output: decorators need tsc's metadata, and what is tested is what is served.
const built = join(import.meta.dirname, process.env.DIST ?? 'dist');

const suite = (displayName, folders, extra = {}) => ({
  displayName,
  testEnvironment: 'node',
  rootDir: built,
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.spec.js`),
  transform: {},
  ...extra,
});

// A project's services start only when one of its specs is to run, once for all projects that name the same file.
const withDatabases = {
  globalSetup: join(built, 'test/support/databases-setup.js'),
  globalTeardown: join(built, 'test/support/databases-teardown.js'),
};
const withBrowser = {
  globalSetup: join(built, 'test/support/browser-setup.js'),
  globalTeardown: join(built, 'test/support/browser-teardown.js'),
};

export default {
  maxWorkers: 2,
  // a worker keeps the modules of every file it has run; a fresh one is faster than a full one
  workerIdleMemoryLimit: '1200MB',
  // jest reads this one here only, not in a project; the slowest stories (a killed server, a browser) set the limit
  testTimeout: 120_000,
  projects: [
    suite('pure', ['src', 'test/support']),
    suite('integration', ['test/integration'], withDatabases),
    suite('http', ['test/http'], withDatabases),
    suite('faults', ['test/faults'], withDatabases),
    suite('browser', ['test/browser'], withBrowser),
  ],
};

import { join } from 'node:path';

// Tests run on the compiled output: decorators need tsc's metadata, and what is tested is what is served.
const built = join(import.meta.dirname, process.env.DIST ?? 'dist');

const suite = (displayName, folders, extra = {}) => ({
  displayName,
  testEnvironment: 'node',
  rootDir: built,
  testMatch: folders.map((folder) => `<rootDir>/${folder}/**/*.spec.js`),
  transform: {},
  testTimeout: 30_000,
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
  testTimeout: 120_000,
};

export default {
  maxWorkers: 2,
  projects: [
    suite('pure', ['src', 'test/support']),
    suite('integration', ['test/integration'], withDatabases),
    suite('http', ['test/http'], withDatabases),
    suite('faults', ['test/faults'], { ...withDatabases, testTimeout: 120_000 }),
    suite('browser', ['test/browser'], withBrowser),
  ],
};

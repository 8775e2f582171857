// Tests run on the compiled output: decorators need tsc's metadata, and what is tested is what is served.
export default {
  testEnvironment: 'node',
  roots: [`<rootDir>/${process.env.DIST ?? 'dist'}`],
  testMatch: ['**/*.spec.js'],
  transform: {},
  testTimeout: 30_000,
};

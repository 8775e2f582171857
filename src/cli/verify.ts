import 'reflect-metadata';
import { readSettings } from '../platform/settings/settings.js';
import { run } from './run.js';
import { verifyBooks } from './verify-books.js';

/** `npm run -s verify [-- --json]`: exit code 0 when every check holds, 1 otherwise. */
await run(async () => {
  const report = await verifyBooks(readSettings(process.env));
  const lines = report.checks.map(
    ({ name, ok, detail }) => `${ok ? 'ok  ' : 'FAIL'} ${name}${detail && `: ${detail}`}`,
  );
  process.stdout.write(`${process.argv.includes('--json') ? JSON.stringify(report) : lines.join('\n')}\n`);
  if (!report.ok) process.exitCode = 1;
});

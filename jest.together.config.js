import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import alone from './jest.config.js';

// A spec by itself spends two to three seconds on loading the house. A whole run therefore lets several share what one of
// them has loaded: each project's specs are dealt into files that import a handful. `npm run jest -- <spec>` runs one alone.
const HANDFUL = 12;
/** Each goes into two hands at least, one for each worker. */
const FEWEST = 2;
/** Longer than others: they start first, each by itself (jest.order.js). */
const LONG = /(access|api-repeats|forged|hostile|hostile-postgres|import-files|killed|rush|walk)\.spec\.js$/;

const specsUnder = (folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.spec.js'))
    .toSorted()
    .map((file) => join(folder, file));

function together(project) {
  const { displayName, rootDir, testMatch } = project;
  const specs = testMatch.flatMap((pattern) =>
    specsUnder(pattern.replace('<rootDir>', rootDir).replace(/\/\*\*.*$/, '')),
  );
  const short = specs.filter((spec) => !LONG.test(spec));
  const folder = join(rootDir, 'test/together', displayName);
  mkdirSync(folder, { recursive: true });
  const count = Math.max(FEWEST, Math.ceil(short.length / HANDFUL));
  const handfuls = Array.from({ length: count }, (_, nth) => short.filter((_spec, index) => index % count === nth));
  for (const handful of handfuls) {
    const imports = handful.map((spec) => `import '${relative(folder, spec)}';\n`);
    writeFileSync(
      join(folder, `${basename(handful[0], '.spec.js')}-and-${handful.length - 1}-more.spec.js`),
      imports.join(''),
    );
  }
  const long = specs.filter((spec) => LONG.test(spec)).map((spec) => `<rootDir>/${relative(rootDir, spec)}`);
  return { ...project, testMatch: [...long, `<rootDir>/test/together/${displayName}/*.spec.js`] };
}

rmSync(join(alone.projects[0].rootDir, 'test/together'), { recursive: true, force: true });

export default { ...alone, testSequencer: './jest.order.js', projects: alone.projects.map(together) };

// The walls of the house. A level may import from itself and from what stands above it in this list, never from below.
// A folder that is not named here stands on the last level: it may use every room, and no named room may use it.
const levels = [
  ['kernel'],
  ['platform'],
  ['venue', 'staff', 'ledger'],
  // The desk page is a contract that every room adds to; it knows none of them.
  ['desk'],
  ['members'],
  ['cards'],
  // Points are credited from a slip and redeemed for a gift, so both stand before points: docs/decisions/slips-and-gifts-before-points.md
  ['slips', 'gifts'],
  ['points', 'stored-value'],
  ['shifts', 'invoices', 'birthdays', 'lost-property', 'rooms'],
];

const specs = '\\.spec\\.ts$';
const pureLibraries = ['big\\.js', 'luxon', 'tyme4ts'];
const packages = (names) => `node_modules/(@types/)?(${names.join('|')})/`;

const walls = levels.map((rooms, at) => ({
  name: `wall-of-${rooms.join('-')}`,
  comment: `${rooms.join(', ')} may not know the rooms built on top of them`,
  severity: 'error',
  from: { path: `^src/(${rooms.join('|')})/`, pathNot: specs },
  to: {
    path: '^src/[^/]+/',
    pathNot: `^src/(${levels
      .slice(0, at + 1)
      .flat()
      .join('|')})/`,
  },
}));

module.exports = {
  forbidden: [
    ...walls,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'pure-kernel',
      comment: 'the kernel knows numbers, text and dates: no framework, no database, no input or output',
      severity: 'error',
      from: { path: '^src/kernel/', pathNot: specs },
      to: { pathNot: `^src/kernel/|${packages(pureLibraries)}` },
    },
    {
      name: 'pure-rules',
      comment: 'rules/ decide; whoever calls them reads and writes',
      severity: 'error',
      from: { path: '^src/.+/rules/', pathNot: specs },
      to: { pathNot: `^src/kernel/|^src/.+/rules/|${packages([...pureLibraries, 'pinyin-pro'])}` },
    },
    {
      name: 'front-door',
      comment: 'a room is entered through its services and queries, never through its pages',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: { path: '^src/[^/]+/.+\\.(controller|dto|presenter)\\.ts$', pathNot: '^src/$1/' },
    },
    {
      name: 'rooms-know-no-app',
      severity: 'error',
      from: { path: '^src/[^/]+/', pathNot: '^src/(cli|demo)/' },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'migrations-stand-alone',
      comment: 'an entity changes with the product, a migration never does',
      severity: 'error',
      from: { path: '^migrations/' },
      to: { path: '^src/', pathNot: '^src/platform/database/(?!.*\\.entity\\.ts$)' },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^src/', pathNot: specs },
      to: { path: '^(test|bench)/' },
    },
    {
      name: 'product-ships-no-dev-package',
      severity: 'error',
      from: { path: '^src/', pathNot: specs },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only', 'npm'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

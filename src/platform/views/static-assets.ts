import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { projectRoot } from '../settings/paths.js';

/** A folder or file served as it is. */
export interface Mount {
  readonly prefix: string;
  readonly root: string;
  /** Which files below `root` may be read; everything else is not there. */
  readonly allowed: RegExp;
}

/** A file put together at start. */
export interface BuiltFile {
  readonly url: string;
  readonly type: string;
  readonly body: string;
}

/** The one style sheet is these files in this order: a page costs one request, and a reader finds each thing in its own file. */
const styleSheets = [
  'tokens',
  'base',
  'helpers',
  'shell',
  'rail',
  'page',
  'bare',
  'controls',
  'form',
  'choices',
  'sign',
  'card',
  'feedback',
  'figures',
  'steps',
  'dialog',
  'lists',
  'table',
  'count',
  'member',
  'lost',
  'night',
  'rooms',
  'birthdays',
  'paper',
  'roll',
  'desk',
  'credit',
  'narrow',
  'print',
];

/** What the browser gets from installed packages; nothing else of them is reachable. */
const vendor = [
  {
    name: 'noto-sans-sc',
    package: '@fontsource-variable/noto-sans-sc',
    folder: '.',
    allowed: /^(index\.css|files\/[\w-]+-wght-normal\.woff2)$/,
  },
  { name: 'signature_pad', package: 'signature_pad', folder: 'dist', allowed: /^signature_pad\.min\.js$/ },
] as const;

/**
 * Addresses of styles, scripts, icons and fonts. Each carries the hash or version of what it names, so a browser may keep
 * it for ever and still never mixes two releases.
 */
export class StaticAssets {
  private constructor(
    readonly mounts: readonly Mount[],
    readonly built: readonly BuiltFile[],
    private readonly folders: ReadonlyMap<string, string>,
  ) {}

  static load(root = projectRoot): StaticAssets {
    const files = filesBelow(join(root, 'public')).map(
      (path) => [relative(join(root, 'public'), path), readFileSync(path)] as const,
    );
    const style = styleSheets.map((name) => readFileSync(join(root, 'public/css', `${name}.css`), 'utf8')).join('\n');
    const version = digest(files.flat());
    const own = `/assets/${version}`;
    const packages = vendor.map((each) => ({ ...each, ...located(each.package) }));
    return new StaticAssets(
      [
        { prefix: `${own}/`, root: join(root, 'public'), allowed: /^(js\/[\w-]+\.js|img\/[\w-]+\.(svg|png))$/ },
        ...packages.map(({ name, version: release, folder, home, allowed }) => {
          return { prefix: `/assets/vendor/${name}@${release}/`, root: join(home, folder), allowed };
        }),
      ],
      [{ url: `${own}/app.css`, type: 'text/css; charset=utf-8', body: style }],
      new Map([
        ['', own],
        ...packages.map(({ name, version: release }) => [name, `/assets/vendor/${name}@${release}`] as const),
      ]),
    );
  }

  /** `js/app.js`, `app.css`, `vendor/noto-sans-sc/index.css` → the address with its version. Throws on a file that is not served. */
  url(path: string): string {
    const [, name, rest] = /^vendor\/([^/]+)\/(.+)$/.exec(path) ?? [undefined, '', path];
    const folder = this.folders.get(name ?? '');
    const address = `${folder}/${rest}`;
    const mount = this.mounts.find(({ prefix }) => prefix === `${folder}/`);
    const served = this.built.some(({ url }) => url === address) || mount?.allowed.test(rest ?? '');
    if (!served) throw new Error(`asset ${path} is not served`);
    return address;
  }
}

function located(name: string): { home: string; version: string } {
  const home = join(projectRoot, 'node_modules', name);
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { version: string };
  return { home, version };
}

function filesBelow(folder: string): string[] {
  const paths = readdirSync(folder)
    .toSorted()
    .map((name) => join(folder, name));
  return paths.flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]));
}

function digest(parts: readonly (string | Buffer)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 12);
}

import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { projectRoot } from '../settings/paths.js';
import { iconDrawings, iconNames } from './icons.js';
import { serveAssets } from './serve-assets.js';
import { StaticAssets } from './static-assets.js';

describe('files the browser may keep for ever', () => {
  let server: FastifyInstance;
  const assets = StaticAssets.load();

  beforeAll(async () => {
    server = Fastify();
    await serveAssets(server, assets);
  });
  afterAll(() => server.close());

  const get = (url: string) => server.inject({ url });

  it.each([
    ['app.css', 'text/css'],
    ['js/app.js', 'javascript'],
    ['img/mark.svg', 'image/svg+xml'],
    ['vendor/noto-sans-sc/index.css', 'text/css'],
    ['vendor/noto-sans-sc/files/noto-sans-sc-latin-wght-normal.woff2', 'font/woff2'],
    ['vendor/signature_pad/signature_pad.min.js', 'javascript'],
  ])('serves %s under an address with its version', async (path, type) => {
    const answer = await get(assets.url(path));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toContain(type);
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  });

  it('gives every module that another one imports', async () => {
    const modules = [...(await get(assets.url('js/app.js'))).body.matchAll(/from '\.\/([\w-]+\.js)'/g)].map(
      (match) => match[1],
    );
    expect(modules.length).toBeGreaterThan(5);
    for (const module of modules) expect((await get(assets.url(`js/${module}`))).statusCode).toBe(200);
  });

  it.each([
    '/assets/vendor/noto-sans-sc@5.3.1/package.json',
    '/assets/vendor/noto-sans-sc@5.3.1/../../package.json',
    '/assets/vendor/signature_pad@5.1.4/..%2fpackage.json',
    '/package.json',
  ])('hides %s', async (url) => expect((await get(url)).statusCode).toBe(404));

  it('refuses to name a file it does not serve', () => {
    expect(() => assets.url('css/secret.css')).toThrow('not served');
    expect(() => assets.url('vendor/noto-sans-sc/package.json')).toThrow('not served');
    expect(() => assets.url('vendor/left-pad/index.js')).toThrow('not served');
  });

  it('changes the address when a style changes', () => {
    const root = mkdtempSync(join(tmpdir(), 'ktv-public-'));
    cpSync(join(projectRoot, 'public'), join(root, 'public'), { recursive: true });
    const before = StaticAssets.load(root).url('app.css');
    expect(before).toBe(assets.url('app.css'));
    writeFileSync(join(root, 'public/css/tokens.css'), ':root { --accent: #fff; }');
    expect(StaticAssets.load(root).url('app.css')).not.toBe(before);
    rmSync(root, { recursive: true });
  });
});

describe('icons', () => {
  it('draws each name once', () => {
    expect(new Set(iconNames).size).toBe(iconNames.length);
    for (const name of iconNames)
      expect(iconDrawings().get(name)).toMatch(/^<(path|circle|rect|line|polyline|polygon|ellipse) /);
  });
});

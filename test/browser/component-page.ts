import Fastify from 'fastify';
import { I18n } from '../../src/platform/i18n/i18n.js';
import { designPage } from '../../src/platform/views/design-page.js';
import type { LayoutModel } from '../../src/platform/views/layout-model.js';
import { serveAssets } from '../../src/platform/views/serve-assets.js';
import { StaticAssets } from '../../src/platform/views/static-assets.js';
import { ViewEngine } from '../../src/platform/views/view-engine.js';

const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'";
const layout: LayoutModel = {
  locale: 'zh-CN',
  theme: 'system',
  title: '界面组件',
  demo: true,
  venueName: '星河 KTV',
  storeName: '总店',
  businessDate: '2026-11-21',
  tonight: [{ label: '班次', value: 'A 班 · 18:30 起', href: '/shifts', tone: 'plain' }],
  person: { name: '王丽', staffNo: '8803', roleLabel: '客服' },
  nav: [{ href: '/redeem', labelKey: 'ui.search', key: 'F4', icon: 'gift', active: true }],
  health: { state: 'ok', text: '备份 02:14 已验证' },
  csrfToken: 'proof',
  nonce: 'n',
  path: '/',
  pendingApprovals: 2,
};

/** What a page posted. */
export interface Arrival {
  readonly path: string;
  readonly body: string;
}

/** Serves the page of all components under the strictest policy, and keeps what is posted to it. */
export async function serveComponents(arrived: Arrival[]): Promise<{ address: string; close(): Promise<void> }> {
  const i18n = I18n.load('throw');
  const assets = StaticAssets.load();
  const views = ViewEngine.open(i18n, assets);
  const server = Fastify();
  await serveAssets(server, assets);
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  );
  server.addHook('onSend', async (_, reply) => void reply.header('content-security-policy', policy));
  const html = (view: string, model: object) => views.render(view, model, layout);
  const sample = designPage((key) => i18n.t('zh-CN', `design.sample.${key}`));
  server.get('/', (_, reply) => reply.type('text/html').send(html('design/components', sample)));
  for (const job of ['/redeem', '/b'])
    server.get(job, (_, reply) => reply.type('text/html').send('<title>开了</title>'));
  server.post('/*', (request, reply) => {
    arrived.push({ path: request.url, body: String(request.body) });
    const hits = '<ul><li><a href="/a" data-hit>张**</a></li><li><a href="/b" data-hit>单**</a></li></ul>';
    return reply.type('text/html').send(request.url === '/hits' ? hits : '<title>已收到</title>');
  });
  const address = await server.listen({ host: '127.0.0.1', port: 0 });
  return { address, close: () => server.close() };
}

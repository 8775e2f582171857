import { strict as assert } from 'node:assert';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SESSION_COOKIE, TERMINAL_COOKIE } from '../../src/platform/http/cookies.js';
import { SessionStore } from '../../src/platform/http/session-store.js';
import { plainText, postForm, textOf, type Fields } from './html.js';
import { type Colleague, type House, PASSWORD } from './people.js';
import type { AppWorld } from './world.js';

type Door = Pick<NestFastifyApplication, 'inject'>;
type Inject = Extract<Parameters<NestFastifyApplication['inject']>[0], { url?: unknown }>;

/** An answer as the person at the desk gets it. */
export interface Page {
  readonly status: number;
  readonly html: string;
  /** The words of the page without markup. */
  readonly text: string;
  readonly title: string | undefined;
  /** Where a redirect leads. */
  readonly location: string | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  /** The answer as it came: for files. */
  readonly bytes: Buffer;
  json<T>(): T;
}

const host = '127.0.0.1:3000';
const SIGN_IN = '/sign-in';

/** A browser at one desk, without the browser: cookies, CSRF proof and the headers a same-origin form sends. No socket. */
export class Desk {
  private readonly cookies = new Map<string, string>();
  private csrfToken: string | undefined;

  constructor(private readonly world: { readonly app: Door }) {}

  /** A desk at which a person has signed in through the page, as every clerk does. */
  static async signIn(
    world: { readonly app: Door },
    credentials: { staffNo: string; password: string },
  ): Promise<Desk> {
    return new Desk(world).signedIn(credentials);
  }

  /** The counter PC of a house, at which one of its people has signed in through the page. */
  static async atCounter(world: { readonly app: Door }, { terminalToken }: House, staffNo: string): Promise<Desk> {
    const desk = new Desk(world);
    desk.setCookie(TERMINAL_COOKIE, terminalToken);
    return desk.signedIn({ staffNo, password: PASSWORD });
  }

  /** A desk at which somebody of the house signed in before the story began. */
  static async of(world: AppWorld, { terminal }: House, { id }: Colleague): Promise<Desk> {
    const desk = new Desk(world);
    desk.setCookie(SESSION_COOKIE, await world.get(SessionStore).create(id, terminal.id));
    await desk.get('/me');
    return desk;
  }

  private async signedIn(credentials: { staffNo: string; password: string }): Promise<this> {
    const answer = await this.submit(SIGN_IN, credentials);
    assert.equal(answer.status, 303, `sign-in was refused: ${answer.text.slice(0, 300)}`);
    return this;
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.send({ method: 'GET', url: path, headers });
  }

  /** Opens `pagePath`, fills the form that posts to `action` and sends it with its hidden fields, as a person would. */
  async submit(pagePath: string, typed: Fields, action: string = pagePath): Promise<Page> {
    const opened = await this.get(pagePath);
    assert.equal(opened.status, 200, `${pagePath} answered ${opened.status}: ${opened.text.slice(0, 300)}`);
    return this.send(formRequest(action, { ...postForm(opened.html, action).fields, ...typed }));
  }

  /** Posts fields with the CSRF proof of the last page and nothing else; `_csrf` given here wins. */
  async post(path: string, fields: Fields = {}, headers: Record<string, string> = {}): Promise<Page> {
    const request = formRequest(path, { ...(this.csrfToken ? { _csrf: this.csrfToken } : {}), ...fields });
    return this.send({ ...request, headers: { ...request.headers, ...headers } });
  }

  /** Posts a body as it is written here, behind the CSRF proof of the last page: for forms that no browser would send. */
  async postText(path: string, text: string, headers: Record<string, string> = {}): Promise<Page> {
    const request = formRequest(path, {});
    const payload = `_csrf=${encodeURIComponent(this.csrfToken ?? '')}&${text}`;
    return this.send({ ...request, payload, headers: { ...request.headers, ...headers } });
  }

  /** Sends a form with a file, after opening the page it stands on. */
  async upload(
    pagePath: string,
    action: string,
    field: string,
    file: { name: string; content: Uint8Array<ArrayBuffer> },
    values: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const opened = await this.get(pagePath);
    const form = new FormData();
    const fields = { ...postForm(opened.html, action).fields, ...values };
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set(field, new Blob([file.content]), file.name);
    const encoded = new Response(form);
    const type = encoded.headers.get('content-type') ?? '';
    return this.send({
      method: 'POST',
      url: action,
      headers: { 'content-type': type },
      payload: Buffer.from(await encoded.arrayBuffer()),
    });
  }

  /** Follows the redirect of `page`. */
  async follow(page: Page): Promise<Page> {
    assert(page.location, `expected a redirect, got ${page.status}: ${page.text.slice(0, 300)}`);
    return this.get(page.location);
  }

  cookie(name: string): string | undefined {
    return this.cookies.get(name);
  }

  setCookie(name: string, value: string): void {
    this.cookies.set(name, value);
  }

  private async send(request: Inject): Promise<Page> {
    const unsafe = request.method === 'GET' ? {} : { origin: `http://${host}`, 'sec-fetch-site': 'same-origin' };
    const reply = await this.world.app.inject({
      ...request,
      headers: { host, ...unsafe, ...request.headers },
      cookies: Object.fromEntries(this.cookies),
    });
    for (const { name, value, maxAge } of reply.cookies) {
      if (value === '' || maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const page = pageOf(reply.statusCode, reply.rawPayload, reply.headers);
    this.csrfToken = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? this.csrfToken;
    return page;
  }
}

function formRequest(url: string, fields: Fields) {
  return {
    method: 'POST' as const,
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  };
}

function pageOf(status: number, bytes: Buffer, headers: Record<string, unknown>): Page {
  const { location } = headers;
  const body = bytes.toString();
  return {
    bytes,
    status,
    html: body,
    get text() {
      return plainText(body);
    },
    get title() {
      return textOf(body, 'title');
    },
    location: typeof location === 'string' ? location : undefined,
    headers,
    json: <T>() => JSON.parse(body) as T,
  };
}

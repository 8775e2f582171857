import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { uuidv7 } from 'uuidv7';
import { parse } from 'yaml';
import { DeviceKeys } from '../../src/devices/device-keys.service.js';
import { DEVICE_SCOPES, type DeviceScope } from '../../src/devices/device-scopes.js';
import { SYSTEM_ACTOR } from '../../src/platform/database/command.js';
import { projectRoot } from '../../src/platform/settings/paths.js';
import type { AppWorld } from './world.js';

interface Operation {
  readonly responses: Record<string, { $ref?: string; content?: { 'application/json': { schema: object } } }>;
}

interface Promised {
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly responses: Record<string, { content: { 'application/json': { schema: object } } }> };
}

export interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

const promised = parse(readFileSync(join(projectRoot, 'src/api/openapi.yaml'), 'utf8')) as Promised;
const ajv = new Ajv2020({ strict: false, allErrors: true });
addFormats.default(ajv);
ajv.addSchema({ $id: 'https://desk/openapi', ...promised });

/** A key for a machine of the store, as the command line issues it. */
export function issueKey(
  world: AppWorld,
  storeId: string,
  name = 'till-1',
  scopes: readonly DeviceScope[] = DEVICE_SCOPES,
): Promise<string> {
  const command = {
    storeId,
    kind: 'devices.issueKey',
    actorId: SYSTEM_ACTOR,
    terminalId: null,
    businessDate: null,
    key: uuidv7(),
    input: name,
  };
  return world.get(DeviceKeys).issue(command, name, scopes);
}

/** A till that speaks to the API. Whatever it is answered must be what openapi.yaml promises, or the story fails. */
export class Till {
  constructor(
    private readonly world: AppWorld,
    private readonly key: string | undefined,
  ) {}

  get(path: string): Promise<Reply> {
    return this.send('GET', path);
  }

  /** `idempotencyKey` null sends none. */
  post(path: string, body: unknown, idempotencyKey: string | null = uuidv7()): Promise<Reply> {
    return this.send('POST', path, body, idempotencyKey);
  }

  private async send(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    idempotencyKey: string | null = null,
  ): Promise<Reply> {
    const reply = await this.world.app.inject({
      method,
      url: `/api/v1${path}`,
      headers: {
        host: '127.0.0.1:3000',
        ...(this.key === undefined ? {} : { authorization: `Bearer ${this.key}` }),
        ...(idempotencyKey === null ? {} : { 'idempotency-key': idempotencyKey }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { payload: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const answer: Record<string, unknown> = reply.json();
    assertPromised(method, path, reply.statusCode, answer);
    return { status: reply.statusCode, body: answer };
  }
}

function assertPromised(method: string, path: string, status: number, body: unknown): void {
  const [plain = ''] = path.split('?');
  const template = Object.keys(promised.paths).find((known) =>
    new RegExp(`^${known.replace(/\{\w+\}/g, '[^/]+')}$`).test(plain),
  );
  const response = template && promised.paths[template]?.[method.toLowerCase()]?.responses[String(status)];
  assert(response, `${method} ${plain} answered ${status}, which openapi.yaml does not name: ${JSON.stringify(body)}`);
  const named = response.$ref?.split('/').at(-1);
  const schema =
    named === undefined
      ? response.content?.['application/json'].schema
      : promised.components.responses[named]?.content['application/json'].schema;
  assert(schema, `${method} ${plain} ${status} has no schema`);
  const validate = ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://desk/openapi#/')) as object,
  );
  assert(validate(body), `${method} ${plain} ${status}: ${ajv.errorsText(validate.errors)} in ${JSON.stringify(body)}`);
}

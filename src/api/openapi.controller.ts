import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Controller, Get } from '@nestjs/common';
import { Public } from '../platform/http/access.js';
import { type Answer, file } from '../platform/http/page-result.js';
import { projectRoot } from '../platform/settings/paths.js';

const document = readFileSync(join(projectRoot, 'src/api/openapi.yaml'), 'utf8');

/** What the interface promises, for whoever programs a till. */
@Controller('api/v1/openapi.yaml')
@Public()
export class OpenapiController {
  @Get()
  show(): Answer {
    return file('openapi.yaml', 'application/yaml; charset=utf-8', document, true);
  }
}

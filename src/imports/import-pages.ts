import { Inject, Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { DomainError } from '../kernel/domain-error.js';
import { Reader } from '../platform/database/reader.js';
import { page, type PageAnswer } from '../platform/http/page-result.js';
import type { FormProblem } from '../platform/http/submit.js';
import { SETTINGS } from '../platform/settings/settings.module.js';
import type { Settings } from '../platform/settings/settings.js';
import type { DeskContext } from '../staff/desk-context.js';
import { ImportRunner } from './import-runner.js';
import { ImportsPresenter } from './imports.presenter.js';
import { ImportsQueries } from './imports.queries.js';
import { sampleFiles } from './samples/sample-files.js';
import { SignOpening } from './sign-opening.js';
import { SignValues } from './sign-values.js';
import { WithdrawOpening } from './withdraw-opening.js';

/** The two pages of imports, filled from the books. */
@Injectable()
export class ImportPages {
  constructor(
    private readonly reader: Reader,
    private readonly queries: ImportsQueries,
    private readonly runner: ImportRunner,
    private readonly opening: SignOpening,
    private readonly values: SignValues,
    private readonly withdrawals: WithdrawOpening,
    private readonly presenter: ImportsPresenter,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  async list(desk: DeskContext, problem?: FormProblem): Promise<PageAnswer> {
    const form = { action: '/imports', requestKey: uuidv7(), values: { kind: 'MEMBERS' }, errors: {}, ...problem };
    const batches = await this.queries.recent(this.reader, desk.store.id);
    const model = this.presenter.list(desk, {
      form,
      batches,
      samples: this.settings.demo ? Object.keys(sampleFiles) : [],
    });
    return page('imports/list', model, { titleKey: 'imports.title' });
  }

  async batch(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const batch = await this.queries.find(this.reader, desk.store.id, id);
    if (!batch) throw new DomainError('page.notFound');
    const form = (step: string) => ({
      action: `/imports/${id}/${step}`,
      requestKey: uuidv7(),
      values: {},
      errors: {},
      ...problem,
    });
    const forms = {
      confirmation: form('confirmation'),
      discard: form('discard'),
      signature: form('signature'),
      values: form('values-signature'),
      withdrawal: form('withdrawal'),
    };
    const totals = await this.opening.totals(id);
    const values = {
      totals: await this.values.totals(this.reader, id),
      signature: await this.values.signature(this.reader, id),
      withdrawn: await this.withdrawals.of(this.reader, id),
    };
    const model = this.presenter.show(desk, { batch, forms, totals, values, progress: this.runner.progressOf(id) });
    return page('imports/show', model, { titleKey: 'imports.title' });
  }
}

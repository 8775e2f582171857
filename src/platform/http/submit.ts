import { Injectable } from '@nestjs/common';
import type { ClassConstructor } from 'class-transformer';
import { I18n } from '../i18n/i18n.js';
import type { Locale } from '../i18n/locale.js';
import type { FormModel } from '../views/form-model.js';
import { ErrorStatuses } from './error-statuses.js';
import { faultsOf, readForm, typedValues } from './form-input.js';
import { type Answer, PageAnswer } from './page-result.js';

export interface Submission<Dto extends object, Result> {
  readonly locale: Locale;
  readonly body: unknown;
  readonly dto: ClassConstructor<Dto>;
  /** The one service method. */
  act(form: Dto): Promise<Result>;
  /** Where the result is shown. */
  done(result: Result, form: Dto): Answer;
  /** The same form again, with what was typed and what is wrong. */
  again(problem: FormProblem): Promise<Answer> | Answer;
}

/** What is wrong with a form, in finished sentences by field; `''` speaks for the whole form. */
export type FormProblem = Pick<FormModel, 'values' | 'errors'> & { readonly codes: readonly string[] };

/** Post, redirect, get: an act that succeeds redirects; one that is refused shows the same form with what was typed. */
@Injectable()
export class Submit {
  constructor(
    private readonly i18n: I18n,
    private readonly statuses: ErrorStatuses,
  ) {}

  async run<Dto extends object, Result>(submission: Submission<Dto, Result>): Promise<Answer> {
    try {
      const form = readForm(submission.dto, submission.body);
      return submission.done(await submission.act(form), form);
    } catch (error) {
      const faults = faultsOf(error);
      if (!faults) throw error;
      const { locale, body } = submission;
      const errors = Object.fromEntries(
        faults.map(({ field, code, params }) => [field, this.i18n.t(locale, `error.${code}`, params)]),
      );
      const codes = faults.map(({ code }) => code);
      const answer = await submission.again({ values: typedValues(body), errors, codes });
      return answer instanceof PageAnswer ? this.withStatus(answer, codes) : answer;
    }
  }

  private withStatus({ view, model, options }: PageAnswer, codes: readonly string[]): PageAnswer {
    const [first = ''] = codes;
    return new PageAnswer(view, model, { ...options, status: codes.length === 1 ? this.statuses.of(first) : 422 });
  }
}

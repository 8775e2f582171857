import { Injectable } from '@nestjs/common';
import type { ImportError } from '../platform/files/import-reader.js';
import { I18n } from '../platform/i18n/i18n.js';
import type { Locale } from '../platform/i18n/locale.js';
import type { FormModel } from '../platform/views/form-model.js';
import { dateTime, points } from '../platform/views/format.js';
import type { Tone } from '../platform/views/layout-model.js';
import type { DeskContext } from '../staff/desk-context.js';
import { mayDo } from '../staff/permissions.js';
import { IMPORT_KINDS } from './import-kind.js';
import type { Progress } from './import-runner.js';
import type { BatchRow, ImportState } from './imports.queries.js';
import { openingCard, type ValuesShown, valuesCard } from './signing-cards.js';

interface Shown {
  readonly batch: BatchRow;
  readonly forms: {
    readonly confirmation: FormModel;
    readonly discard: FormModel;
    readonly signature: FormModel;
    readonly values: FormModel;
    readonly withdrawal: FormModel;
  };
  readonly values: ValuesShown;
  readonly totals: { readonly members: number; readonly points: number };
  readonly progress: Progress | undefined;
}

/** Errors a page lists; more than that is a file to be made again. */
const LISTED = 200;

const tones: Record<ImportState | 'RUNNING', Tone> = {
  CHECKED: 'info',
  RUNNING: 'info',
  DONE: 'ok',
  FAILED: 'bad',
  DISCARDED: 'plain',
  WITHDRAWN: 'plain',
};

/** Writes the pages of imports. */
@Injectable()
export class ImportsPresenter {
  constructor(private readonly i18n: I18n) {}

  list(
    desk: DeskContext,
    { form, batches, samples }: { form: FormModel; batches: readonly BatchRow[]; samples: readonly string[] },
  ): object {
    const say = this.sayer(desk.locale);
    return {
      form,
      canRun: mayDo(desk.person.roles, 'imports.run'),
      kinds: IMPORT_KINDS.map((kind) => ({
        value: kind,
        label: say(`imports.kind.${kind}`),
        note: say(`imports.kindNote.${kind}`),
      })),
      samples: samples.map((name) => ({
        text: say(`imports.samples.${name.replace('.csv', '')}`),
        href: `/imports/samples/${name}`,
        badge: undefined,
        aside: name,
      })),
      columns: ['file', 'kind', 'rows', 'state', 'by'].map((name) => ({
        label: say(`imports.column.${name}`),
        ...(name === 'rows' ? { align: 'end' } : {}),
      })),
      rows: batches.map((batch) => ({
        cells: [
          { text: batch.fileName, href: `/imports/${batch.id}`, note: dateTime(batch.createdAt) },
          { text: say(`imports.kind.${batch.kind}`) },
          { text: points(batch.rowCount) },
          { text: '', badge: this.badge(desk.locale, batch.state) },
          { text: batch.byName },
        ],
      })),
    };
  }

  show(desk: DeskContext, { batch, forms, totals, values, progress }: Shown): object {
    const say = this.sayer(desk.locale);
    const may = mayDo(desk.person.roles, 'imports.run');
    const waiting = batch.state === 'CHECKED' && progress === undefined;
    return {
      forms,
      fileName: batch.fileName,
      badges: [this.badge(desk.locale, progress ? 'RUNNING' : batch.state)],
      figures: this.figures(desk.locale, batch),
      progress: progress && {
        ...progress,
        text: say('imports.progress.text', { done: points(progress.done), total: points(progress.total) }),
      },
      self: `/imports/${batch.id}`,
      canConfirm: waiting && batch.errorCount === 0 && may,
      canDiscard: waiting && may,
      mustFix: waiting && batch.errorCount > 0,
      failed:
        batch.state === 'FAILED' ? say('imports.failed', { line: batch.findings.errors[0]?.line ?? 0 }) : undefined,
      withdrawn:
        values.withdrawn &&
        say(`imports.withdrawal.done.${batch.kind}`, {
          ...values.withdrawn,
          at: dateTime(values.withdrawn.at),
        }),
      errors: this.findings(desk.locale, batch.findings.errors),
      errorsMore:
        batch.errorCount > LISTED
          ? say('imports.errors.more', { n: LISTED, total: points(batch.errorCount) })
          : undefined,
      warnings: this.findings(desk.locale, batch.findings.warnings),
      findingColumns: ['line', 'field', 'problem', 'value'].map((name) => ({ label: say(`imports.column.${name}`) })),
      previewColumns: ['a', 'b', 'c', 'd', 'e'].map((name) => ({
        label: say(`imports.preview.${batch.kind}.${name}`),
      })),
      preview: this.preview(desk.locale, batch),
      opening: openingCard(say, desk, batch, totals),
      values: valuesCard(say, desk, batch, values),
    };
  }

  private figures(locale: Locale, { rowCount, errorCount, warningCount, result }: BatchRow): object[] {
    const say = this.sayer(locale);
    const checked = [
      { label: say('imports.count.rows'), value: points(rowCount) },
      { label: say('imports.count.errors'), value: points(errorCount) },
      { label: say('imports.count.warnings'), value: points(warningCount) },
    ];
    const taken = Object.entries(result ?? {}).map(([name, count]) => ({
      label: say(`imports.result.${name}`),
      value: points(count),
    }));
    return [...checked, ...taken];
  }

  private findings(locale: Locale, found: readonly ImportError[]): object[] {
    return found.slice(0, LISTED).map(({ line, column, code, params, value }) => ({
      cells: [
        { text: String(line) },
        { text: column },
        { text: this.i18n.t(locale, `error.${code}`, params) },
        { text: value, tone: 'muted' },
      ],
    }));
  }

  private preview(locale: Locale, { kind, preview }: BatchRow): object[] {
    const tier = (text: string, column: number) =>
      kind === 'MEMBERS' && column === 3 ? this.i18n.t(locale, `members.tier.${text}`) : text;
    return preview.map((cells) => ({ cells: cells.map((text, column) => ({ text: tier(text, column) })) }));
  }

  private badge(locale: Locale, state: ImportState | 'RUNNING'): { text: string; tone: Tone } {
    return { text: this.i18n.t(locale, `imports.state.${state}`), tone: tones[state] };
  }

  private sayer(locale: Locale) {
    return (key: string, params?: Readonly<Record<string, string | number>>) => this.i18n.t(locale, key, params);
  }
}

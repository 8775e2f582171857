import type { ExportColumn } from '../platform/files/export-table.js';
import { type Sheet, sheetOf } from '../platform/files/xlsx-file.js';
import { dateTime } from '../platform/views/format.js';
import type { LotRow } from '../stored-value/lots.js';
import type { StatementSheet } from './statement-pages.js';

export type Say = (key: string, params?: Readonly<Record<string, string | number>>) => string;

interface Words {
  readonly say: Say;
  /** What a posting is to the guest. */
  readonly what: (kind: string) => string;
  /** Last row of every sheet. */
  readonly mark: (rowCount: number) => string;
}

type PointsLine = StatementSheet['statement']['lines'][number];
type ValueLine = StatementSheet['value']['lines'][number];

/** Points, what moved of the stored value, and what is left of each top-up: the page, sheet by sheet. */
export function statementWorkbook({ statement, value, topUps }: StatementSheet, words: Words): Sheet[] {
  const { say, mark: watermark } = words;
  const sheet = <Row>(key: string, rows: readonly Row[], columns: readonly ExportColumn<Row>[]) =>
    sheetOf({ rows, columns, watermark }, say(key));
  return [
    sheet('statements.points', statement.lines, pointColumns(words)),
    sheet('statements.value.title', value.lines, valueColumns(words)),
    sheet('statements.value.topUps', topUps, topUpColumns(words)),
  ];
}

function pointColumns(words: Words): ExportColumn<PointsLine>[] {
  const { say } = words;
  return [
    ...actColumns<PointsLine>(words),
    { header: say('statements.column.change'), kind: 'count', value: ({ movement }) => movement.points },
    { header: say('statements.column.balance'), kind: 'count', value: ({ balance }) => balance },
    { header: say('statements.column.expires'), kind: 'text', value: ({ movement }) => movement.expiresOn },
  ];
}

function valueColumns(words: Words): ExportColumn<ValueLine>[] {
  const { say } = words;
  return [
    ...actColumns<ValueLine>(words),
    { header: say('statements.value.principal'), kind: 'fen', value: ({ movement }) => movement.principalFen },
    { header: say('statements.value.bonus'), kind: 'fen', value: ({ movement }) => movement.bonusFen },
    { header: say('statements.column.balance'), kind: 'fen', value: ({ balance }) => balance },
  ];
}

function actColumns<Row extends PointsLine | ValueLine>({ say, what }: Words): ExportColumn<Row>[] {
  return [
    { header: say('statements.column.when'), kind: 'text', value: ({ movement }) => dateTime(movement.at) },
    { header: say('statements.column.what'), kind: 'text', value: ({ movement }) => what(movement.kind) },
    { header: say('statements.column.document'), kind: 'code', value: ({ movement }) => movement.documentNo },
  ];
}

function topUpColumns({ say }: Words): ExportColumn<LotRow>[] {
  return [
    { header: say('statements.column.document'), kind: 'code', value: ({ documentNo }) => documentNo },
    { header: say('statements.column.when'), kind: 'text', value: ({ paidAt }) => dateTime(paidAt) },
    { header: say('statements.value.principal'), kind: 'fen', value: ({ principalFen }) => principalFen },
    { header: say('statements.value.bonus'), kind: 'fen', value: ({ bonusFen }) => bonusFen },
    {
      header: say('statements.column.balance'),
      kind: 'fen',
      value: ({ principalLeft, bonusLeft }) => principalLeft + bonusLeft,
    },
  ];
}

import { Injectable } from '@nestjs/common';
import { Reader } from '../../platform/database/reader.js';
import { leafOf } from '../../platform/views/leaf.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { BirthdayTasks, MISSED_DAYS } from '../birthday-tasks.js';
import { BirthdayQueries } from '../birthday.queries.js';
import { BirthdayWaiting } from './birthday-waiting.js';
import { BirthdayWords } from './birthday-words.js';

/** Everything of the duty that waits: what the desk shows the first lines of, who is to be called, whom to wish well today. */
@Injectable()
export class BirthdayTodoPresenter {
  constructor(
    private readonly words: BirthdayWords,
    private readonly waiting: BirthdayWaiting,
    private readonly tasks: BirthdayTasks,
    private readonly queries: BirthdayQueries,
    private readonly reader: Reader,
  ) {}

  async show(desk: DeskContext, skip: number): Promise<object> {
    const night = await this.waiting.night(desk);
    const scope = this.waiting.scope(desk, night.policy);
    const wanted = await this.tasks.toCall(this.reader, scope);
    const ungreeted = await this.tasks.toGreet(this.reader, scope);
    const missed = await this.tasks.missedGreetings(this.reader, scope);
    const { rows, leaf } = leafOf(wanted.slice(skip), skip, (from) => `/birthdays/todo?from=${from}`);
    const table = async (ids: readonly string[]) =>
      this.words.table(await this.queries.byIds(this.reader, desk.store.id, ids), desk, night.policy, true);
    return {
      leaf,
      menu: this.words.menu(desk, 'todo'),
      duties: await this.waiting.lines(desk, night),
      calls: String(wanted.length),
      toCall: await table(rows),
      greetings: String(ungreeted.length),
      toGreet: await table(ungreeted),
      missed: missed.length > 0 ? await table(missed) : undefined,
      missedTitle: this.words.say(desk.locale, 'todo.missed', { n: MISSED_DAYS }),
      missedCount: String(missed.length),
    };
  }
}

import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../../platform/database/reader.js';
import { page, type PageAnswer } from '../../platform/http/page-result.js';
import type { FormProblem } from '../../platform/http/submit.js';
import { dateTime } from '../../platform/views/format.js';
import { emptyForm, type FormModel } from '../../platform/views/form-model.js';
import type { DeskContext } from '../../staff/desk-context.js';
import { mayDo } from '../../staff/permissions.js';
import { SafeContents } from '../../venue/safe-contents.js';
import { DomainError } from '../../kernel/domain-error.js';
import { ALARMS } from '../morning.service.js';
import { closerOf, deskEnd, deskEnds, liveSeal, type SealRow, stepsOf } from '../night-rows.js';
import { NightPresenter } from './night.presenter.js';

export type NightStep = 'match' | 'seal' | 'accept' | 'alarm' | 'clear';

export interface WrongNight {
  readonly step: NightStep;
  readonly problem: FormProblem;
}

/** What is to be done at one desk now: match, seal, read the seal, or clear what was broken. */
@Injectable()
export class NightDeskPage {
  constructor(
    private readonly safe: SafeContents,
    private readonly present: NightPresenter,
    private readonly reader: Reader,
  ) {}

  /** Throws `page.notFound` for another store's desk. */
  async page(desk: DeskContext, deskId: string, wrong?: WrongNight): Promise<PageAnswer> {
    const own = await this.reader.one<{ name: string }>('SELECT name FROM desk WHERE id = ? AND store_id = ?', [
      deskId,
      desk.store.id,
    ]);
    if (!own) throw new DomainError('page.notFound');
    const live = await liveSeal(this.reader, deskId);
    const rest = live !== undefined && live.state !== 'MATCHED';
    const model = {
      name: own.name,
      badges: live ? [{ text: live.businessDate, tone: 'plain' }, this.present.badge(desk.locale, live.state)] : [],
      closed: desk.businessDate === null,
      morning:
        live?.state === 'SEALED' || live?.state === 'CLEARED' ? await this.morning(desk, live, wrong) : undefined,
      clear: live?.state === 'BROKEN' ? this.clear(desk, live, wrong) : undefined,
      ...(rest
        ? { match: undefined, seal: undefined, ended: undefined }
        : await this.evening(desk, deskId, live, wrong)),
    };
    return page('night/desk', model, { titleKey: 'night.title' });
  }

  private async evening(desk: DeskContext, deskId: string, live: SealRow | undefined, wrong?: WrongNight) {
    const { locale, store, businessDate } = desk;
    const none = { match: undefined, seal: undefined, ended: undefined };
    if (businessDate === null) return none;
    const worked = (await deskEnds(this.reader, store.id, businessDate)).some((end) => end.deskId === deskId);
    if (!worked) return { ...none, ended: this.present.text(locale, 'error.night.noShift') };
    const { end, night } = await deskEnd(this.reader, { storeId: store.id, deskId, businessDate });
    if (end.sealed === 1) return { ...none, ended: this.present.say(locale, 'state.ACCEPTED') };
    if (end.open > 0)
      return { ...none, ended: this.present.text(locale, 'error.night.shiftOpen', { count: end.open }) };
    const piles = this.present.lines(locale, await this.safe.piles(this.reader, night));
    const open = await this.safe.obstacles(this.reader, night);
    const match = {
      ...piles,
      form: this.form(`/night/desks/${deskId}/match`, 'match', wrong, { verdict: 'NONE' }),
      verdicts: ['NONE', 'PROBLEM'].map((value) => ({ value, label: this.present.say(locale, `match.${value}`) })),
      standsIn: closerOf(end) !== desk.person.id,
      clerk: end.clerkName,
      obstacles: open.map(({ key, params, href = '/night' }) => ({
        href,
        text: this.present.text(locale, key, params),
        badge: undefined,
        aside: '',
      })),
    };
    if (!live) return { ...none, match };
    const [matched] = (await stepsOf(this.reader, [live.id])).slice(-1);
    const seal = {
      ...this.present.lines(locale, await this.safe.contents(this.reader, night)),
      form: this.form(`/night/seals/${live.id}/seal`, 'seal', wrong),
      matchedBy: matched
        ? this.present.say(locale, 'seal.matchedBy', { name: matched.byName, time: dateTime(matched.at) })
        : '',
      problem: matched?.problem ?? undefined,
    };
    return { match, seal, ended: undefined };
  }

  /** Two people read; what should stand there is not on the page. */
  private async morning({ locale }: DeskContext, live: SealRow, wrong?: WrongNight) {
    const steps = await stepsOf(this.reader, [live.id]);
    const put = steps.find(({ action }) => action === 'seal');
    const cleared = steps.find(({ action }) => action === 'clear');
    const kept: { blanks: { key: string; label?: { key: string; params?: Record<string, string | number> } }[] } =
      JSON.parse(put?.figures ?? '{"blanks":[]}');
    return {
      night: this.present.say(locale, 'morning.night', { date: live.businessDate }),
      form: this.form(`/night/seals/${live.id}/acceptance`, 'accept', wrong),
      blanks: kept.blanks.map(({ key, label }) => ({
        name: `blank-${key}`,
        label: this.present.say(locale, 'morning.blank', {
          book: label ? this.present.text(locale, label.key, label.params) : key,
        }),
      })),
      cleared: cleared && this.present.say(locale, 'morning.cleared', { reason: cleared.problem ?? '' }),
      alarm: this.form(`/night/seals/${live.id}/alarm`, 'alarm', wrong),
      alarms: ALARMS.map((value) => ({ value, label: this.present.say(locale, `morning.${value}`) })),
    };
  }

  private clear({ person }: DeskContext, live: SealRow, wrong?: WrongNight) {
    return {
      may: mayDo(person.roles, 'night.clear'),
      form: this.form(`/night/seals/${live.id}/clearance`, 'clear', wrong),
      href: `/night/seals/${live.id}`,
    };
  }

  private form(action: string, step: NightStep, wrong?: WrongNight, values: Record<string, string> = {}): FormModel {
    const form = emptyForm(action, uuidv7(), values);
    return wrong?.step === step ? { ...form, ...wrong.problem } : form;
  }
}

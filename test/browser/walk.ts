import type { Locale } from '../../src/platform/i18n/locale.js';
import type { Hands } from './keyboard.js';

export interface Evening {
  readonly locale: Locale;
  readonly staffNo: string;
  readonly password: string;
  readonly name: string;
  readonly phone: string;
  readonly cardNo: string;
  /** Pushed by the till: 1,186 yuan in cash, 118 points. */
  readonly slipNo: string;
  /** On paper only. */
  readonly paperNo: string;
}

/** Inputs a job took after the guest spoke. */
export interface Used {
  readonly credit: number;
  readonly redeem: number;
}

/** Called on each page of the walk. */
type Look = (page: string) => Promise<void>;

/** The one box. */
const box = '[name=q]';
const copies = { 'zh-CN': ['客户联', '商户联'], en: ['Customer copy', 'Merchant copy'] };
const confirmation = /\/points\/confirmations\//;

/** From the sign-in to the statement, as the clerk does it on the evening a guest joins. */
export async function walk(hands: Hands, evening: Evening, look: Look): Promise<Used> {
  await signIn(hands, evening, look);
  await enrol(hands, evening, look);
  await findInTheBox(hands, evening, look);
  const credit = await creditPushed(hands, evening, look);
  await printBoth(hands, evening, look);
  await creditPaper(hands, evening, look);
  const redeem = await redeemGift(hands, evening, look);
  await readStatement(hands, evening, look);
  return { credit, redeem };
}

async function signIn(hands: Hands, { locale, staffNo, password }: Evening, look: Look): Promise<void> {
  const { page } = hands;
  if (locale === 'en') {
    await hands.reach('.menu summary');
    await page.keyboard.press('Enter');
    await hands.take('.menu [name=locale][value=en]', /\/sign-in/);
    await page.locator('html[lang=en]').waitFor();
  }
  await look('sign-in');
  await hands.type(staffNo, '[name=staffNo]');
  await hands.type(password, '[name=password]');
  await hands.enter(/:\d+\/$/);
  await look('desk');
}

async function enrol(hands: Hands, { name, phone, cardNo }: Evening, look: Look): Promise<void> {
  await hands.use('F6', /\/enrolments$/);
  await look('offer');
  await hands.take('form:has([name=kind][value=MEMBER]) button', /\/enrolments\/[0-9a-f-]{36}$/);
  await hands.tick('privacy');
  await hands.choose('charterWay', 'PAPER');
  await hands.tick('charterSigned');
  await hands.choose('adult', 'PLAINLY_ADULT');
  await hands.type(name, '[name=name]');
  await hands.type(phone, '[name=phone]');
  await hands.type('3-14', '[name=birthday]');
  await hands.choose('tender', 'CASH');
  await hands.type('300', '[name=received]');
  await hands.tick('reviewed');
  await look('enrol');
  await hands.type(cardNo, '[name=cardNo]');
  await hands.enter(/\/enrolments\/done\//);
  await expectText(hands, '100.00');
  await look('activated');
}

async function findInTheBox(hands: Hands, { phone }: Evening, look: Look): Promise<void> {
  await hands.use('F1', /:\d+\/$/);
  await hands.type(phone.slice(-4), box);
  await hands.enter(/\/members\/[0-9a-f-]{36}$/);
  await look('member');
}

/** The guest has a card, the till has pushed the slip. Returns the inputs it took. */
async function creditPushed(hands: Hands, { cardNo, slipNo }: Evening, look: Look): Promise<number> {
  await hands.use('F1', /:\d+\/$/);
  await hands.use('F3', /\/points$/);
  await look('points');
  hands.guestSpeaks();
  await hands.swipe(cardNo, /\/points\/credit\//);
  await look('credit');
  await hands.type(slipNo, '[name=slipNo]');
  await hands.enter(confirmation);
  const used = hands.count;
  await expectText(hands, '+118');
  await look('confirmation');
  return used;
}

/** Both copies on paper, and back to the desk. */
async function printBoth(hands: Hands, { locale }: Evening, look: Look): Promise<void> {
  await hands.use('Enter', /\/documents\/[0-9a-f-]{36}\/paper/);
  for (const name of copies[locale]) await expectText(hands, name);
  await look('copies');
  await hands.use('Esc', /:\d+\/$/);
}

/** A paper slip: the same page, with the room and the amount. */
async function creditPaper(hands: Hands, { phone, paperNo }: Evening, look: Look): Promise<void> {
  await hands.type(phone.slice(-4), box);
  await hands.enter(/\/members\//);
  await hands.use('F3', /\/points\/credit\//);
  await hands.type(paperNo, '[name=slipNo]');
  await hands.type('K12', '[name=roomNo]');
  await hands.type('320', '[name=amount]');
  await hands.enter(confirmation);
  await expectText(hands, '+32');
  await look('paper confirmation');
}

async function redeemGift(hands: Hands, { cardNo }: Evening, look: Look): Promise<number> {
  await hands.use('F4', /\/redeem$/);
  await look('redeem');
  hands.guestSpeaks();
  await hands.swipe(cardNo, /\/redeem\/[0-9a-f-]{36}$/);
  await look('pick');
  await hands.take('main a.button[href^="/redeem/"]', /\/redeem\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
  await look('how many');
  await hands.reach('[name=quantity]');
  await hands.enter(/\/redemptions\//);
  await expectText(hands, 'DH20261120-');
  await look('redeemed');
  return hands.count;
}

/** 118 and 32 came, 100 went. */
async function readStatement(hands: Hands, { phone }: Evening, look: Look): Promise<void> {
  await hands.use('F1', /:\d+\/$/);
  await hands.type(phone.slice(-4), box);
  await hands.enter(/\/members\//);
  await hands.take('main a[href^="/statements/"]', /\/statements\//);
  for (const moved of ['+118', '+32', 'DH20261120-']) await expectText(hands, moved);
  await hands.page.locator('.totals-result dd', { hasText: /^50$/ }).waitFor();
  await look('statement');
}

async function expectText({ page }: Hands, text: string): Promise<void> {
  await page.locator('main', { hasText: text }).first().waitFor();
}

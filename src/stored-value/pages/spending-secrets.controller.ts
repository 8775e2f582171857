import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CardLookup } from '../../cards/card-lookup.js';
import { DomainError } from '../../kernel/domain-error.js';
import { MemberStrips } from '../../members/member-strip.js';
import { Reader } from '../../platform/database/reader.js';
import { type Answer, page, seeOther } from '../../platform/http/page-result.js';
import { type FormProblem, Submit } from '../../platform/http/submit.js';
import { Allow, Desk, type DeskContext } from '../../staff/desk-context.js';
import { SpendingSecrets } from '../spending-secrets.js';
import { ValueDesk } from '../value-desk.js';
import { TopUpPresenter } from './top-up.presenter.js';
import { SecretForm } from './value.dto.js';

/** 消费密码: set, changed, or set again when it was forgotten. */
@Controller('spending-secrets')
@Allow('storedValue.setSecret')
export class SpendingSecretsController {
  constructor(
    private readonly desks: ValueDesk,
    private readonly secrets: SpendingSecrets,
    private readonly cards: CardLookup,
    private readonly strips: MemberStrips,
    private readonly presenter: TopUpPresenter,
    private readonly reader: Reader,
    private readonly submit: Submit,
  ) {}

  @Get(':membershipId')
  form(@Desk() desk: DeskContext, @Param('membershipId') membershipId: string): Promise<Answer> {
    return this.show(desk, membershipId, { values: {}, errors: {}, codes: [] });
  }

  @Post(':membershipId')
  set(@Desk() desk: DeskContext, @Param('membershipId') membershipId: string, @Body() body: unknown): Promise<Answer> {
    return this.submit.run({
      locale: desk.locale,
      body,
      dto: SecretForm,
      act: ({ requestKey, ...typed }) => this.desks.setSecret(desk, requestKey, { membershipId, ...typed }),
      done: () => seeOther(`/members/${membershipId}`, { tone: 'ok', key: 'value.secret.done' }),
      again: (problem) => this.show(desk, membershipId, problem),
    });
  }

  private async show(desk: DeskContext, membershipId: string, { values, errors }: FormProblem): Promise<Answer> {
    const holder = await this.cards.byMembership(this.reader, membershipId);
    if (!holder || holder.closedAt !== null) throw new DomainError('page.notFound');
    const { idType = 'RESIDENT_ID', idNumber = '' } = values;
    const model = {
      member: await this.strips.strip(this.reader, holder, desk.locale),
      form: { errors, values: { idType, idNumber }, action: `/spending-secrets/${membershipId}`, requestKey: uuidv7() },
      isSet: await this.secrets.isSet(this.reader, membershipId),
      documents: this.presenter.documents(desk.locale),
      back: `/members/${membershipId}`,
    };
    return page('value/secret', model, { titleKey: 'value.secret.title' });
  }
}

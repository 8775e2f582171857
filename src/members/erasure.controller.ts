import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { Reader } from '../platform/database/reader.js';
import { fieldsOf } from '../platform/http/form-input.js';
import { KeyedForm } from '../platform/http/keyed-form.js';
import { type Answer, page, type PageAnswer, seeOther } from '../platform/http/page-result.js';
import { type FormProblem, Submit } from '../platform/http/submit.js';
import { emptyForm } from '../platform/views/form-model.js';
import { coSignOf } from '../staff/approvals/co-sign-input.js';
import { Allow, Desk, type DeskContext } from '../staff/desk-context.js';
import { ErasureService } from './erasure.service.js';
import { MemberStrips } from './member-strip.js';

/** 删除个人信息, on a page of its own that says what stands in the way and what will be gone. */
@Controller('members/:id/erasure')
export class ErasureController {
  constructor(
    private readonly reader: Reader,
    private readonly erasure: ErasureService,
    private readonly strips: MemberStrips,
    private readonly submit: Submit,
  ) {}

  @Get()
  @Allow('members.erase')
  show(@Desk() desk: DeskContext, @Param('id') id: string): Promise<PageAnswer> {
    return this.page(desk, id);
  }

  @Post()
  @Allow('members.erase')
  erase(@Desk() desk: DeskContext, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const wish = fieldsOf(body, ['reason', 'tail']);
    return this.submit.run({
      body,
      locale: desk.locale,
      dto: KeyedForm,
      act: ({ requestKey }) => this.erasure.erase(desk, requestKey, id, wish, coSignOf(body)),
      done: () => seeOther(`/members/${id}`, { tone: 'ok', key: 'members.erase.done' }),
      again: (problem) => this.page(desk, id, problem),
    });
  }

  private async page(desk: DeskContext, id: string, problem?: FormProblem): Promise<PageAnswer> {
    const { member, cardNo, open, ends } = await this.erasure.preview(desk, id);
    const action = `/members/${id}/erasure`;
    const model = {
      open: open.map((matter) => ({ ...matter, href: matter.href ?? action, badge: undefined, aside: undefined })),
      ends,
      member: await this.strips.strip(this.reader, { ...member, cardNo }, desk.locale),
      hasCard: cardNo !== null,
      form: { ...emptyForm(action, uuidv7()), ...problem },
      error: problem?.errors[''],
      back: `/members/${id}`,
    };
    return page('members/erase', model, { titleKey: 'members.erase.title' });
  }
}

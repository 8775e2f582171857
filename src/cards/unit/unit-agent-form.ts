import { IsOptional, MaxLength } from 'class-validator';
import { AtMost } from '../../platform/http/at-most.js';
import { KeyedForm } from '../../platform/http/keyed-form.js';

/** The company and who acts for it, as typed on every form of a company: the agent's document is seen each time. */
export class UnitAgentForm extends KeyedForm {
  @AtMost(200)
  unitName!: string;

  @MaxLength(40, { message: 'cards.unit.code' })
  creditCode!: string;

  @AtMost(80)
  agentName!: string;

  @MaxLength(24, { message: 'members.phone.invalid' })
  agentPhone!: string;

  @IsOptional()
  @MaxLength(24)
  agentDocumentType = '';

  @MaxLength(40, { message: 'members.id.shape' })
  agentDocument!: string;

  @IsOptional()
  @MaxLength(10, { message: 'date.invalid' })
  agentBirthDate = '';
}

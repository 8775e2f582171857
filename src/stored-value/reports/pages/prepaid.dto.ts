import { MaxLength } from 'class-validator';
import { KeyedForm } from '../../../platform/http/keyed-form.js';

export class PrepaidWorkbookForm extends KeyedForm {
  @MaxLength(20, { message: 'date.invalid' })
  from!: string;

  @MaxLength(20, { message: 'date.invalid' })
  to!: string;
}

import { Matches, MaxLength } from 'class-validator';

export class PrepaidWorkbookForm {
  @Matches(/^[0-9a-f-]{36}$/)
  requestKey!: string;

  @MaxLength(20, { message: 'date.invalid' })
  from!: string;

  @MaxLength(20, { message: 'date.invalid' })
  to!: string;
}

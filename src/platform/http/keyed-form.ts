import { Matches } from 'class-validator';

/** A form of one button, and the hidden half of every other one: the key made when it was shown, by which a second Enter is known. */
export class KeyedForm {
  @Matches(/^[0-9a-f-]{36}$/)
  requestKey!: string;
}

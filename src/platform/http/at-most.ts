import { MaxLength, type ValidationArguments } from 'class-validator';

/** A field of a form that holds at most `max` characters; whoever writes more is told both numbers. */
export const AtMost = (max: number): PropertyDecorator =>
  MaxLength(max, {
    // a form that lacks the field altogether is not too long
    message: ({ value }: ValidationArguments) => (typeof value === 'string' ? 'text.tooLong' : 'text.required'),
    context: { max },
  });

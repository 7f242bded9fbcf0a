import { CodedException, serverErrors, type CodedError } from '@dx/kernel';
import { ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';

/** Checks a body or a query against its class: 400 with one `1920` per wrong property, each with its path. */
export function makeValidationPipe(): ValidationPipe {
  return new ValidationPipe({
    transform: true,
    whitelist: true,
    forbidNonWhitelisted: true,
    // The lowest decorator of a property speaks first; the others say nothing new.
    stopAtFirstError: true,
    validationError: { target: false, value: false },
    exceptionFactory: (errors) => new CodedException(errors.flatMap((error) => toCodedErrors(error, ''))),
  });
}

function toCodedErrors(error: ValidationError, parent: string): CodedError[] {
  const path = parent === '' ? error.property : `${parent}.${error.property}`;
  const own = Object.entries(error.constraints ?? {}).map(([rule, message]) =>
    serverErrors.invalidInput({ path, reason: toReason(rule, message, error.property) }),
  );
  return [...own, ...(error.children ?? []).flatMap((child) => toCodedErrors(child, path))];
}

function toReason(rule: string, message: string, property: string): string {
  if (rule === 'whitelistValidation') return 'There is no such property.';
  const text = message.replace(`each value in ${property} `, 'Each value ').replace(new RegExp(`^${property} `), 'It ');
  return text.endsWith('.') ? text : `${text}.`;
}

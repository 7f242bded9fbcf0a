import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { ApiError } from '../api/api-error';

/** Tells that something was done. */
export function sayDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 4000, closeButtonProps: closeLabel() });
}

/** Tells why something was not done; coded errors with their code, so that they can be looked up. */
export function sayError(error: unknown): void {
  notifications.show({
    title: i18next.t('errors.title'),
    message: describeError(error),
    color: 'red',
    autoClose: 9000,
    closeButtonProps: closeLabel(),
  });
}

/** The text of an error for a reader. */
export function describeError(error: unknown): string {
  if (error instanceof ApiError) {
    return error.entries.map(({ code, message }) => (code === null ? message : `${message} (${code})`)).join('\n');
  }
  if (error instanceof TypeError) return i18next.t('errors.unreachable');
  return error instanceof Error ? error.message : String(error);
}

/** What the closing button of a message is called. */
export function closeLabel(): { readonly 'aria-label': string } {
  return { 'aria-label': i18next.t('common.close') };
}

import { isIP } from 'node:net';
import { CodedException, serverErrors } from '@dx/kernel';
import { AddressGuard } from './address-policy.js';
import type { AddressPolicy } from './address-policy.js';

/**
 * Refuses (1920) what can never be sent to: no http(s) URL, credentials in it, or an address that is not allowed. Names
 * are checked when a connection is made.
 */
export function checkUrl(text: string, policy: AddressPolicy): void {
  const refuse = (reason: string): never => {
    throw new CodedException(serverErrors.invalidInput({ path: 'url', reason }));
  };
  if (!URL.canParse(text)) refuse('It must be a URL.');
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') refuse('It must begin with https:// or http://.');
  if (url.username !== '' || url.password !== '') refuse('It must not contain credentials.');
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && !new AddressGuard(policy).allows(host, host)) {
    refuse('Its address is private or reserved; see WEBHOOK_ALLOW_HOSTS.');
  }
}

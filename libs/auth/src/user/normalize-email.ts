/** The form in which e-mails are stored and looked up: NFC, lower case, without blanks around it. */
export function normalizeEmail(email: string): string {
  return email.trim().normalize('NFC').toLowerCase();
}

/** Whether a text can be an e-mail: one `@`, a local part, a domain, no blanks or control characters. Only a message proves more. */
export function isEmail(email: string): boolean {
  return email.length <= 254 && /^[^\s@\u0000-\u001f\u007f]{1,64}@[^\s@\u0000-\u001f\u007f]{1,253}$/.test(email);
}

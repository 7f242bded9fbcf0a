/** What a client reads of a broken rule: the rule's own message or the plain one, with the field's path filled in. */
export function sentence(rule: { readonly message?: string }, path: string, field: string, plain: string): string {
  return (rule.message ?? plain).replaceAll('{path}', () => `${path}.${field}`);
}

import type { ConfigurationAnswer } from '../api/admin-api';

/** The methods that an endpoint answers, from what is creatable, editable and deletable. */
export function describeVerbs({ definition }: Pick<ConfigurationAnswer, 'definition'>): readonly string[] {
  const creatable = definition.fields.some(({ isCreatable }) => isCreatable === true);
  const editable = definition.fields.some(({ isEditable }) => isEditable === true);
  return [
    'GET',
    ...(creatable ? ['POST'] : []),
    ...(editable ? ['PATCH'] : []),
    ...(creatable || editable ? ['PUT'] : []),
    ...(definition.isDeletable === true ? ['DELETE'] : []),
  ];
}

import type { Json, Shape, ShapeField } from './read-shape';

/** What a form begins with: every member that must be there, as empty as it can be. */
export function startValue(shape: Shape): Json {
  switch (shape.kind) {
    case 'text':
      return '';
    case 'choice':
      return shape.options[0] ?? '';
    case 'number':
      return Math.max(shape.min ?? 0, 0);
    case 'switch':
      return false;
    case 'scalar':
      return '';
    case 'words':
    case 'list':
      return [];
    case 'group':
      return startFields(shape.fields);
    case 'variants': {
      const [first] = shape.variants;
      return first === undefined ? {} : { [shape.tag]: first.value, ...startFields(first.fields) };
    }
    case 'map':
    case 'json':
      return {};
  }
}

/** The members of an object that must be there. */
export function startFields(fields: readonly ShapeField[]): { readonly [key: string]: Json } {
  return Object.fromEntries(
    fields.filter(({ required }) => required).map(({ name, shape }) => [name, startValue(shape)]),
  );
}

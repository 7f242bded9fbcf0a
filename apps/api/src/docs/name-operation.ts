/** Names an operation of a controller: `ConfigurationsController.list` is `configurations-list`. */
export function nameOperation(controller: string, method: string): string {
  return `${toKebab(controller.replace(/Controller$/, ''))}-${toKebab(method)}`;
}

function toKebab(name: string): string {
  return name.replace(/([a-z\d])([A-Z])/g, '$1-$2').toLowerCase();
}

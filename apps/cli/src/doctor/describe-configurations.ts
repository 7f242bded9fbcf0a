import type { ConfigurationHealth } from '@dx/entity-configuration';
import { fail, type Finding, ok, warn } from './finding.js';

/** How the configurations are doing: what is served, what cannot be, and what is odd. */
export function describeConfigurations(health: ConfigurationHealth): readonly Finding[] {
  const warnings = health.problems.filter(({ severity }) => severity === 'warning');
  return [
    ok('endpoints', `${health.endpoints} active`),
    ...health.inactive.map(({ alias, reasons }) =>
      fail('endpoints', `${alias} is switched on but cannot be served: ${reasons.join('; ')}`, MEND),
    ),
    ...(warnings.length === 0
      ? []
      : [
          warn(
            'endpoints',
            `${warnings.length} oddities, first: ${warnings[0]?.alias} ${warnings[0]?.path}: ${warnings[0]?.message.trimEnd()}`,
            'See all of them: `config export` to a file, then `config validate` on it; or the Back Office.',
          ),
        ]),
  ];
}

const MEND = 'Correct the configuration, or switch it off (Back Office, or PATCH /back-office/configurations/{id}).';

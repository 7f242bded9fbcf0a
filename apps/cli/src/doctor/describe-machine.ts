import { type Finding, ok, warn } from './finding.js';

const NODE_MIN = [20, 19] as const;

/** The version of Node.js. */
export function describeMachine(version: string): readonly Finding[] {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const known = major > NODE_MIN[0] || (major === NODE_MIN[0] && minor >= NODE_MIN[1]);
  return [
    known
      ? ok('Node.js', version)
      : warn('Node.js', version, `Use ${NODE_MIN.join('.')} or newer; nothing older is tested.`),
  ];
}

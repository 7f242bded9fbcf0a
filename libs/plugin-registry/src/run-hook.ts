import { CodedException, serverErrors } from '@dx/kernel';
import { Logger } from '@nestjs/common';
import type { HookName } from './contract.js';
import type { LoadedPlugin } from './loaded-plugin.js';

const logger = new Logger('Plugin');

/**
 * Calls one hook under the plugin's time limit and failure rule. A coded error passes through; anything else, and a
 * call that takes too long, becomes `1980`, or is logged and forgotten for a plugin whose failures do not count.
 */
export async function runHook<T>(
  plugin: LoadedPlugin,
  hook: HookName,
  call: () => T | Promise<T>,
): Promise<T | undefined> {
  const { statistics } = plugin;
  const startedAt = performance.now();
  try {
    const result = call();
    return result instanceof Promise ? await withinLimit(result, plugin.timeLimitMs) : result;
  } catch (error) {
    if (error instanceof CodedException) throw error;
    const message = error instanceof Error ? error.message : String(error);
    statistics.failures += 1;
    statistics.lastError = { at: new Date(), hook, message };
    logger.error(
      `plugin \`${plugin.name}\`, hook ${hook}: ${message}`,
      error instanceof Error ? error.stack : undefined,
    );
    if (plugin.failure === 'continue' || hook === 'afterCommit') return undefined;
    throw new CodedException(serverErrors.pluginFailed({ plugin: plugin.name }), { cause: error });
  } finally {
    statistics.calls += 1;
    statistics.totalMs += performance.now() - startedAt;
  }
}

async function withinLimit<T>(result: Promise<T>, limitMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`took longer than ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([result, limit]);
  } finally {
    clearTimeout(timer);
    // Why: a hook that fails after its time is over must not end the process as an unhandled rejection.
    result.catch(() => undefined);
  }
}

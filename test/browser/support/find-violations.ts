import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
/** The rules whose outcome depends on colours; all others find the same in every theme. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds wrong on the page as it is now, or in a part of it, one line per rule and element. */
export function findViolations(page: Page, part?: string): Promise<readonly string[]> {
  return run(page, part, {});
}

/** What axe finds wrong with the colours alone: enough for a page that was looked at whole in another theme. */
export function findColourViolations(page: Page, part?: string): Promise<readonly string[]> {
  return run(page, part, { runOnly: COLOUR_RULES });
}

async function run(page: Page, part: string | undefined, options: RunOptions): Promise<readonly string[]> {
  // Why asked first: the text of axe takes longer to hand over than most pages take to check.
  if (!(await page.evaluate<boolean>("'axe' in window"))) await page.evaluate(AXE);
  const results = await page.evaluate<AxeResults>(
    `axe.run(${part === undefined ? 'document' : JSON.stringify(part)}, ${JSON.stringify({ ...options, resultTypes: ['violations'], preload: false })})`,
  );
  return results.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} (${impact}): ${target.join(' ')} ${failureSummary?.split('\n')[1]?.trim()}`,
    ),
  );
}

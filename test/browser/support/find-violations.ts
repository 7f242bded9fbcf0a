import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds wrong on the page as it is now, one line per rule and element. */
export async function findViolations(page: Page): Promise<readonly string[]> {
  await page.evaluate(`if (window.axe === undefined) { ${AXE} }`);
  const results = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return results.violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) =>
        `${id} (${impact}): ${target.join(' ')} ${failureSummary?.split('\n')[1]?.trim()}`,
    ),
  );
}

import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './cloud';
import { pressUntil, soon } from './presses';
import { product, withWorkbench, type Workbench } from './workbench';

/** Takes a proposal with a key, once it is the one that is selected. */
async function take({ page }: Workbench, label: string, key: string): Promise<void> {
  const proposal = page.locator('.suggest-widget.visible .monaco-list-row.focused').filter({ hasText: label });
  await pressUntil(() => page.keyboard.press('Control+Space'), proposal);
  await page.keyboard.press(key);
  await proposal.waitFor({ state: 'hidden', ...soon });
}

describe('a token that is typed over a placeholder', () => {
  const open = withWorkbench(product);
  const nameOf = (key: string): string => `taken-with-${key}.crank.yml`;
  const pathOf = (key: string): string => join('.build', 'ui-home', 'workspace', nameOf(key));
  const begun =
    'scenario: Placeholder\ndescription: By keys\ntokens:\n  email: ada@example.com\nsteps:\n- step: Given I nav';
  const keys = ['Enter', 'Tab'];
  after(() => keys.forEach((key) => rmSync(pathOf(key), { force: true })));

  for (const key of keys)
    it(`is taken with ${key}, and has its braces once`, async () => {
      const workbench = open();
      writeFileSync(pathOf(key), begun);
      await workbench.openFile(nameOf(key));
      await workbench.line('Given I nav').waitFor();
      // Sentences are proposed once the registry is known.
      await workbench.page.locator('.monaco-editor .squiggly-error').first().waitFor();
      await workbench.putCursor(6, '- step: Given I nav'.length + 1);
      await take(workbench, 'navigate to {webPageUrl}', key);
      await workbench.page.keyboard.type('{{em', { delay: 60 });
      await take(workbench, 'email', key);
      await workbench.page.keyboard.type('}}', { delay: 60 });
      await workbench.line('Given I navigate to {{email}}').waitFor();
      await workbench.save();
      const saved = await eventually(
        () => Promise.resolve(readFileSync(pathOf(key), 'utf8').split('\n').at(-1)),
        '- step: Given I navigate to {{email}}',
      );
      assert.equal(saved, '- step: Given I navigate to {{email}}');
    });
});

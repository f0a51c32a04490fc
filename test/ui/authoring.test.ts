import assert from 'node:assert/strict';
import { product, withWorkbench } from './workbench';

describe('an author', () => {
  const open = withWorkbench(product);

  it('sees what is wrong with a sentence while typing it, and what the nearest one is', async () => {
    const workbench = open();
    const { page } = workbench;
    await page.keyboard.press('Control+P');
    await workbench.quickInput().fill('home-page.crank.yml');
    await workbench.quickPick('home-page.crank.yml').click();
    await workbench.editor('home-page.crank.yml').waitFor();
    await page.locator('.monaco-editor .view-line').filter({ hasText: 'navigate' }).first().click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- step: Then the statos of the current page should be 200');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.command('Problems: Focus on Problems View');
    const problem = page.locator('.part.panel .monaco-list-row').filter({ hasText: 'No cog knows such a step.' }).first();
    await problem.waitFor();
    assert.match(await problem.innerText(), /The nearest is: the \{field\} of the current page should/);
    await workbench.keepPicture('.build/ui-pictures', 'a sentence that nobody knows');
  });
});

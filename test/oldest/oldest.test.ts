import assert from 'node:assert/strict';
import { pressUntil } from '../ui/presses';
import { product, withWorkbench } from '../ui/workbench';

describe('in the oldest VS Code that is supported', () => {
  const open = withWorkbench(product);

  it('the extension is activated: the status bar names the organization, the tree its folders', async () => {
    const workbench = open();
    await workbench.statusBar(/Acme · Sandbox/).waitFor();
    for (const folder of ['CRM', 'Deliverability', 'Lead capture', 'Website', 'No folder'])
      await workbench.row(`${folder}, folder`).waitFor();
  });

  it('a scenario opens from the tree, in the language of scenarios', async () => {
    const workbench = open();
    await workbench.expand('Website, folder');
    await workbench.press('Home page answers', 'Open Scenario', workbench.editor('Home page answers.crank.yml'));
    await workbench.statusBar(/Stack Moxie Scenario/).waitFor();
  });

  it('a run streams its transcript into the output channel', async () => {
    const workbench = open();
    const transcriptOf = (): Promise<string> => workbench.output(/Failed at step 2 of 2: 1 passed, 1 failed/);
    await workbench.press('Enterprise price is published', 'Run', transcriptOf);
    assert.match(await transcriptOf(), /✓ 1 {2}Given I navigate to http:\/\/www\.acme\.test\/pricing/);
  });

  it('a misspelt step of a file that Quick Open finds gets its squiggle', async () => {
    const workbench = open();
    const { page } = workbench;
    await pressUntil(() => page.keyboard.press('Control+P'), workbench.quickInput());
    await workbench.pick('home-page.crank.yml', 'home-page.crank.yml');
    await workbench.editor('home-page.crank.yml').waitFor();
    await workbench.line('navigate').waitFor();
    assert.equal(await page.locator('.monaco-editor .squiggly-error').count(), 0);
    await workbench.putCursor(4);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- step: Then the statos of the current page should be 200');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
  });
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { product, withWorkbench, type Workbench } from './workbench';

describe('an author', () => {
  const open = withWorkbench(product);

  it('sees what is wrong with a sentence while typing it, and what the nearest one is', async () => {
    const workbench = open();
    const { page } = workbench;
    await page.keyboard.press('Control+P');
    await workbench.quickInput().fill('home-page.crank.yml');
    await workbench.quickPick('home-page.crank.yml').click();
    await workbench.editor('home-page.crank.yml').waitFor();
    // Who types before the language is there gets no help with the dash.
    await page.locator('.monaco-editor').getByText('A Browser').first().waitFor();
    await workbench.putCursor(4, 'navigate');
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

  it('writes a scenario from an empty file by completion alone', async () => {
    const workbench = open();
    const { page } = workbench;
    await openFile(workbench, 'written.crank.yml', '');
    await suggest(workbench, 'New scenario');
    await page.keyboard.type('The home page is there');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Visitors find it');
    await page.keyboard.press('Tab');
    await page.keyboard.type('navigate', { delay: 40 });
    await accept(workbench, 'navigate to {webPageUrl}');
    await page.keyboard.type('http://www.acme.test/');
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- status page', { delay: 60 });
    await workbench.suggestion('of the current page should').waitFor();
    await workbench.keepPicture('.build/ui-pictures', 'a sentence is completed');
    await accept(workbench, 'of the current page should');
    await accept(workbench, 'status');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await workbench.line('Given I navigate to http://www.acme.test/').waitFor();
    await workbench.line('Then the status of the current page should').waitFor();
  });

  it('mends a misspelt sentence by its light bulb, and renames a token everywhere', async () => {
    const workbench = open();
    const { page } = workbench;
    await openFile(workbench, 'mended.crank.yml', 'scenario: Mended\ndescription: By hand\ntokens:\n  home: http://www.acme.test/\nsteps:\n- step: Given I navigat to {{home}}\n- step: And I navigate to {{home}}\n');
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.line('navigat to').click();
    await page.keyboard.press('Control+Period');
    await page.locator('.action-widget').filter({ hasText: 'Change to "Given I navigate to {{home}}"' }).waitFor();
    await workbench.keepPicture('.build/ui-pictures', 'a sentence is mended');
    await page.keyboard.press('Enter');
    await workbench.line('Given I navigate to {{home}}').waitFor();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.line('home: http').click({ position: { x: 30, y: 8 } });
    await page.keyboard.press('F2');
    await page.locator('.rename-box .rename-input').fill('start');
    await page.keyboard.press('Enter');
    await workbench.line('And I navigate to {{start}}').waitFor();
    await workbench.line('start: http://www.acme.test/').waitFor();
  });
});

/** Writes a file into the workspace and opens it. */
async function openFile(workbench: Workbench, name: string, text: string): Promise<void> {
  writeFileSync(join('.build', 'ui-home', 'workspace', name), text);
  // Shown already, it would be hidden.
  if (!(await workbench.page.locator('.explorer-folders-view').isVisible())) await workbench.showView('Explorer');
  await workbench.row(name).click();
  await workbench.editor(name).waitFor();
  await workbench.page.locator('.monaco-editor .view-lines').first().click();
}

async function suggest(workbench: Workbench, label: string): Promise<void> {
  const { page } = workbench;
  for (let tries = 0; ; tries += 1) {
    await page.keyboard.press('Control+Space');
    try {
      await workbench.suggestion(label).waitFor({ timeout: 3_000 });
      break;
    } catch (error) {
      // The language service comes with the first scenario file.
      if (tries === 5) throw error;
      await page.keyboard.press('Escape');
    }
  }
  await page.keyboard.press('Enter');
}

/** Takes the first proposal, which must be this one. */
async function accept(workbench: Workbench, label: string): Promise<void> {
  await workbench.page.locator('.suggest-widget.visible .monaco-list-row.focused').filter({ hasText: label }).waitFor();
  await workbench.page.keyboard.press('Enter');
}

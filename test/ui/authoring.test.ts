import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { pressUntil, soon } from './presses';
import { product, withWorkbench, type Workbench } from './workbench';

describe('an author', () => {
  const open = withWorkbench(product);

  it('sees what is wrong with a sentence while typing it, and what the nearest one is', async () => {
    const workbench = open();
    const { page } = workbench;
    await pressUntil(() => page.keyboard.press('Control+P'), workbench.quickInput());
    await workbench.pick('home-page.crank.yml', 'home-page.crank.yml');
    await workbench.editor('home-page.crank.yml').waitFor();
    // Who types before the language is there gets no help with the dash.
    await page.locator('.monaco-editor').getByText('A Browser').first().waitFor();
    await workbench.line('navigate').waitFor();
    await workbench.putCursor(4);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('- step: Then the statos of the current page should be 200');
    await workbench.line('Then the statos of the current page should be 200').waitFor();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.command('Problems: Focus on Problems View');
    const problem = page.locator('.part.panel .monaco-list-row').filter({ hasText: 'No matching step.' }).first();
    await problem.waitFor();
    assert.match(await problem.innerText(), /Closest: the \{field\} of the current page should/);
    await workbench.keepPicture('.build/ui-pictures', 'a sentence that nobody knows');
  });

  it('writes a scenario from an empty file by completion alone', async () => {
    const workbench = open();
    const { page } = workbench;
    await openWritten(workbench, 'written.crank.yml', '');
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
    // What was typed is the first value already: the operator is chosen next.
    await accept(workbench, 'be set');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await workbench.line('Given I navigate to http://www.acme.test/').waitFor();
    await workbench.line('Then the status of the current page should').waitFor();
  });

  it('mends a misspelt sentence by its light bulb, and renames a token everywhere', async () => {
    const workbench = open();
    const { page } = workbench;
    await openWritten(
      workbench,
      'mended.crank.yml',
      'scenario: Mended\ndescription: By hand\ntokens:\n  home: http://www.acme.test/\nsteps:\n- step: Given I navigat to {{home}}\n- step: And I navigate to {{home}}\n',
    );
    await page.locator('.monaco-editor .squiggly-error').first().waitFor();
    await workbench.putCursor(6, 20);
    const menu = page.locator('.action-widget').filter({ hasText: 'Change to "Given I navigate to {{home}}"' });
    const ask = async (): Promise<void> => {
      // One that came late is closed first: the keys would act in it.
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+Period');
    };
    await pressUntil(ask, menu);
    await workbench.keepPicture('.build/ui-pictures', 'a sentence is mended');
    await keyAway(workbench, 'Enter', menu);
    await workbench.line('Given I navigate to {{home}}').waitFor();
    await page.locator('.monaco-editor .squiggly-error').first().waitFor({ state: 'detached' });
    await workbench.putCursor(4, 5);
    const box = page.locator('.rename-box .rename-input');
    await pressUntil(() => page.keyboard.press('F2'), box);
    await box.fill('start');
    await keyAway(workbench, 'Enter', box);
    await workbench.line('And I navigate to {{start}}').waitFor();
    await workbench.line('start: http://www.acme.test/').waitFor();
  });
});

/** Writes a file into the workspace and opens it. */
async function openWritten(workbench: Workbench, name: string, text: string): Promise<void> {
  writeFileSync(join('.build', 'ui-home', 'workspace', name), text);
  await workbench.openFile(name);
}

async function suggest(workbench: Workbench, label: string): Promise<void> {
  const ask = async (): Promise<void> => {
    // The language service comes with the first scenario file: what was proposed before it is closed.
    await workbench.page.keyboard.press('Escape');
    await workbench.page.keyboard.press('Control+Space');
  };
  await pressUntil(ask, workbench.suggestion(label));
  await accept(workbench, label);
}

/** Takes the first proposal, which must be this one. */
async function accept(workbench: Workbench, label: string): Promise<void> {
  const proposal = workbench.page
    .locator('.suggest-widget.visible .monaco-list-row.focused')
    .filter({ hasText: label });
  await proposal.waitFor();
  await keyAway(workbench, 'Enter', proposal);
}

/** Presses a key until what it closes is closed; an editor that has the focus again gets none. */
async function keyAway({ page }: Workbench, key: string, closing: Locator): Promise<void> {
  await pressUntil(
    async () => ((await closing.isVisible()) ? page.keyboard.press(key) : undefined),
    () => closing.waitFor({ state: 'hidden', ...soon }),
  );
}

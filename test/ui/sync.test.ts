import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloud, eventually } from './cloud';
import { clickUntil, pressUntil } from './presses';
import { product, withWorkbench, type Workbench } from './workbench';

const pathOf = (name: string): string => join('.build', 'ui-home', 'workspace', `${name}.crank.yml`);
const textOf = (name: string): string =>
  `scenario: ${name}\ndescription: One scenario # ours\nsteps:\n# the page\n- step: Given I navigate to http://www.acme.test/\n- step: Then the status of the current page should be 200\n`;

interface Known {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly definition: { readonly steps: readonly { readonly name: string }[] };
}

const inCloud = async (scenario: string): Promise<Known> => {
  const found = (await cloud<readonly Known[]>('GET', '/scenarios?limit=250')).find(({ name }) => name === scenario);
  assert.ok(found, 'the scenario is in the cloud');
  return found;
};

/** Writes a scenario's file, opens it, and creates the scenario from it. */
async function create(workbench: Workbench, name: string): Promise<void> {
  writeFileSync(pathOf(name), textOf(name));
  await workbench.openFile(`${name}.crank.yml`);
  await workbench.command('Stack Moxie: Push Scenario');
  await workbench.pick('No folder');
  await workbench.notification(`Created “${name}”`).first().waitFor();
}

describe('two people on one scenario', () => {
  const open = withWorkbench(product);
  const pictures = '.build/ui-pictures';

  it('one creates it, the other changes it, and a pull brings that into the file and keeps its comments', async () => {
    const workbench = open();
    const { page } = workbench;
    const name = 'Two people';
    await create(workbench, name);
    await cloud('PATCH', `/scenarios/${String((await inCloud(name)).id)}`, { description: 'By a colleague' });
    await workbench.command('Stack Moxie: Refresh Changes');
    await page.locator('.statusbar-item').filter({ hasText: '1↓' }).waitFor();
    await workbench.keepPicture(pictures, 'a colleague has changed a scenario');
    await workbench.command('Stack Moxie: Pull Scenario');
    await workbench.line('description: By a colleague # ours').waitFor();
    await page.locator('.statusbar-item').filter({ hasText: '1↓' }).waitFor({ state: 'detached' });
    assert.equal(readFileSync(pathOf(name), 'utf8'), textOf(name).replace('One scenario', 'By a colleague'));
  });

  it('both change the same: neither side changes before it is merged, and then both have what was chosen', async () => {
    const workbench = open();
    const { page } = workbench;
    const name = 'Two minds';
    await create(workbench, name);
    const { id } = await inCloud(name);
    await cloud('PATCH', `/scenarios/${String(id)}`, { description: 'Theirs' });
    await workbench.putCursor(2);
    await pressUntil(() => page.keyboard.press('Shift+End'), workbench.statusBar(/^Ln 2, .*selected/));
    await page.keyboard.type('description: Mine # ours');
    await workbench.line('description: Mine # ours').waitFor();
    await workbench.save();
    await workbench.command('Stack Moxie: Push Scenario');
    await workbench.dialog('was changed here, and').waitFor();
    await workbench.keepPicture(pictures, 'a conflict is asked about');
    assert.equal((await inCloud(name)).description, 'Theirs');
    await workbench.pressInDialog('Merge');
    const accept = page.getByText('Accept Mine', { exact: true }).first();
    await accept.waitFor();
    await workbench.keepPicture(pictures, 'a conflict is merged');
    await clickUntil(accept, page.getByText('0 Conflicts Remaining').first());
    await workbench.save();
    await workbench.command('View: Close Editor');
    await workbench.command('Stack Moxie: Push Scenario');
    const pushed = await eventually(async () => (await inCloud(name)).description, 'Mine');
    assert.equal(pushed, 'Mine');
    assert.equal(readFileSync(pathOf(name), 'utf8'), textOf(name).replace('One scenario', 'Mine'));
  });
});

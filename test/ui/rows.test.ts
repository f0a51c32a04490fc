import assert from 'node:assert/strict';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloud, eventually } from './cloud';
import { pressUntil, soon } from './presses';
import { product, withWorkbench, type Workbench } from './workbench';
import { itInSoak } from '../support/rounds';

interface Known {
  readonly id: number;
  readonly name: string;
  /** A folder's number. */
  readonly feature?: number | null;
}

const inCloud = async (what: 'scenarios' | 'folders', name: string): Promise<Known | undefined> =>
  (await cloud<readonly Known[]>('GET', `/${what}?limit=250`)).find((known) => known.name === name);

/** Waits until the cloud has it so, for ten seconds. */
async function untilCloud(name: string, isSo: (scenario: Known) => boolean): Promise<void> {
  const look = async (): Promise<boolean> => {
    const found = await inCloud('scenarios', name);
    return found !== undefined && isSo(found);
  };
  assert.ok(await eventually(look, true), `${name} is not so in the cloud`);
}

describe('rows of the tree', () => {
  const open = withWorkbench(product);
  const [above, scenario, second] = ['Rows, the first', 'Rows, the second', 'Rows, the second of two'];
  const workspace = join('.build', 'ui-home', 'workspace');
  const file = join(workspace, 'Website', `${scenario}.crank.yml`);

  before(async () => {
    const feature = (await inCloud('folders', 'Website'))?.id;
    for (const name of [above, scenario])
      await cloud('POST', '/scenarios', {
        name,
        feature,
        description: 'Theirs',
        definition: { scenario: name, description: 'Theirs', steps: [] },
      });
    await open().command('Stack Moxie: Refresh Scenarios');
  });

  after(async () => {
    for (const { id, name } of await cloud<readonly Known[]>('GET', '/scenarios?limit=250'))
      if (name.startsWith('Rows, ')) await cloud('DELETE', `/scenarios/${String(id)}`);
    for (const path of ['Website', '.stackmoxie']) rmSync(join(workspace, path), { recursive: true, force: true });
  });

  /** Has the focus on the row of a scenario, as the keyboard would bring it there. */
  async function focus(workbench: Workbench, name: string): Promise<void> {
    await workbench.command('Stack Moxie: Go to Scenario');
    await workbench.pick(name, name);
    await untilFocused(workbench, name);
  }

  const untilFocused = ({ page }: Workbench, label: string): Promise<void> =>
    page.locator(`.part.sidebar .monaco-list-row.focused[aria-label^="${label}"]`).waitFor();

  it('show how the file of a scenario stands, and the view how many changes wait; a push that gives it another name shows that too', async () => {
    const workbench = open();
    const { page } = workbench;
    const badge = page
      .locator('.activitybar .action-item')
      .filter({ has: page.locator('.action-label[aria-label^="Stack Moxie"]') })
      .locator('.badge-content');
    await workbench.command('Stack Moxie: Pull Scenario');
    await workbench.pick(scenario, scenario);
    await workbench.notification('Pulled').first().waitFor();
    writeFileSync(
      file,
      readFileSync(file, 'utf8').replace('description: Theirs', 'description: Mine').replace(scenario, second),
    );
    await focus(workbench, scenario);
    await page
      .locator(`.part.sidebar .monaco-list-row[aria-label^="${scenario}"][aria-label*="Changed here, not pushed yet"]`)
      .waitFor();
    await badge.filter({ hasText: /^1$/ }).waitFor();
    await workbench.row(scenario).hover();
    await workbench.row(scenario).locator('.action-label[aria-label^="Push Scenario"]').waitFor();
    await workbench.keepPicture('.build/ui-pictures', 'a row whose file was changed');
    await workbench.press(scenario, 'Push Scenario', () =>
      workbench.notification(`Pushed “${second}”`).first().waitFor(),
    );
    await page
      .locator(`.part.sidebar .monaco-list-row[aria-label^="${second}"][aria-label*="has a file here"]`)
      .waitFor();
    await badge.waitFor({ state: 'hidden' });
    await workbench.clearNotifications();
  });

  itInSoak('take F2 and Delete where they have the focus; folders do not', async () => {
    const workbench = open();
    const { page } = workbench;
    // From another row: where it has the focus already, nobody sees that the command is done, and it would take the focus back.
    await focus(workbench, above);
    await focus(workbench, second);
    await page.keyboard.press('ArrowUp');
    await untilFocused(workbench, above);
    await pressUntil(() => page.keyboard.press('Delete'), workbench.dialog(`Delete "${above}" in Acme`));
    await workbench.pressInDialog('Cancel');
    await page.keyboard.press('ArrowLeft');
    await untilFocused(workbench, 'Website, folder');
    await page.keyboard.press('Delete');
    await page.keyboard.press('F2');
    await focus(workbench, second);
    await pressUntil(() => page.keyboard.press('F2'), workbench.quickInput());
    await workbench.answer('The scenario’s new name', 'Rows, renamed');
    await untilCloud('Rows, renamed', () => true);
    await untilFocused(workbench, 'Rows, renamed');
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0, 'the folder took neither key');
  });

  itInSoak('are dragged to another folder with the mouse', async () => {
    const workbench = open();
    const { page } = workbench;
    await focus(workbench, above);
    await workbench.row(above).hover();
    await page.mouse.down();
    const over = async (): Promise<void> => {
      // A drag begins with a move, and a target hears of it with those that follow.
      for (const x of [60, 62, 64, 66]) await workbench.row('CRM, folder').hover({ ...soon, position: { x, y: 8 } });
    };
    await pressUntil(over, page.locator('.part.sidebar .monaco-list-rows .drop-target').first());
    await page.mouse.up();
    const crm = (await inCloud('folders', 'CRM'))?.id;
    await untilCloud(above, ({ feature }) => feature === crm);
    await workbench.notification(`Moved "${above}"`).first().waitFor();
  });
});

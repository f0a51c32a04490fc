import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloud, eventually } from './cloud';
import { clickUntil, pressUntil, soon } from './presses';
import { product, withWorkbench, type Workbench } from './workbench';

interface Known {
  readonly id: number;
  readonly name: string;
}

/** Waits for the window, not for the palette to close: it goes with the window. */
async function reloadWindow(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  const row = workbench.quickPick('Developer: Reload Window');
  const show = async (): Promise<void> => {
    await page.keyboard.press('F1');
    await workbench.quickInput().fill('>Developer: Reload Window', soon);
  };
  await pressUntil(show, row);
  await Promise.all([page.waitForEvent('load', { timeout: 60_000 }), row.click()]);
}

describe('a window that is opened again', () => {
  const open = withWorkbench(product);
  const workspace = join('.build', 'ui-home', 'workspace');
  const file = join(workspace, 'Reloaded.crank.yml');

  after(async () => {
    for (const { id, name } of await cloud<readonly Known[]>('GET', '/scenarios?limit=250'))
      if (name === 'Reloaded') await cloud('DELETE', `/scenarios/${String(id)}`);
    rmSync(file, { force: true });
    rmSync(join(workspace, '.stackmoxie'), { recursive: true, force: true });
  });

  it('closes comparisons and merges whose texts went with the last one; what was merged is among the backups', async function reload() {
    this.timeout(180_000);
    const workbench = open();
    const { page } = workbench;
    const { id } = await cloud<Known>('POST', '/scenarios', {
      name: 'Reloaded',
      description: 'Theirs',
      definition: { scenario: 'Reloaded', description: 'Theirs', steps: [] },
    });
    await workbench.command('Stack Moxie: Pull Scenario');
    await workbench.pick('Reloaded', 'Reloaded');
    await workbench.editor('Reloaded.crank.yml').waitFor();
    await workbench.command('View: Keep Editor');
    writeFileSync(file, 'scenario: Reloaded\ndescription: Mine\nsteps: []\n');
    await cloud('PATCH', `/scenarios/${String(id)}`, { description: 'Theirs again' });
    await workbench.line('description: Mine').waitFor();
    await workbench.command('Stack Moxie: Compare with Cloud');
    await page.locator('.tab').filter({ hasText: 'Reloaded (Acme (Sandbox)) ↔' }).waitFor();
    await workbench.command('View: Keep Editor');
    await workbench.command('Stack Moxie: Resolve Conflict');
    await workbench.pressInDialog('Merge');
    await page.locator('.tab').filter({ hasText: 'Reloaded (merged)' }).waitFor();
    const isDrafted = async (): Promise<void> => assert.equal(await eventually(() => Promise.resolve(drafts()), 1), 1);
    await clickUntil(page.getByText('Accept Theirs', { exact: true }).first(), isDrafted);
    await reloadWindow(workbench);
    const told = 'The merge of “Reloaded” ended with the window';
    await workbench.notification(told).first().waitFor();
    await workbench.editor('Reloaded.crank.yml').waitFor();
    await page.locator('.tab').filter({ hasText: 'Reloaded (' }).first().waitFor({ state: 'detached' });
    await workbench.pressInNotification(told, 'Restore Backup…');
    await workbench.pick('from an unfinished merge');
    // The backup that is chosen shows these words already: the test is over when the file has them, and the editor has it open.
    await workbench.notification('Restored “Reloaded” as it was').first().waitFor();
    assert.match(readFileSync(file, 'utf8'), /^description: Theirs again$/m);
    await workbench.line('description: Theirs again').waitFor();
  });

  /** How many backups are drafts of merges in which theirs was accepted. */
  function drafts(): number {
    const folder = join(workspace, '.stackmoxie', 'backups');
    const files = existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))
      : [];
    return files
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .filter((text) => text.includes('"why": "merge"') && text.includes('Theirs again')).length;
  }
});

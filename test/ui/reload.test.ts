import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cloud } from './cloud';
import { product, withWorkbench } from './workbench';

interface Known {
  readonly id: number;
  readonly name: string;
}

describe('a window that is opened again', () => {
  const open = withWorkbench(product);
  const workspace = join('.build', 'ui-home', 'workspace');
  const file = join(workspace, 'Reloaded.crank.yml');

  after(async () => {
    for (const { id, name } of await cloud<readonly Known[]>('GET', '/scenarios?limit=250')) if (name === 'Reloaded') await cloud('DELETE', `/scenarios/${String(id)}`);
    rmSync(file, { force: true });
    rmSync(join(workspace, '.stackmoxie'), { recursive: true, force: true });
  });

  it('closes comparisons and merges whose texts went with the last one', async () => {
    const workbench = open();
    const { page } = workbench;
    const { id } = await cloud<Known>('POST', '/scenarios', { name: 'Reloaded', description: 'Theirs', definition: { scenario: 'Reloaded', description: 'Theirs', steps: [] } });
    await workbench.command('Stack Moxie: Pull Scenario');
    await workbench.quickInput().fill('Reloaded');
    await workbench.quickPick('Reloaded').click();
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
    await Promise.all([page.waitForEvent('load'), workbench.command('Developer: Reload Window')]);
    await workbench.notification('The merge of “Reloaded” ended with the window').first().waitFor();
    await workbench.editor('Reloaded.crank.yml').waitFor();
    await page.locator('.tab').filter({ hasText: 'Reloaded (' }).first().waitFor({ state: 'detached' });
  });
});

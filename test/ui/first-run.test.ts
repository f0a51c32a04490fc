import assert from 'node:assert/strict';
import { runsOf } from './cloud';
import { pressUntil, soon } from './presses';
import { product, withWorkbench, type Workbench } from './workbench';

async function openHomePage(workbench: Workbench): Promise<void> {
  await workbench.expand('Website, folder');
  await workbench.press('Home page answers', 'Open Scenario', workbench.editor('Home page answers.crank.yml'));
}

describe('the first minutes', () => {
  const open = withWorkbench(product);

  it('the view shows folders, the status bar names the organization as a sandbox', async () => {
    const workbench = open();
    for (const folder of [
      'CRM, folder',
      'Deliverability, folder',
      'Lead capture, folder',
      'Website, folder',
      'No folder, folder',
    ])
      await workbench.row(folder).waitFor();
    await workbench.statusBar(/Acme · Sandbox/).waitFor();
  });

  it('a folder holds scenarios with their last outcome, a scenario holds its runs', async () => {
    const workbench = open();
    await workbench.expand('Website, folder');
    await workbench.row('Home page answers, scenario, passed').waitFor();
    await workbench.expand('Home page answers, scenario');
    await workbench.row('Run ').waitFor();
    await workbench.collapse('Home page answers, scenario');
  });

  it('a scenario opens as a read-only document in the scenario language', async () => {
    const workbench = open();
    await openHomePage(workbench);
    await workbench.statusBar(/Stack Moxie Scenario/).waitFor();
  });

  it('a run is started once, and its transcript streams into the output channel', async () => {
    const workbench = open();
    await workbench.expand('Website, folder');
    const before = await runsOf('Enterprise price is published');
    const transcriptOf = (): Promise<string> => workbench.output(/Failed at step 2 of 2: 1 passed, 1 failed/);
    await workbench.press('Enterprise price is published', 'Run', transcriptOf);
    const transcript = await transcriptOf();
    assert.match(transcript, /✓ 1 {2}Given I navigate to http:\/\/www\.acme\.test\/pricing/);
    assert.match(transcript, /Expected the text of the current page to contain Enterprise/);
    const [newest, ...others] = await runsOf('Enterprise price is published');
    assert.equal(newest?.outcome, 'Failed');
    assert.equal(others[0]?.id, before[0]?.id, 'one run, not two');
    await workbench.row('Enterprise price is published, scenario, failed · just now').waitFor();
  });

  it('a value that the scenario uses and nothing defines is asked for; stepping back starts nothing', async () => {
    const workbench = open();
    const name = 'A contact of your choice may get mail';
    const before = await runsOf(name);
    await openHomePage(workbench);
    await workbench.command('Stack Moxie: Run Scenario');
    // The active document names a scenario, so the palette means that one.
    await workbench.output(/Home page answers · Acme \(Sandbox\) · run \d+/);
    await workbench.command('View: Close All Editors');
    for (const value of ['', 'margaret.hamilton@example.com']) {
      await workbench.command('Stack Moxie: Run Scenario');
      await workbench.pick(name, name);
      const question = workbench.page
        .locator('.quick-input-widget:visible')
        .filter({ hasText: 'The scenario uses {{contact.email}}, which has no value.' });
      await question.waitFor();
      if (value === '')
        await pressUntil(
          () => workbench.page.keyboard.press('Escape'),
          () => question.waitFor({ state: 'hidden', ...soon }),
        );
      else await workbench.answer('Enter a value for this run.', value);
    }
    await workbench.output(/Then the leadSource field on CRM contact/);
    const after = await runsOf(name);
    assert.equal(after[1]?.id, before[0]?.id, 'one run, not two');
  });
});

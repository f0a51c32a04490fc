import assert from 'node:assert/strict';
import { runsOf } from './cloud';
import { clickUntil, pressUntil, soon } from './presses';
import { product, withWorkbench, type Workbench } from './workbench';
import { itInSoak } from '../support/rounds';

async function goToQuarantine(workbench: Workbench): Promise<void> {
  await workbench.command('Stack Moxie: Go to Scenario');
  await workbench.pick('DMARC policy is quarantine', 'DMARC');
  await workbench.page
    .locator('.part.sidebar .monaco-list-row.selected[aria-label^="DMARC policy is quarantine"]')
    .waitFor();
}

describe('the tree', () => {
  const open = withWorkbench(product);

  it('filters by words of scenario and folder, and shows all again', async () => {
    const workbench = open();
    await workbench.row('Lead capture, folder').waitFor();
    await workbench.command('Stack Moxie: Filter Scenarios');
    await workbench.answer('Words from the scenario', 'capture contact');
    await workbench.row('Contact form creates a contact').waitFor();
    await workbench.row('CRM, folder').waitFor({ state: 'detached' });
    await workbench.command('Stack Moxie: Filter Scenarios');
    await workbench.answer('Words from the scenario', 'nothing has this name');
    await workbench.pressWelcome('Clear Filter', workbench.row('CRM, folder'));
  });

  it('goes to a scenario wherever it is', async () => {
    const workbench = open();
    await goToQuarantine(workbench);
  });

  it('keeps selection and expansion through a refresh', async () => {
    const workbench = open();
    await goToQuarantine(workbench);
    await pressUntil(
      () => workbench.row('DMARC policy is quarantine').press('ArrowRight', soon),
      workbench.row('Run '),
    );
    await workbench.command('Stack Moxie: Refresh Scenarios');
    await workbench.page
      .locator(
        '.part.sidebar .monaco-list-row.selected[aria-label^="DMARC policy is quarantine"][aria-expanded="true"]',
      )
      .waitFor();
    await workbench.row('Run ').waitFor();
  });

  itInSoak('tells more of a row where the mouse rests', async () => {
    const workbench = open();
    const tooltip = await workbench.tooltip('SPF names the mail platform', 'Last runs, newest first');
    await workbench.keepPicture('.build/ui-pictures', 'tooltip of a scenario');
    assert.match(
      await tooltip.innerText(),
      /SPF names the mail platform[\s\S]*Folder: Deliverability[\s\S]*Severity: 1[\s\S]*newest first: [✓✗!] [✓✗!] [✓✗!]/,
    );
    await workbench.page.locator('.part.editor').hover();
  });

  it('a run that goes shows where it is, in the tree and in the status bar, and then which step failed', async () => {
    const workbench = open();
    await workbench.expand('Lead capture, folder');
    await workbench.press('Contact form creates a contact', 'Run', () =>
      workbench.row('Contact form creates a contact, scenario, running · step ').waitFor(),
    );
    await workbench.statusBar(/Contact form creates a contact \d+\/\d+/).waitFor();
    await workbench.keepPicture('.build/ui-pictures', 'a run that goes');
    await workbench.row('Contact form creates a contact, scenario, passed · just now').waitFor();
    await workbench.expand('Website, folder');
    await workbench.press('Enterprise price is published', 'Run', () =>
      workbench.row('Enterprise price is published, scenario, failed · just now').waitFor(),
    );
    await workbench.expand('Enterprise price is published, scenario');
    await workbench.page
      .locator('.part.sidebar .monaco-list-row[aria-label*="failed, today"][aria-label$="step 2 of 2"]')
      .first()
      .waitFor();
  });

  it('each run is a document: clicks on run A, B and A again show A, B and A', async () => {
    const workbench = open();
    await workbench.expand('Website, folder');
    await workbench.expand('Enterprise price is published, scenario');
    const [first, second] = (await runsOf('Enterprise price is published')).map(({ id }) => `Run ${String(id)}`);
    assert.ok(first && second);
    for (const run of [first, second, first]) {
      await clickUntil(
        workbench.row(`${run},`),
        workbench.editor(`Enterprise price is published · ${run.toLowerCase()}`),
      );
      const line = (text: RegExp): Promise<void> =>
        workbench.page.locator('.part.editor .view-line').filter({ hasText: text }).first().waitFor();
      await line(new RegExp(`^Enterprise.*${run.toLowerCase().replace(' ', '\\s')}(\\s|$)`));
      await line(/^Failed.at.step.2.of.2/);
    }
    assert.equal(await workbench.page.locator('.part.editor .tab').count(), 1, 'one tab for looking at');
    await workbench.keepPicture('.build/ui-pictures', 'a run as a document');
  });
});

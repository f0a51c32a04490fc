import assert from 'node:assert/strict';
import { Between } from '../support/between';
import { pressUntil, soon } from './presses';
import { newcomer, withWorkbench, type Workbench } from './workbench';

const starts = (between: Between): readonly string[] => between.seen.filter((request) => request.startsWith('POST '));

describe('somebody without an account', () => {
  const open = withWorkbench(newcomer);
  let cloud: Between;
  before(async () => {
    cloud = await Between.open(newcomer.api);
    cloud.as = 'cloud';
  });
  afterEach(() => {
    cloud.rule = () => undefined;
  });
  after(() => cloud.close());

  async function signIn(workbench: Workbench, token: string): Promise<void> {
    await workbench.answer('API address', cloud.address);
    await workbench.answer('API token', token);
    await workbench.answer('Organization', newcomer.organization);
  }

  /** Waits until the view shows which it is; after a test that failed it may be neither. */
  async function untilDrawn(workbench: Workbench): Promise<void> {
    await workbench
      .welcomeButton('Sign In')
      .or(workbench.row('Website, folder'))
      .first()
      .waitFor(soon)
      .catch(() => undefined);
  }

  async function signOut(workbench: Workbench): Promise<void> {
    await workbench.command('Stack Moxie: Sign Out');
    await workbench.pick('127.0.0.1');
    await workbench.welcomeButton('Try the Sandbox').waitFor();
  }

  /** Is signed out, where a test before has not left it so. */
  async function signedOut(workbench: Workbench): Promise<void> {
    await untilDrawn(workbench);
    if (!(await workbench.welcomeButton('Sign In').isVisible())) await signOut(workbench);
  }

  /** Is signed in, where a test before has not left it so. */
  async function signedIn(workbench: Workbench): Promise<void> {
    await untilDrawn(workbench);
    if (await workbench.row('Website, folder').isVisible()) return;
    await signedOut(workbench);
    await workbench.pressWelcome('Sign In', workbench.quickInput());
    await signIn(workbench, newcomer.token);
    await workbench.row('Website, folder').waitFor();
    await workbench.clearNotifications();
  }

  it('is told what to do next', async () => {
    const workbench = open();
    await workbench.welcomeButton('Sign In').waitFor();
    await workbench.welcomeButton('Try the Sandbox').waitFor();
  });

  it('is kept from addresses that would give a token away', async () => {
    const workbench = open();
    await signedOut(workbench);
    await workbench.pressWelcome('Sign In', workbench.quickInput());
    for (const [typed, said] of [
      ['not an address', 'not a web address'],
      ['http://app.example.com/api', 'https://'],
      ['https://ada:secret@app.example.com/api', 'password'],
    ] as const) {
      await workbench.quickInput().fill(typed);
      await workbench.inputMessage(said).waitFor();
    }
    await pressUntil(
      () => workbench.page.keyboard.press('Escape'),
      () => workbench.quickInput().waitFor({ state: 'hidden', ...soon }),
    );
  });

  it('is told of each wrong token once, and nothing is kept', async () => {
    const workbench = open();
    await signedOut(workbench);
    await workbench.pressWelcome('Sign In', workbench.quickInput());
    await signIn(workbench, 'wrong-token');
    await workbench.notification('refused the token').waitFor();
    await workbench.clearNotifications();
    await workbench.pressWelcome('Sign In', workbench.quickInput());
    await signIn(workbench, 'another-wrong-token');
    await workbench.notification('refused the token').waitFor();
    assert.equal(await workbench.notification('refused the token').count(), 1);
    await workbench.welcomeButton('Sign In').waitFor();
    await workbench.clearNotifications();
  });

  it('signs in, and sees the organization by its name', async () => {
    const workbench = open();
    await signedOut(workbench);
    await workbench.pressWelcome('Sign In', workbench.quickInput());
    await signIn(workbench, newcomer.token);
    await workbench.row('Website, folder').waitFor();
    await workbench.statusBar(/Acme/).waitFor();
    assert.doesNotMatch(await workbench.statusBar(/Acme/).innerText(), /Sandbox/);
    await workbench.clearNotifications();
  });

  it('is asked before a run that costs, and stepping back starts nothing', async () => {
    const workbench = open();
    await signedIn(workbench);
    const before = starts(cloud);
    await workbench.expand('Website, folder');
    const question = workbench.dialog('Run "Home page answers" in Acme?');
    await workbench.press('Home page answers', 'Run', question);
    assert.match(await question.innerText(), /It uses one metered run and really executes its 4 steps\./);
    await workbench.keepPicture('.build/ui-pictures', 'question before a run');
    await workbench.pressInDialog('Cancel');
    await question.waitFor({ state: 'detached' });
    assert.deepEqual(starts(cloud), before);
  });

  it('runs once after saying so, and is not asked again for this scenario', async () => {
    const workbench = open();
    await signedIn(workbench);
    await workbench.expand('Website, folder');
    const before = starts(cloud).length;
    await workbench.press('Home page answers', 'Run', workbench.dialog('Run "Home page answers" in Acme?'));
    await workbench.pressInDialog("Run, and Don't Ask for This Scenario");
    await workbench.output(/Home page answers · Acme · run \d+/);
    await workbench.output(/Passed: all 4 steps passed/);
    assert.equal(starts(cloud).length, before + 1);
    // The row is drawn anew at the run's end: a press on the one before would be none.
    await workbench.row('Home page answers, scenario, passed · just now').waitFor();
    await workbench.press('Home page answers', 'Run', () =>
      workbench.output(/Passed: all 4 steps passed[\s\S]*Passed: all 4 steps passed/),
    );
    assert.equal(starts(cloud).length, before + 2);
  });

  it('is asked once before a whole folder', async () => {
    const workbench = open();
    await signedIn(workbench);
    const before = starts(cloud);
    await workbench.command('Stack Moxie: Run All Scenarios in Folder');
    await workbench.pick('CRM');
    await workbench.dialog('in Acme?').waitFor();
    assert.match(
      await workbench.dialog('in Acme?').innerText(),
      /Run \d+ scenarios in Acme\?[\s\S]*They use \d+ metered runs\./,
    );
    await workbench.pressInDialog('Cancel');
    assert.deepEqual(starts(cloud), before);
  });

  it('sees what was there before while the service cannot be reached, and since when', async () => {
    const workbench = open();
    await signedIn(workbench);
    cloud.rule = () => ({ reset: 'before' });
    await workbench.command('Stack Moxie: Refresh Scenarios');
    await workbench.viewMessage(/Cannot reach 127\.0\.0\.1.*Showing what was last seen at/).waitFor();
    await workbench.row('Website, folder').waitFor();
    await workbench.notification('Cannot reach').waitFor();
    cloud.rule = () => undefined;
    await workbench.pressInNotification('Cannot reach', 'Retry');
    await workbench.viewMessage(/Cannot reach/).waitFor({ state: 'hidden' });
  });

  it('is told once that the token is no longer taken, and signs in again with another', async () => {
    const workbench = open();
    await signedIn(workbench);
    cloud.rule = () => ({ status: 401, body: '{"name":"Unauthorized","message":"No."}' });
    await workbench.command('Stack Moxie: Refresh Scenarios');
    await workbench.notification('refused the token for Acme').waitFor();
    await workbench.command('Stack Moxie: Refresh Scenarios');
    await workbench.command('Stack Moxie: Refresh Scenarios');
    assert.equal(await workbench.notification('refused the token').count(), 1);
    cloud.rule = () => undefined;
    await workbench.pressInNotification('refused the token for Acme', 'Sign In Again');
    await signIn(workbench, newcomer.token);
    await workbench.viewMessage(/refused/).waitFor({ state: 'hidden' });
    await workbench.row('Website, folder').waitFor();
  });

  it('signs out while a run is watched: that is no refusal, and it is watched again after signing in', async () => {
    const workbench = open();
    cloud.rule = ({ method, path }) =>
      method === 'GET' && /\/runs\/\d+$/.test(path)
        ? { change: (body) => body.replace(/"outcome":"\w+"/, '"outcome":"Running"') }
        : undefined;
    await workbench.expand('Website, folder');
    await workbench.press('Home page answers', 'Run', () =>
      workbench.row('Home page answers, scenario, running').waitFor(),
    );
    await workbench.command('Stack Moxie: Sign Out');
    await workbench.pick('127.0.0.1');
    await workbench.output(/You signed out\. The run continues, and watching resumes after you sign in\./);
    assert.equal(await workbench.notification('refused the token').count(), 0);
    await workbench.pressWelcome('Sign In', workbench.quickInput());
    await signIn(workbench, newcomer.token);
    await workbench.output(/Watching the run again\./);
    await workbench.row('Website, folder').waitFor();
    cloud.rule = () => undefined;
    await workbench.output(/Watching the run again\.[\s\S]*Passed: all 4 steps passed/);
    await workbench.clearNotifications();
  });

  it('signs out, and the token is gone', async () => {
    const workbench = open();
    await signedIn(workbench);
    await signOut(workbench);
  });

  it('sees a way on where the service is gone from the start, and where there is nothing yet', async () => {
    const workbench = open();
    await signedOut(workbench);
    let isSignedIn = false;
    cloud.rule = ({ path }) => {
      if (isSignedIn) return { status: 500, body: '{}' };
      isSignedIn = path === '/members';
      return undefined;
    };
    await workbench.pressWelcome('Sign In', workbench.quickInput());
    await signIn(workbench, newcomer.token);
    await workbench.welcomeButton('Retry').waitFor();
    await workbench.keepPicture('.build/ui-pictures', 'unreachable from the start');
    cloud.rule = () => ({ status: 200, body: '[]' });
    await workbench.pressWelcome(
      'Retry',
      workbench.page.locator('.part.sidebar .welcome-view').filter({ hasText: 'no scenarios yet' }),
    );
    cloud.rule = () => undefined;
    await workbench.pressWelcome('Refresh', workbench.row('Website, folder'));
    await signOut(workbench);
  });

  it('tries the sandbox: it starts on this machine, and its runs are not asked about', async () => {
    const workbench = open();
    await signedOut(workbench);
    await workbench.pressWelcome('Try the Sandbox', () => workbench.row('Website, folder').waitFor());
    await workbench.statusBar(/Acme · Sandbox/).waitFor();
    await workbench.expand('Website, folder');
    const passed = /Pricing page shows the campaign price · Acme \(Sandbox\) · run \d+[\s\S]*Passed/;
    await workbench.press('Pricing page shows the campaign price', 'Run', () => workbench.output(passed));
  });

  it('stops the sandbox: the view says so, and starts it again with what was in it', async () => {
    const workbench = open();
    await workbench.command('Stack Moxie: Stop the Sandbox');
    await workbench.page
      .locator('.part.sidebar .welcome-view')
      .filter({ hasText: 'The sandbox is stopped.' })
      .waitFor();
    await workbench.row('Website, folder').waitFor({ state: 'detached' });
    await workbench.keepPicture('.build/ui-pictures', 'the sandbox is stopped');
    await workbench.pressWelcome('Start the Sandbox', () => workbench.row('Website, folder').waitFor());
    await workbench.expand('Website, folder');
    await workbench.row('Pricing page shows the campaign price, scenario, passed').waitFor();
    await workbench.command('Stack Moxie: Stop the Sandbox');
  });
});

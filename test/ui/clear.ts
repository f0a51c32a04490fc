import { pressUntil, soon } from './presses';
import type { Workbench } from './workbench';

/** Makes a window as if nothing had been done in it: no question, editor, message or filter, the view shown. What was not saved is thrown away. */
export async function clear(workbench: Workbench): Promise<void> {
  await closeQuestions(workbench);
  const tab = workbench.page.locator('.part.editor .tab').first();
  await pressUntil(
    () => closeEditors(workbench),
    () => tab.waitFor({ state: 'hidden', ...soon }),
  );
  await workbench.clearNotifications();
  await workbench.showView('Stack Moxie');
  await showAll(workbench);
}

/** Dialogs and inputs of which a test that failed did not see the end. */
async function closeQuestions({ page }: Workbench): Promise<void> {
  const question = page.locator('.monaco-dialog-box, .quick-input-widget:visible').first();
  await pressUntil(
    () => page.keyboard.press('Escape'),
    () => question.waitFor({ state: 'hidden', ...soon }),
  );
}

async function closeEditors(workbench: Workbench): Promise<void> {
  await workbench.command('View: Close All Editors');
  const tab = workbench.page.locator('.part.editor .tab').first();
  const question = workbench.dialog('Do you want to save');
  for (let tries = 0; tries < 50 && (await tab.isVisible()); tries += 1) {
    if (await question.isVisible()) await workbench.pressInDialog("Don't Save");
    else await workbench.page.waitForTimeout(100);
  }
}

/** Clears the view's filter: its button is there only while there is one. */
async function showAll(workbench: Workbench): Promise<void> {
  const button = workbench.page.locator('.part.sidebar .action-label[aria-label^="Clear Filter"]').first();
  const isFiltered = async (): Promise<boolean> => (await button.count()) > 0;
  await pressUntil(
    async () => ((await isFiltered()) ? workbench.command('Stack Moxie: Clear Filter') : undefined),
    () => button.waitFor({ state: 'detached', ...soon }),
  );
}

import type { Browser, Locator, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, openStillPage, openWorkbench, showPage } from '../../scripts/host/browser.mjs';
import { clear } from './clear';
import { clickAway, clickUntil, pressUntil, soon, type Effect } from './presses';
import { SharedWindows } from './shared-windows';

/** What `npm start -- --json` prints. */
export interface Product {
  readonly url: string;
  readonly api: string;
  readonly token: string;
  readonly organization: string;
}

const read = (name: string): Product => JSON.parse(process.env[name] ?? '{}') as Product;
/** Started signed in, and signed out. */
export const product = read('UI_PRODUCT');
export const newcomer = read('UI_SIGNED_OUT');

/** What a person does in the window, by the parts of the workbench that stay put from version to version. */
export class Workbench {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open({ url }: Product = product): Promise<Workbench> {
    const browser = await launchBrowser(process.env['UI_BROWSER'] ?? '');
    const page = await openStillPage(browser, { width: 1400, height: 900 }, { isSeen: false });
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(browser, page);
    await workbench.goTo(url);
    return workbench;
  }

  async goTo(url: string): Promise<void> {
    await openWorkbench(this.page, url);
    await this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout: 60_000 });
  }

  /** Shows a view of the side bar; a press on the one that is shown would hide it. */
  async showView(name: string): Promise<void> {
    const label = this.page.locator(`.action-label[aria-label^="${name}"]`);
    // The whole item takes a press: a badge may lie over its label.
    const item = (of: string): Locator => this.page.locator(`.activitybar .action-item${of}`).filter({ has: label });
    await item('').first().waitFor();
    const shown = item('.checked').first();
    await pressUntil(async () => ((await shown.isVisible()) ? undefined : item('').first().click(soon)), shown);
  }

  /**
   * Runs a command from the palette. One opened before a command was known does not learn of it, and one that loses the focus, to an
   * editor that opens late, closes: it is opened again.
   */
  async command(title: string): Promise<void> {
    const row = this.quickPick(title);
    for (let tries = 0; ; tries += 1) {
      await this.page.keyboard.press('F1');
      try {
        await this.quickInput().fill(`>${title}`, { timeout: 2_000 });
        await row.waitFor({ timeout: 2_000 });
        await row.click({ timeout: 2_000 });
        await row.waitFor({ state: 'hidden', timeout: 2_000 });
        return;
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
  }

  /** Saves what is edited, and waits until it is saved. */
  async save(): Promise<void> {
    const isSaved = (): Promise<void> => this.page.locator('.tab.active.dirty').waitFor({ state: 'detached', ...soon });
    await pressUntil(() => this.page.keyboard.press('Control+S'), isSaved);
  }

  /** The box of a quick pick or of an input. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** Waits for an input by its words, fills it in, and accepts. */
  async answer(words: string, value: string): Promise<void> {
    const box = this.page.locator('.quick-input-widget:visible').filter({ hasText: words });
    await box.waitFor();
    const accept = async (): Promise<void> => {
      if (!(await box.isVisible())) return;
      await this.quickInput().fill(value, soon);
      await this.quickInput().press('Enter', soon);
    };
    await pressUntil(accept, () => box.waitFor({ state: 'hidden' }));
  }

  /** Chooses from a quick pick; `typed` narrows it first. */
  async pick(text: string, typed?: string): Promise<void> {
    if (typed !== undefined) await this.quickInput().fill(typed);
    await clickAway(this.quickPick(text));
  }

  quickPick(text: string): Locator {
    return this.page.locator('.quick-input-widget:visible .monaco-list-row').filter({ hasText: text }).first();
  }

  /** What the input says of what was typed. */
  inputMessage(text: string): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-message').filter({ hasText: text });
  }

  notification(text: string): Locator {
    return this.page.locator('.notifications-toasts .notification-list-item').filter({ hasText: text });
  }

  async pressInNotification(text: string, button: string): Promise<void> {
    await clickAway(this.notification(text).first().locator('.monaco-button').filter({ hasText: button }));
  }

  async clearNotifications(): Promise<void> {
    // One that comes at this moment stays.
    await pressUntil(
      () => this.command('Notifications: Clear All Notifications'),
      () =>
        this.notification('')
          .first()
          .waitFor({ state: 'detached', ...soon }),
    );
  }

  /** A question that has to be answered. */
  dialog(text: string): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  async pressInDialog(button: string): Promise<void> {
    await clickAway(
      this.page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: new RegExp(`^${button}$`) }),
    );
  }

  /** A button that a view shows while it has nothing else to show. */
  welcomeButton(title: string): Locator {
    return this.page.locator('.part.sidebar .welcome-view .monaco-button').filter({ hasText: title });
  }

  pressWelcome(title: string, effect: Effect): Promise<void> {
    return clickUntil(this.welcomeButton(title), effect);
  }

  /** A proposal of the list that completes what is typed. */
  suggestion(text: string): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: text }).first();
  }

  /** A line of the editor; the editor writes spaces as others than a person types. */
  line(text: string): Locator {
    return this.page
      .locator('.monaco-editor .view-line')
      .filter({ hasText: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')) })
      .first();
  }

  /** Gives the focus to the editor, by the keyboard: a click into its text may scroll it, or land where the text is not. */
  async focusEditor(): Promise<void> {
    await pressUntil(
      () => this.page.keyboard.press('Control+1'),
      () => this.page.locator('.part.editor .monaco-editor.focused').first().waitFor(soon),
    );
  }

  /** Puts the cursor at a place, both counted from 1: an editor that was opened just now may take it back to the top. */
  async putCursor(line: number, column = 1): Promise<void> {
    const place = `${String(line)}${column === 1 ? '' : `:${String(column)}`}`;
    const press = async (): Promise<void> => {
      await this.focusEditor();
      await this.page.keyboard.press('Control+G');
      await this.quickInput().fill(`:${place}`, soon);
      await this.quickInput().press('Enter', soon);
    };
    await pressUntil(press, () =>
      this.statusBar(new RegExp(`^Ln ${String(line)}, Col ${String(column)}$`)).waitFor(soon),
    );
  }

  /** Opens a file that the Explorer shows, and gives it the focus. */
  async openFile(name: string): Promise<void> {
    // Shown already, it would be hidden.
    if (!(await this.page.locator('.explorer-folders-view').isVisible())) await this.showView('Explorer');
    await clickUntil(this.row(name), this.editor(name));
    await this.focusEditor();
  }

  /** What the side bar says above the tree. */
  viewMessage(text: string | RegExp): Locator {
    return this.page.locator('.part.sidebar .message').filter({ hasText: text }).first();
  }

  /** A row of the side bar whose accessible label begins so. */
  row(label: string): Locator {
    return this.page.locator(`.part.sidebar .monaco-list-row[aria-label^="${label}"]`).first();
  }

  /** Lets the mouse rest on a row until its tooltip is there. A row that is drawn anew under the mouse wants it to move again. */
  async tooltip(label: string, text: string): Promise<Locator> {
    const tooltip = this.page.locator('.monaco-hover:visible').filter({ hasText: text });
    const rest = async (): Promise<void> => {
      await this.#moveAway();
      await this.row(label).hover(soon);
    };
    await pressUntil(rest, () => tooltip.waitFor({ timeout: 3_000 }));
    return tooltip;
  }

  /** Has the mouse rest on no row: the tooltip of one lies over those below it. */
  async #moveAway(): Promise<void> {
    await this.page.locator('.part.editor').hover(soon);
  }

  /** Opens a folder's or a scenario's row, where it is not open. */
  expand(label: string): Promise<void> {
    return this.#untilExpanded(label, 'true');
  }

  collapse(label: string): Promise<void> {
    return this.#untilExpanded(label, 'false');
  }

  async #untilExpanded(label: string, wanted: 'true' | 'false'): Promise<void> {
    const row = this.row(label);
    await row.waitFor();
    const isSo = this.page
      .locator(`.part.sidebar .monaco-list-row[aria-label^="${label}"][aria-expanded="${wanted}"]`)
      .first();
    const press = (): Promise<void> => this.#moveAway().then(() => row.click(soon));
    await pressUntil(
      async () => ((await row.getAttribute('aria-expanded', soon)) === wanted ? undefined : press()),
      isSo,
    );
  }

  /** Presses an inline button of a row, as the mouse would, until something is seen of it. */
  async press(label: string, button: string, effect: Effect): Promise<void> {
    await this.row(label).waitFor();
    const press = async (): Promise<void> => {
      await this.#moveAway();
      await this.row(label).hover(soon);
      await this.#untilStill();
      await this.row(label).locator(`.action-label[aria-label^="${button}"]`).click(soon);
    };
    await pressUntil(press, effect);
  }

  /** Waits until the tree was not drawn anew for a moment: a press on a row that is replaced under the mouse is no press. */
  async #untilStill(): Promise<void> {
    const rows = this.page.locator('.part.sidebar .monaco-list-rows').first();
    for (let drawn = ''; ;) {
      const now = await rows.innerHTML();
      if (now === drawn) return;
      drawn = now;
      await this.page.waitForTimeout(200);
    }
  }

  /** Waits until the output panel's text matches. */
  async output(pattern: RegExp): Promise<string> {
    // The editor draws spaces as no-break spaces.
    const drawn = new RegExp(pattern.source.replaceAll(' ', '[ \\u00a0]'), pattern.flags);
    const lines = this.page.locator('.part.panel .view-lines').filter({ hasText: drawn }).first();
    await lines.waitFor();
    return (await lines.innerText()).replaceAll('\u00a0', ' ');
  }

  editor(name: string): Locator {
    return this.page.locator(`.tab.active[data-resource-name="${name}"]`);
  }

  statusBar(text: RegExp): Locator {
    return this.page.locator('.part.statusbar .statusbar-item').filter({ hasText: text }).first();
  }

  /** Keeps a picture of what is to be seen, where somebody wants to look: pictures take as long as tests. */
  async keepPicture(folder: string, name: string): Promise<void> {
    if (process.env['UI_PICTURES']) await this.photograph(folder, name);
  }

  async photograph(folder: string, name: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    await showPage(this.page);
    await this.page.screenshot({ path: join(folder, `${name.replace(/\W+/g, '-').slice(0, 100)}.png`) });
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

const picturesOfFailures = '.failures/ui';

const shared = new SharedWindows<Workbench>();

/**
 * Has a workbench before a suite's tests, as if nothing had been done in it. Keeps a picture of how a failure looks, and leaves nothing of it
 * to the next test.
 */
export function withWorkbench(where: Product): () => Workbench {
  shared.want(where.url);
  let workbench: Workbench | undefined;
  const get = (): Workbench => {
    if (!workbench) throw new Error('The workbench is not open.');
    return workbench;
  };
  before(async () => {
    workbench = await shared.open(where.url, () => Workbench.open(where));
    await clear(workbench);
  });
  afterEach(async function keep() {
    if (this.currentTest?.state !== 'failed') return;
    await get().photograph(picturesOfFailures, this.currentTest.fullTitle());
    await clear(get());
  });
  after(() => shared.done(where.url));
  return get;
}

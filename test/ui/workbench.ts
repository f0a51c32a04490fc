import type { Browser, Locator, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser, openStillPage } from '../../scripts/host/browser.mjs';

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
    const page = await openStillPage(browser, { width: 1400, height: 900 });
    page.setDefaultTimeout(30_000);
    const workbench = new Workbench(browser, page);
    await workbench.goTo(url);
    return workbench;
  }

  async goTo(url: string): Promise<void> {
    await this.page.goto(url, { timeout: 60_000 });
    await this.page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout: 60_000 });
  }

  async showView(name: string): Promise<void> {
    await this.page.locator(`.activitybar .action-label[aria-label^="${name}"]`).first().click();
  }

  /** Runs a command from the palette. One opened before a command was known does not learn of it: it is closed and opened again. */
  async command(title: string): Promise<void> {
    const row = this.page.locator('.quick-input-widget:visible .monaco-list-row').filter({ hasText: title }).first();
    for (let tries = 0; ; tries += 1) {
      await this.page.keyboard.press('F1');
      await this.quickInput().fill(`>${title}`);
      try {
        await row.waitFor({ timeout: 2_000 });
        break;
      } catch (error) {
        if (tries === 5) throw error;
        await this.page.keyboard.press('Escape');
      }
    }
    await row.click();
  }

  /** Saves what is edited, and waits until it is saved. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** The box of a quick pick or of an input. */
  quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible .quick-input-box input');
  }

  /** Waits for an input by its words, fills it in, and accepts. */
  async answer(words: string, value: string): Promise<void> {
    await this.page.locator('.quick-input-widget:visible').filter({ hasText: words }).waitFor();
    await this.quickInput().fill(value);
    await this.quickInput().press('Enter');
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
    await this.notification(text).first().locator('.monaco-button').filter({ hasText: button }).click();
  }

  async clearNotifications(): Promise<void> {
    await this.command('Notifications: Clear All Notifications');
    await this.notification('').first().waitFor({ state: 'detached' });
  }

  /** A question that has to be answered. */
  dialog(text: string): Locator {
    return this.page.locator('.monaco-dialog-box').filter({ hasText: text });
  }

  async pressInDialog(button: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button').filter({ hasText: new RegExp(`^${button}$`) }).click();
  }

  /** A button that a view shows while it has nothing else to show. */
  welcomeButton(title: string): Locator {
    return this.page.locator('.part.sidebar .welcome-view .monaco-button').filter({ hasText: title });
  }

  /** A proposal of the list that completes what is typed. */
  suggestion(text: string): Locator {
    return this.page.locator('.suggest-widget.visible .monaco-list-row').filter({ hasText: text }).first();
  }

  /** A line of the editor; the editor writes spaces as others than a person types. */
  line(text: string): Locator {
    return this.page.locator('.monaco-editor .view-line').filter({ hasText: new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(' ', '\\s')) }).first();
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
    for (let tries = 0; ; tries += 1) {
      await this.page.mouse.move(900, 300);
      const box = await this.row(label).boundingBox();
      await this.page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 8, { steps: 5 });
      try {
        await tooltip.waitFor({ timeout: 3_000 });
        return tooltip;
      } catch (error) {
        if (tries === 5) throw error;
      }
    }
  }

  /** Presses an inline button of a row, as the mouse would. */
  async press(label: string, button: string): Promise<void> {
    await this.row(label).hover();
    await this.#untilStill();
    await this.row(label).locator(`.action-label[aria-label^="${button}"]`).click();
  }

  /** Waits until the tree was not drawn anew for a moment: a press on a row that is replaced under the mouse is no press. */
  async #untilStill(): Promise<void> {
    const rows = this.page.locator('.part.sidebar .monaco-list-rows').first();
    for (let drawn = ''; ; ) {
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

  /** Keeps a picture of what is to be seen, for whoever wants to look. */
  async keepPicture(folder: string, name: string): Promise<void> {
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${name.replace(/\W+/g, '-').slice(0, 100)}.png`) });
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

/** Opens a workbench before a suite's tests, closes it after them, and keeps a picture of every test's end: a failure's where failures are kept. */
export function withWorkbench(where: Product): () => Workbench {
  let workbench: Workbench | undefined;
  const get = (): Workbench => {
    if (!workbench) throw new Error('The workbench is not open.');
    return workbench;
  };
  before(async () => {
    workbench = await Workbench.open(where);
    await workbench.showView('Stack Moxie');
  });
  afterEach(async function keep() {
    const folder = this.currentTest?.state === 'failed' ? '.failures/ui' : '.build/ui-pictures';
    await get().keepPicture(folder, this.currentTest?.fullTitle() ?? '');
  });
  after(() => workbench?.close());
  return get;
}

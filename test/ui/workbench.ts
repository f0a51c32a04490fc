import type { Browser, Locator, Page } from 'playwright-core';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from '../../scripts/host/browser.mjs';

/** What `npm start -- --json` prints. */
export interface Product {
  readonly url: string;
  readonly api: string;
  readonly token: string;
  readonly organization: string;
}

export const product = JSON.parse(process.env['UI_PRODUCT'] ?? '{}') as Product;

/** What a person does in the window, by the parts of the workbench that stay put from version to version. */
export class Workbench {
  private constructor(
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  static async open(): Promise<Workbench> {
    const browser = await launchBrowser(process.env['UI_BROWSER'] ?? '');
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    page.setDefaultTimeout(30_000);
    await page.goto(product.url, { timeout: 60_000 });
    await page.locator('.monaco-workbench .part.statusbar .statusbar-item').first().waitFor({ timeout: 60_000 });
    return new Workbench(browser, page);
  }

  async showView(name: string): Promise<void> {
    await this.page.locator(`.activitybar .action-label[aria-label^="${name}"]`).first().click();
  }

  /** A row of the side bar whose accessible label begins so. */
  row(label: string): Locator {
    return this.page.locator(`.part.sidebar .monaco-list-row[aria-label^="${label}"]`).first();
  }

  /** Presses an inline button of a row, as the mouse would. */
  async press(label: string, button: string): Promise<void> {
    await this.row(label).hover();
    await this.row(label).locator(`.action-label[aria-label^="${button}"]`).click();
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

  /** Keeps a picture of what is to be seen, for whoever looks into a failure. */
  async keepPicture(test: string): Promise<void> {
    const folder = join('.failures', 'ui');
    mkdirSync(folder, { recursive: true });
    await this.page.screenshot({ path: join(folder, `${test.replace(/\W+/g, '-')}.png`) });
  }

  async close(): Promise<void> {
    await this.browser.close();
  }
}

import type { Locator } from 'playwright-core';

/** What is to be seen of a press: something that appears, or a wait of one's own that rejects where it does not come. */
export type Effect = Locator | (() => Promise<unknown>);

/** How long a press and what is to be seen of it may take, in milliseconds, before it is pressed again. */
export const soon = { timeout: 5_000 };
const tries = 6;

/** Presses until its effect is seen, a few times: what is drawn anew under the mouse, or has not got the focus yet, takes no press. Throws what was wrong with the last one. */
export async function pressUntil(press: () => Promise<unknown>, effect: Effect): Promise<void> {
  for (let left = tries - 1; ; left -= 1) {
    try {
      await press();
      await (typeof effect === 'function' ? effect() : effect.waitFor(soon));
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}

/** Clicks what is there as long as it is, until something is seen of it. */
export async function clickUntil(target: Locator, effect: Effect): Promise<void> {
  await target.waitFor();
  await pressUntil(async () => ((await target.isVisible()) ? target.click(soon) : undefined), effect);
}

/** Clicks what closes with a click, until it has. */
export function clickAway(target: Locator): Promise<void> {
  return clickUntil(target, () => target.waitFor({ state: 'hidden', ...soon }));
}

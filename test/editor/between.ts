import { Between } from '../support/between';

const shared = globalThis as { stackMoxieBetween?: Between };

/** Opens the way from the extension to the sandbox, at the address that the extension was started with. */
export async function openBetween(): Promise<void> {
  shared.stackMoxieBetween = await Between.open(process.env['TEST_API'] ?? '', Number(process.env['TEST_PORT']));
}

/** What stands between the extension and the sandbox. One in all test files, though each is a bundle of its own. */
export function between(): Between {
  if (!shared.stackMoxieBetween) throw new Error('The way to the sandbox is not open.');
  return shared.stackMoxieBetween;
}

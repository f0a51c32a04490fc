import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, type Installation } from '../sandbox/process';

/** What a test of push and pull has to itself: a sandbox's installation, and a workspace folder. */
export interface Fresh {
  readonly place: Installation;
  readonly folder: string;
}

/** Makes them before each test of a suite; after it both are gone, and nothing of it runs any more. */
export function freshForEach(): Fresh {
  let now: Fresh | undefined;
  const get = (): Fresh => {
    if (!now) throw new Error('No test runs.');
    return now;
  };
  beforeEach(() => {
    now = { place: install(), folder: mkdtempSync(join(tmpdir(), 'sync-')) };
  });
  afterEach(async () => {
    const { place, folder } = get();
    rmSync(folder, { recursive: true, force: true });
    await place.remove();
  });
  return {
    get place() {
      return get().place;
    },
    get folder() {
      return get().folder;
    },
  };
}

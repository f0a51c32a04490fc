import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { install, startProcess, type Installation, type SandboxProcess } from '../sandbox/process';
import type { Place } from './machine';
import { Meant } from './truth';
import { bundleWorker } from './work';

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

/** What processes of their own work on. */
export interface FreshWork {
  /** Empty. */
  readonly sandbox: SandboxProcess;
  readonly here: Place;
  /** The bundle of such a process. */
  readonly worker: string;
  readonly meant: Meant;
}

export async function beginWork({ place, folder }: Fresh): Promise<FreshWork> {
  const sandbox = startProcess(place, { args: ['--json', '--empty'] });
  return { sandbox, here: { address: await sandbox.ready, folder }, worker: await bundleWorker(place.folder), meant: new Meant() };
}

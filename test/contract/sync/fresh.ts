import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endProcess, install, startProcess, type Installation, type SandboxProcess } from '../sandbox/process';
import { doAll, machine, undone, type Place } from './machine';
import { Meant, verifyEnd } from './truth';
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
export interface FreshWork extends Fresh {
  /** Empty. */
  readonly sandbox: SandboxProcess;
  readonly here: Place;
  /** The bundle of such a process. */
  readonly worker: string;
  readonly meant: Meant;
}

/** As `freshForEach`, with an empty sandbox that is up. What it gives is filled in before each test. */
export function freshWorkForEach(): FreshWork {
  const fresh = freshForEach();
  const now = {} as FreshWork;
  beforeEach(async () => {
    const { place, folder } = fresh;
    const sandbox = startProcess(place, { args: ['--json', '--empty'] });
    Object.assign(now, {
      place,
      folder,
      sandbox,
      here: { address: await sandbox.ready, folder },
      worker: await bundleWorker(place.folder),
      meant: new Meant(),
    } satisfies FreshWork);
  });
  return now;
}

/** Both ways have nothing left to do, here and there is what was meant, and the sandbox ends in good order. */
export async function verifyInOrder({ here, meant, sandbox }: FreshWork): Promise<void> {
  for (const direction of ['pull', 'push'] as const)
    assert.deepEqual(undone(await doAll(machine(here), direction)), []);
  await verifyEnd(here, meant);
  assert.equal(await endProcess(sandbox), 0);
}

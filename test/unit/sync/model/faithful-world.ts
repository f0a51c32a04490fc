import { SyncEngine } from '../../../../src/sync/engine';
import { Life, MadeDisk, MadeFiles, MadeStore } from '../made-world';
import { FaithfulCloud } from './faithful-cloud';
import { language } from '../made-texts';

/** Push and pull over files and an organization in memory. */
export interface FaithfulWorld {
  readonly files: MadeFiles;
  readonly disk: MadeDisk;
  readonly store: MadeStore;
  readonly cloud: FaithfulCloud;
  readonly engine: SyncEngine;
  /** Ends this process; another one starts on the same files. */
  restart(): FaithfulWorld;
}

let processes = 0;

export function faithfulWorld(shared: Partial<Pick<FaithfulWorld, 'files' | 'disk' | 'cloud'>> = {}): FaithfulWorld {
  const { files = new MadeFiles(), disk = new MadeDisk(), cloud = new FaithfulCloud() } = shared;
  processes += 1;
  const store = new MadeStore(disk, `faithful-${processes}`);
  const clock = {
    now: () => cloud.clock,
    sleep: async (milliseconds: number) => {
      cloud.pass(milliseconds);
      await Promise.resolve();
    },
  };
  const engine = new SyncEngine({ files, store, cloud, clock, language: () => language });
  const restart = (): FaithfulWorld => {
    disk.running.delete(store.process);
    const next = faithfulWorld({ files, disk, cloud });
    live(next, new Life());
    return next;
  };
  return { files, disk, store, cloud, engine, restart };
}

/** One life for all that a process writes. */
export function live({ files, store, cloud }: FaithfulWorld, life: Life): void {
  files.life = life;
  store.life = life;
  cloud.life = life;
}

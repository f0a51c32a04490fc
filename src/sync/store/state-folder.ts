import type { StorePort } from '../model/ports';

/** Parts of the state folder that are this machine's own. */
const ignored = ['base/', 'backups/', 'journal/', '*.lock', '*.tmp'];
const ignoreFile = '.gitignore';

interface TextStore {
  read(path: string): Promise<string | undefined>;
  put(path: string, text: string): Promise<void>;
}

/** Keeps what is this machine's own out of version control, unless somebody has said so otherwise. */
export async function writeIgnoreFile(store: TextStore): Promise<void> {
  if ((await store.read(ignoreFile)) === undefined) await store.put(ignoreFile, `${ignored.join('\n')}\n`);
}

/** The store, which keeps what is this machine's own out of version control from its first write on. */
export function withIgnoreFile(store: StorePort): StorePort {
  let ready: Promise<void> | undefined;
  return {
    process: store.process,
    read: (path) => store.read(path),
    list: (folder) => store.list(folder),
    delete: (path) => store.delete(path),
    alone: (work) => store.alone(work),
    isRunning: (process) => store.isRunning(process),
    put: async (path, text) => {
      ready ??= writeIgnoreFile(store);
      try {
        await ready;
      } catch (error) {
        ready = undefined;
        throw error;
      }
      await store.put(path, text);
    },
  };
}

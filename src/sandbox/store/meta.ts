import type { Database } from './database';

/** What the sandbox remembers of itself. */
export interface Meta {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
}

export function createMeta(database: Database): Meta {
  return {
    get: (key) => database.get<{ value: string }>('SELECT value FROM meta WHERE key = ?', key)?.value,
    set: (key, value) =>
      void database.run(
        'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
        key,
        value,
      ),
  };
}

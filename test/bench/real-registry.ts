import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRegistryFile } from '../../src/registry/registry-file';
import type { RegistryEntryPayload } from '../../src/wire/registry';

const corpus = process.env['STACK_MOXIE_CORPUS'] ?? '';

/** All registry files of the corpus, one registry a file; none where the environment names no corpus. */
export function realRegistries(): readonly (readonly RegistryEntryPayload[])[] {
  const folder = join(corpus, 'registry');
  if (corpus === '' || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => readRegistryFile(readFileSync(join(folder, name), 'utf8')).entries);
}

/** The largest of the real registries. */
export function realRegistry(): readonly RegistryEntryPayload[] | undefined {
  const count = (entries: readonly RegistryEntryPayload[]): number =>
    entries.reduce((sum, { stepDefinitionsList }) => sum + stepDefinitionsList.length, 0);
  return realRegistries().toSorted((a, b) => count(b) - count(a))[0];
}

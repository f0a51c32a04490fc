import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { RegistryEntryPayload } from '../../../src/wire/registry';

const corpus = process.env['STACK_MOXIE_CORPUS'];
const folder = corpus === undefined ? undefined : join(corpus, 'registry');

/** The real registries, file by file; none where the environment names no corpus. */
export const realRegistries: readonly (readonly RegistryEntryPayload[])[] =
  folder === undefined || !existsSync(folder)
    ? []
    : readdirSync(folder)
        .filter((file) => file.endsWith('.json'))
        .map((file) =>
          [
            JSON.parse(readFileSync(join(folder, file), 'utf8')) as RegistryEntryPayload | RegistryEntryPayload[],
          ].flat(),
        );

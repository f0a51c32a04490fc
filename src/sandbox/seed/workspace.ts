import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf } from '../../base/error-text';
import { seedScenarios } from './plan';

/** Writes the demonstration scenarios as files; a file that is there already stays as it is. */
export function writeWorkspace(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const { file, text } of seedScenarios) {
    try {
      writeFileSync(join(folder, file), text, { flag: 'wx' });
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }
}

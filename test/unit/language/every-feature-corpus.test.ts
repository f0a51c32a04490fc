import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openScenario } from '../../../src/language/check/live-scenario';
import { createCatalog } from '../../../src/registry/catalog';
import { inFile } from '../../../src/scenario/document/offsets';
import { realRegistries } from '../registry/corpus';
import { features } from './every-feature';

const folder = join(process.env['STACK_MOXIE_CORPUS'] ?? '', 'scenarios');
/** Characters between two places that are asked about. */
const stride = 37;

if (realRegistries.length > 0 && existsSync(folder))
  describe('every feature on real files', () => {
    const knowledge = { catalog: createCatalog(realRegistries.flat()), now: Date.parse('2026-03-10T15:20:30Z') };
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.ya?ml$/.test(name));

    it('answers with spans that are inside of them', function () {
      this.timeout(0);
      for (const file of files) {
        const text = readFileSync(join(folder, file), 'utf8');
        const live = openScenario(text);
        for (let offset = 0; offset <= text.length; offset += stride)
          for (const { name, run } of features)
            for (const { start, end } of run(live, live.read(knowledge), inFile(offset)))
              assert.ok(0 <= start && start <= end && end <= text.length, `${name} at ${String(offset)} of ${file}`);
      }
    });
  });

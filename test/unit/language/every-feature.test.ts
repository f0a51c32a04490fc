import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { openScenario } from '../../../src/language/check/live-scenario';
import { inFile } from '../../../src/scenario/document/offsets';
import { applyChange, createRandom, documents, mutate } from '../scenario/document/mutations';
import { features } from './every-feature';
import { knowledge } from './scene';
import { atOnce } from '../../support/at-once';
import { rounds } from '../../support/rounds';

const folder = 'test/unit/language/fixtures';
const fixtures = readdirSync(folder).filter((name) => name.endsWith('.crank.yml'));
const texts = [...fixtures.map((name) => readFileSync(`${folder}/${name}`, 'utf8')), ...documents];
const count = rounds(25);
/** A feature that takes longer than this for a small file hangs. Milliseconds. */
const patience = 1_000;

describe('every feature', () => {
  it('answers for mutated files, with spans that are inside of them', function () {
    this.timeout(0);
    for (let seed = 1; seed <= count; seed++) {
      const random = createRandom(seed);
      let text = texts[seed % texts.length] ?? '';
      const live = openScenario(text);
      for (let change = 0; change < 3; change++) {
        const edit = mutate(text, random);
        text = applyChange(text, edit);
        live.update([edit]);
        const offset = Math.floor(random() * (text.length + 1));
        const known = seed % 5 === 0 ? { now: knowledge.now } : knowledge;
        for (const { name, run } of features) {
          const story = (): string => `${name}, seed ${String(seed)}, at ${String(offset)} of ${JSON.stringify(text)}`;
          let spans: readonly { readonly start: number; readonly end: number }[] = [];
          assert.doesNotThrow(
            () => (spans = atOnce(patience, () => run(live, live.read(known), inFile(offset)), story)),
            story(),
          );
          for (const { start, end } of spans)
            assert.ok(0 <= start && start <= end && end <= text.length, `${String(start)}-${String(end)}: ${story()}`);
        }
      }
    }
  });
});

import assert from 'node:assert/strict';
import { inFile } from '../../../src/scenario/document/offsets';
import { openScenario } from '../../../src/language/check/live-scenario';
import { itOnEachCorpus } from '../../support/corpus';
import { features } from './every-feature';

/** Characters between two places that are asked about. */
const stride = 37;

describe('every feature on files of a corpus', () => {
  itOnEachCorpus('answers with spans that are inside of them', function ({ catalog, scenarios }) {
    this.timeout(0);
    const knowledge = { catalog, now: Date.parse('2026-03-10T15:20:30Z') };
    for (const { path, text } of scenarios) {
      const live = openScenario(text);
      for (let offset = 0; offset <= text.length; offset += stride)
        for (const { name, run } of features)
          for (const { start, end } of run(live, live.read(knowledge), inFile(offset)))
            assert.ok(0 <= start && start <= end && end <= text.length, `${name} at ${String(offset)} of ${path}`);
    }
  });
});

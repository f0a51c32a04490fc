import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describeApi } from './api-contract';
import { makeFolder, remove, several } from './behaviour/made';
import { faultySubject, type FaultySubjectOptions } from './faulty-subject';
import { mets } from './troubles';

/** Three troubles in a row are as many as the client can overcome: it tries a read four times. */
const profile = 'flaky,unauthorized=0.05,retry-after=1,burst=3';

/** Each test has faults of its own: with those of one seed, the first folder would fare alike in all of them. */
const seedOf = (title: string): number => createHash('sha256').update(title).digest().readUInt32BE();

function describeUnderFaults(by: FaultySubjectOptions['by'], seed: number): void {
  describe(`API: the client against a sandbox with faults by ${by}, seed ${String(seed)}`, () => {
    const counts = new Map<string, number>();
    const rejections: unknown[] = [];
    const reject = (reason: unknown): void => void rejections.push(reason);
    let faults = '';

    before(() => void process.on('unhandledRejection', reject));
    after(() => void process.off('unhandledRejection', reject));
    beforeEach(function () {
      faults = `${profile},seed=${String(seedOf(this.currentTest?.fullTitle() ?? ''))}`;
    });
    afterEach(function () {
      if (this.currentTest?.state === 'failed')
        process.stderr.write(`"${this.currentTest.fullTitle()}" failed with --faults ${faults}\n`);
    });

    describeApi(() => faultySubject({ faults, by, tell: (what) => counts.set(what, (counts.get(what) ?? 0) + 1) }));

    // A suite of its own, since it tells of the tests above, and tests come before suites.
    describe('all in all', () => {
      it('meets every kind of trouble, and leaves no rejection unhandled', async () => {
        await new Promise((resolve) => setImmediate(resolve));
        assert.deepEqual(rejections, []);
        const rare = [...mets, 'done unheard'].filter((what) => (counts.get(what) ?? 0) < 10);
        assert.deepEqual(rare, [], JSON.stringify([...counts]));
      });
    });
  });
}

describeUnderFaults('option', 1);
describeUnderFaults('header', 2);

describe('API: faults of a seed', () => {
  /** What goes wrong while some folders come and go. */
  async function troublesOf(by: FaultySubjectOptions['by'], seed: number): Promise<readonly string[]> {
    const troubles: string[] = [];
    const subject = await faultySubject({
      faults: `${profile},seed=${String(seed)}`,
      by,
      tell: (what) => troubles.push(what),
    });
    const { api, organization } = subject;
    try {
      const folders = await several(12, (index) => makeFolder(subject, `F${String(index)}`));
      for (const { id } of folders)
        await remove(
          subject,
          () => api.folders.delete(organization, id),
          () => api.folders.get(organization, id),
        );
    } finally {
      await subject.close();
    }
    return troubles;
  }

  it('are the same each time, and however they are asked for; those of another are others', async () => {
    const first = await troublesOf('option', 7);
    assert.ok(first.length > 10, first.join());
    assert.deepEqual(await troublesOf('option', 7), first);
    assert.deepEqual(await troublesOf('header', 7), first);
    assert.notDeepEqual(await troublesOf('option', 8), first);
  });
});

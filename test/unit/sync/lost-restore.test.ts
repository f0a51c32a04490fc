import assert from 'node:assert/strict';
import type { StoredBackup } from '../../../src/sync/store/backups';
import { content, input, madeWorld, step } from './made-world';

async function restored(trouble: 'late' | 'lose', name: string): Promise<string> {
  const { cloud, engine } = madeWorld();
  const { id, definition } = cloud.put(input(content('A', { steps: [step('one')] })));
  cloud.trouble = (request) => (request.startsWith('update') ? trouble : undefined);
  const backup = { side: 'cloud', why: 'push', name, id, text: '', raw: { name, definition, severity: 1 } };
  return engine.restoreInCloud(backup as unknown as StoredBackup).then(
    () => 'done',
    (error: unknown) => String((error as { outcome?: unknown }).outcome),
  );
}

describe('a backup that is put back into the cloud, and the answer is lost', () => {
  it('is not said to be back where only a setting differs, which nobody has seen', async () => {
    assert.equal(await restored('late', 'A'), 'unknown');
  });

  it('is back where its name is seen', async () => {
    assert.deepEqual([await restored('lose', 'B'), await restored('late', 'B')], ['done', 'unknown']);
  });
});

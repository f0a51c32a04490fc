import assert from 'node:assert/strict';
import { Backups } from '../../../src/sync/store/backups';
import { MadeDisk, MadeStore } from './made-world';

const day = 24 * 60 * 60 * 1000;

describe('backups', () => {
  const open = () => {
    const clock = { time: 1_700_000_000_000, now: () => clock.time };
    const backups = new Backups(new MadeStore(new MadeDisk(), 'host:1:a'), { organization: 'o', clock });
    const keep = (text: string, of: { readonly id?: number; readonly path?: string } = { id: 1 }) =>
      backups.keep({ side: 'file', why: 'pull', name: 'One', text, ...of });
    return { clock, backups, keep };
  };
  const texts = async (
    backups: Backups,
    of?: { readonly id?: number; readonly path?: string },
  ): Promise<readonly string[]> => (await backups.list(of)).map(({ text }) => text);

  it('are listed newest first, of one scenario, of one file, or all, also those of one millisecond', async () => {
    const { clock, backups, keep } = open();
    for (const text of ['0', '1', '2', '3', '4', '5', '6', '7', 'a', 'b']) await keep(text);
    clock.time += 1;
    await keep('c', { id: 2 });
    clock.time += 1;
    await keep('d', { path: 'x/New.crank.yml' });
    assert.deepEqual(
      [await texts(backups), await texts(backups, { id: 1 }), await texts(backups, { path: 'x/New.crank.yml' })],
      [
        ['d', 'c', 'b', 'a', '7', '6', '5', '4', '3', '2', '1', '0'],
        ['b', 'a', '7', '6', '5', '4', '3', '2', '1', '0'],
        ['d'],
      ],
    );
  });

  it('go when they are many or old, the newest of a scenario never', async () => {
    const { clock, backups, keep } = open();
    for (let count = 0; count < 35; count += 1) {
      clock.time += 1;
      await keep(String(count));
    }
    await backups.prune({ id: 1 });
    assert.deepEqual([(await texts(backups)).length, (await texts(backups))[0]], [30, '34']);
    clock.time += 61 * day;
    await backups.prune({ id: 1 });
    assert.deepEqual(await texts(backups), ['34']);
  });
});

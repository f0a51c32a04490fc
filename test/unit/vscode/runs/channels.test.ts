import assert from 'node:assert/strict';
import type { ChannelOwner } from '../../../../src/vscode/runs/channels';
import { madeChannels } from './made-channels';

const owner = (scenarioId: number, name: string, folder?: string): ChannelOwner => ({
  key: `o/${String(scenarioId)}`,
  name,
  scenarioId,
  ...(folder === undefined ? {} : { folder }),
});

/** The names of the channels that are open after these scenarios ran. */
function namesAfter(owners: readonly ChannelOwner[]): readonly string[] {
  const { open, channels } = madeChannels();
  for (const one of owners) channels.open(one, 'heading').end();
  return [...open.keys()].map((name) => name.replace('Stack Moxie: ', ''));
}

describe('channels of scenarios', () => {
  it('of one name are told apart by the folder', () => {
    const owners = [
      owner(1, 'Same', 'Leads'),
      owner(2, 'Same', 'CRM'),
      owner(3, 'Other', 'CRM'),
      owner(1, 'Same', 'Leads'),
    ];
    assert.deepEqual(namesAfter(owners), ['Same', 'Same (CRM)', 'Other']);
  });

  it('of one name are told apart by the number where the folder is the same, or unknown', () => {
    const owners = [
      owner(1, 'Same', 'Leads'),
      owner(2, 'Same', 'Leads'),
      owner(3, 'Same', 'CRM'),
      owner(4, 'Same', 'CRM'),
      owner(5, 'Same'),
    ];
    assert.deepEqual(namesAfter(owners), ['Same', 'Same (2)', 'Same (CRM)', 'Same (4)', 'Same (5)']);
  });

  it('have names of their own whatever scenarios are called', () => {
    const owners = [
      owner(1, 'Same (CRM)'),
      owner(2, 'Same'),
      owner(3, 'Same', 'CRM'),
      { ...owner(3, 'Same', 'CRM'), key: 'p/3' },
    ];
    assert.deepEqual(namesAfter(owners), ['Same (CRM)', 'Same', 'Same (3)', 'Same (p/3)']);
  });

  it('are twenty at most: the one that was not used for longest is closed, and used again it is made anew', () => {
    const { open, channels } = madeChannels();
    for (let id = 1; id <= 20; id += 1) channels.open(owner(id, String(id)), 'heading').end();
    channels.show('o/1');
    for (let id = 21; id <= 23; id += 1) channels.open(owner(id, String(id)), 'heading').end();
    assert.equal(open.size, 20);
    assert.deepEqual(
      [1, 2, 3, 4, 5].map((id) => channels.show(`o/${String(id)}`)),
      [true, false, false, false, true],
    );
    channels.open(owner(2, '2'), 'heading').end();
    assert.equal(open.get('Stack Moxie: 2'), 'heading\n');
  });

  it('are not closed while a run is being written, though they are more than twenty', () => {
    const { open, channels } = madeChannels();
    const writers = Array.from({ length: 22 }, (_, index) => channels.open(owner(index, String(index)), 'heading'));
    assert.equal(open.size, 22);
    const second = channels.open(owner(0, '0'), 'again');
    for (const writer of writers) writer.end();
    channels.open(owner(99, '99'), 'heading').end();
    assert.deepEqual(
      [open.size, channels.show('o/0'), channels.show('o/1')],
      [20, true, false],
      'of two runs one goes on',
    );
    second.append('more\n');
    assert.equal(open.get('Stack Moxie: 0'), 'heading\n\nagain\nmore\n');
  });
});

import assert from 'node:assert/strict';
import { commands } from '../../src/vscode/ids';
import type { ShownChanges } from '../../src/vscode/sync/drift/drift';
import { freshPlace } from './place';

describe('a first pull that was cut off before it wrote a link', () => {
  const { place } = freshPlace();

  it('is ended by the next look: the file has its link, and the changes are told', async () => {
    const definition = { scenario: 'Cut off', description: 'theirs', steps: [] };
    const id = await place.colleagueCreates({ name: 'Cut off', description: 'theirs', definition });
    await place.write('Cut off.crank.yml', 'scenario: Cut off\ndescription: mine\nsteps: []\n');
    const intents = [{ what: 'link', path: 'Cut off.crank.yml', id }];
    await place.write(
      '.stackmoxie/journal/1-gone-1.json',
      JSON.stringify({
        organization: process.env['STACK_MOXIE_ORGANIZATION'],
        process: '',
        began: Date.now(),
        intents,
      }),
    );
    const [shown] = (await place.run<readonly ShownChanges[]>(commands.refreshChanges)) ?? [];
    assert.deepEqual([shown?.changes, shown?.problems], [['conflict Cut off.crank.yml'], []]);
    assert.match(await place.read('.stackmoxie/links.json'), new RegExp(`"Cut off\\.crank\\.yml": ${String(id)},`));
  });
});

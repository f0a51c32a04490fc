import assert from 'node:assert/strict';
import { commands } from '../../src/vscode/ids';
import { itInSoak } from '../support/rounds';
import { between } from './between';
import { freshPlace } from './place';
import { ask, until, type Named } from './world';

const fileOf = (name: string): string =>
  `scenario: ${name}\nsteps:\n  - step: Given I navigate to http://www.acme.test/\n`;
const writes = (): readonly string[] => between().seen.filter((request) => !request.startsWith('GET '));
const named = async (name: string): Promise<readonly number[]> =>
  (await ask<readonly Named[]>('/scenarios')).filter((scenario) => scenario.name === name).map(({ id }) => id);

describe('the creation of a scenario whose answer is lost', () => {
  const { place, heard } = freshPlace();
  const create = async (path: string): Promise<readonly string[]> => {
    const summary = await place.run(commands.createInCloud, place.uri(path), { answers: { folder: null } });
    return (summary?.results ?? []).map(({ outcome }) => outcome);
  };

  it('is looked for while the service is still at it', async () => {
    const path = await place.write('Late.crank.yml', fileOf('Late'));
    between().seen.length = 0;
    between().rule = ({ method }) => (method === 'POST' ? { reset: 'meanwhile', delay: 2_500 } : undefined);
    assert.deepEqual(await create(path), ['done']);
    const [id = 0, ...others] = await named('Late');
    place.owns(id);
    assert.deepEqual([writes(), others], [['POST /scenarios'], []]);
    assert.deepEqual(heard.said, [
      `Created “Late” in Acme (Sandbox). The answer was lost. The scenario was found by its content (ID ${String(id)}).`,
    ]);
  });

  itInSoak(
    'that is not seen in half a minute has not been seen yet, and trying again names what came since and sends nothing',
    async () => {
      const path = await place.write('Later.crank.yml', fileOf('Later'));
      between().seen.length = 0;
      between().rule = ({ method }) => (method === 'POST' ? { reset: 'meanwhile', delay: 33_000 } : undefined);
      heard.answers = [];
      assert.deepEqual(await create(path), ['unknown']);
      assert.deepEqual(heard.said, [
        '“Later”: The answer was lost. The scenario may have been created. It has not been seen yet. [Look Again] [Try Again]',
      ]);
      // Sent again, it asks first: nothing was seen yet.
      await create(path);
      assert.match(
        heard.said[1] ?? '',
        /^No new scenario “Later” has been seen in Acme \(Sandbox\)\. Create one again\? \[Create Again\]/,
      );
      await until('it is there', async () => (await named('Later')).length === 1, 40_000);
      place.owns(...(await named('Later')));
      await create(path);
      assert.deepEqual([writes(), (await named('Later')).length], [['POST /scenarios'], 1]);
    },
  );
});

import assert from 'node:assert/strict';
import { commands } from '../../src/vscode/ids';
import { doing, writes } from './doing';
import { freshPlace } from './place';

const fileOf = (zip: string, more = ''): string =>
  `scenario: Zip code\ndescription: Leading zeros stay.\n${more}tokens:\n  zip: ${zip}\nsteps:\n- step: Given I navigate to http://www.acme.test/{{zip}}\n`;

describe('numbers that are not sent as they are written', () => {
  const { place } = freshPlace();
  const path = 'Zip code.crank.yml';

  it('are asked about before a push and before a run, and a pull leaves them as they are', async () => {
    const id = await place.create(await place.write(path, fileOf('"x"')));
    await place.write(path, fileOf('01234'));
    const pushed = await doing(place, {}, commands.pushFile, place.uri(path));
    assert.match(
      pushed.said[0] ?? '',
      /^“Zip code” has 1 number that changes when sent\. Push it to Acme \(Sandbox\) anyway\?/,
    );
    assert.deepEqual(writes(), []);
    await doing(place, { choose: 'Push Anyway' }, commands.pushFile, place.uri(path));
    assert.match(JSON.stringify(await place.scenario(id)), /"zip":1234/);
    const run = await doing(place, {}, commands.runScenario, place.uri(path));
    assert.match(
      run.said[0] ?? '',
      /^Run "Zip code" in Acme \(Sandbox\)\? Its file has 1 number that changes when sent\./,
    );
    assert.deepEqual(writes(), []);
    await place.change(id, { description: 'By a colleague' });
    await doing(place, {}, commands.pullScenario, place.uri(path));
    assert.equal(await place.read(path), fileOf('01234').replace('Leading zeros stay.', 'By a colleague'));
  });

  it('and would arrive as others are neither pushed nor run', async () => {
    await place.create(await place.write(path, fileOf('"x"')));
    await place.write(path, fileOf('12345678901234567890'));
    const words =
      '12345678901234567890 would be sent as 12345678901234567000, which is another number. Quote it: "12345678901234567890".';
    const pushed = await doing(place, {}, commands.pushFile, place.uri(path));
    assert.deepEqual(
      [pushed.said, writes()],
      [[`“Zip code”: The file contains numbers that would change when sent. Line 4: ${words}`], []],
    );
    const run = await doing(place, {}, commands.runScenario, place.uri(path));
    assert.deepEqual(
      [run.said, writes()],
      [[`“Zip code” was not run. Its file contains numbers that would change when sent. Line 4: ${words}`], []],
    );
    await place.write(path, fileOf('"12345678901234567890"'));
    await doing(place, {}, commands.pushFile, place.uri(path));
    assert.equal(writes().length, 1);
  });
});

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { endProcess, startProcess } from '../sandbox/process';
import { freshForEach } from './fresh';
import { doAll, machine, undone } from './machine';
import { changeCloud, made, Meant, verifyEnd, verifyTruth, verifyWhole } from './truth';
import { bundleWorker, work, type Order, type Working } from './work';
import { fileText } from '../../unit/sync/made-texts';

/** How often a process is killed; 100 in a long run. */
const kills = Number(process.env['STACK_MOXIE_SOAK_KILLS'] ?? 5);

/** Kills a worker a moment after it has done some of the 40 items of a round: the same moments in every run of the test, as far as a machine can. */
const atMomentOf = (round: number): Required<Pick<Working, 'heard'>> => ({
  heard: (lines, child) => {
    if (lines === ((round * 17) % 40) + 1) void delay((round * 7) % 12).then(() => child.kill('SIGKILL'));
  },
});

describe('killing a process that pulls or pushes', () => {
  const fresh = freshForEach();

  it(`${kills} times at any moment leaves each file, link and base old or new, and tells the truth`, async function patient() {
    this.timeout(60_000 + kills * 10_000);
    const { folder, place } = fresh;
    const sandbox = startProcess(place, { args: ['--json', '--empty'] });
    const here = { address: await sandbox.ready, folder };
    const worker = await bundleWorker(place.folder);
    const meant = new Meant();
    let killed = 0;
    for (let round = 0; round < kills; round += 1) {
      const direction = round % 2 === 0 ? 'pull' : 'push';
      const names = [...meant.names.slice(-20), ...Array.from({ length: 20 }, (_, index) => `round ${round} ${index}`)];
      const contents = names.map((name) => made(name, `${direction} ${round}`));
      for (const content of contents) meant.change(content.name, content);
      if (direction === 'pull') await changeCloud(here, contents);
      else for (const content of contents) writeFileSync(join(folder, `${content.name}.crank.yml`), fileText(content));
      const order: Order = { ...here, direction, waits: false };
      killed += (await work(order, { worker, ...atMomentOf(round) })) ? 0 : 1;
      await verifyWhole(here, meant);
      await verifyTruth(here, meant);
      assert.deepEqual(undone(await doAll(machine(here), direction)), [], 'the next one does all that is left');
      await verifyEnd(here, meant);
    }
    assert.ok(killed >= kills / 2, `${killed} were killed at their work`);
    assert.equal(await endProcess(sandbox), 0);
  });
});

import assert from 'node:assert/strict';
import { distortList, leakSecrets, madeUpSecrets } from '../../../src/sandbox/faults/distort';
import { Fates } from '../../../src/sandbox/faults/fate';
import { readFaults, troubles } from '../../../src/sandbox/faults/profile';
import { Fault } from '../../../src/sandbox/kit/fault';
import { createRandom } from '../../../src/sandbox/kit/random';

describe('sandbox fault profiles', () => {
  it('are settings with commas between', () => {
    const { chances, latency, retryAfter, burst, seed, secrets } = readFaults(
      ' outage=0.25, latency=50,seed=7 ,secrets',
    );
    assert.deepEqual(
      { outage: chances.outage, drop: chances.drop, latency, retryAfter, burst, seed, secrets },
      { outage: 0.25, drop: 0, latency: 50, retryAfter: 1, burst: 2, seed: 7, secrets: true },
    );
  });

  it('have names, and what follows a name wins', () => {
    const flaky = readFaults('flaky');
    assert.ok(flaky.chances.drop > 0 && flaky.repeat > 0 && flaky.chances.unauthorized === 0);
    assert.deepEqual(readFaults('flaky,drop=0,seed=3'), { ...flaky, chances: { ...flaky.chances, drop: 0 }, seed: 3 });
    assert.deepEqual(readFaults('none'), readFaults(''));
  });

  for (const text of [
    'noise',
    'drop=2',
    'drop=-1',
    'drop=x',
    'drop=',
    'drop=0.1=2',
    'latency=1.5',
    'seed=4294967296',
    'constructor',
    'flaky=1',
    'drop=0.6,lose=0.6',
  ]) {
    it(`are not ${text}`, () =>
      assert.throws(
        () => readFaults(text),
        (error) => error instanceof Fault && error.status === 400 && /flaky,seed=7/.test(error.message),
      ));
  }
});

describe('sandbox fates', () => {
  const profile = readFaults(
    'unauthorized=0.1,throttle=0.1,outage=0.1,drop=0.1,lose=0.1,truncate=0.1,latency=100,repeat=0.5,shuffle=0.5,seed=11',
  );
  const troublesOf = (fates: Fates, request: string, count: number): readonly (string | undefined)[] =>
    Array.from({ length: count }, () => fates.decide(profile, request).trouble);

  it('are the same for the same seed and request, whatever runs beside', () => {
    const [one, other] = [new Fates(), new Fates()];
    const alone = troublesOf(one, 'GET /a', 50);
    const beside = Array.from({ length: 50 }, (_, index) => {
      troublesOf(other, `GET /b${index}`, index % 3);
      return other.decide(profile, 'GET /a').trouble;
    });
    assert.deepEqual(beside, alone);
    assert.notDeepEqual(troublesOf(new Fates(), 'GET /c', 50), alone);
    const otherSeed = Array.from(
      { length: 50 },
      (_, index, fates = new Fates()) => fates.decide({ ...profile, seed: 12 + index }, 'GET /a').trouble,
    );
    assert.notDeepEqual(otherSeed, alone);
  });

  it('come about as often as they are asked for, every kind', () => {
    const counts = new Map<string | undefined, number>();
    const fates = new Fates();
    for (let index = 0; index < 4_000; index += 1) {
      const { trouble } = fates.decide(profile, `GET /${index}`);
      counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
    }
    for (const trouble of troubles)
      assert.ok(Math.abs((counts.get(trouble) ?? 0) - 400) < 80, `${trouble}: ${String(counts.get(trouble))}`);
  });

  it('let a request through after as many troubles in a row as a burst', () => {
    const always = readFaults('drop=1,burst=3');
    const fates = new Fates();
    const through = Array.from({ length: 9 }, () => fates.decide(always, 'GET /a').trouble === undefined);
    assert.deepEqual(through, [false, false, false, true, false, false, false, true, false]);
  });

  it('let outages come in bursts', () => {
    const rare = readFaults('outage=0.05,burst=3');
    const fates = new Fates();
    const line = Array.from({ length: 400 }, () =>
      fates.decide(rare, 'GET /a').trouble === 'outage' ? 'x' : '.',
    ).join('');
    assert.deepEqual([...new Set(line.match(/x+/g))], ['xxx']);
  });
});

describe('sandbox distortions', () => {
  const list = Array.from({ length: 30 }, (_, id) => ({ id }));
  const ids = (distorted: readonly unknown[]): readonly number[] =>
    distorted.map((element) => (element as { id: number }).id);

  it('lose nothing: records come twice or in another order', () => {
    const repeated = ids(distortList(list, { repeats: true, shuffles: false, random: createRandom(1) }));
    assert.ok(repeated.length > 30);
    const shuffled = ids(distortList(list, { repeats: false, shuffles: true, random: createRandom(1) }));
    assert.notDeepEqual(shuffled, ids(list));
    for (const distorted of [repeated, shuffled])
      assert.deepEqual(
        [...new Set(distorted)].sort((a, b) => a - b),
        ids(list),
      );
    assert.deepEqual(distortList(list, { repeats: false, shuffles: false, random: createRandom(1) }), list);
  });

  it('show users with what should be kept, wherever they stand', () => {
    const user = { id: 1, emailAddress: 'a@b.test', fullName: 'A' };
    assert.deepEqual(leakSecrets([{ createdBy: user, name: 'x', list: [user] }]), [
      { createdBy: { ...user, ...madeUpSecrets }, name: 'x', list: [{ ...user, ...madeUpSecrets }] },
    ]);
  });
});

describe('sandbox chance', () => {
  it('is the same for the same seed, and even enough', () => {
    const [one, same, other] = [createRandom(5), createRandom(5), createRandom(6)];
    const numbers = Array.from({ length: 1_000 }, one);
    assert.deepEqual(Array.from({ length: 1_000 }, same), numbers);
    assert.notEqual(other(), numbers[0]);
    assert.ok(numbers.every((number) => number >= 0 && number < 1));
    assert.ok(Math.abs(numbers.reduce((sum, number) => sum + number, 0) / 1_000 - 0.5) < 0.05);
    assert.notEqual(createRandom(undefined)(), createRandom(undefined)());
  });
});

import assert from 'node:assert/strict';
import { readFaults } from '../../../src/sandbox/faults/profile';
import { readOptions } from '../../../src/sandbox/server/options';

describe('sandbox options', () => {
  it('need no more than a data folder', () => {
    assert.deepEqual(readOptions(['--data', 'd']), {
      data: 'd',
      port: 4180,
      json: false,
      isEmpty: false,
      endWithStdin: false,
      dropDefinitionTokens: false,
    });
  });

  it('may all be given', () => {
    const args = [
      '--data',
      'd',
      '--port=0',
      '--json',
      '--empty',
      '--end-with-stdin',
      '--drop-definition-tokens',
      '--workspace',
      'w',
      '--seed',
      '7',
      '--faults',
      'flaky',
    ];
    assert.deepEqual(readOptions(args), {
      data: 'd',
      port: 0,
      json: true,
      isEmpty: true,
      endWithStdin: true,
      dropDefinitionTokens: true,
      workspace: 'w',
      seed: 7,
      faults: readFaults('flaky,seed=7'),
    });
  });

  for (const [args, says] of [
    [[], /--data DIR/],
    [['--data', 'd', '--port', '65536'], /--port has to be a number from 0 to 65535/],
    [['--data', 'd', '--port', '-1'], /--port/],
    [['--data', 'd', '--seed', 'x'], /--seed has to be a number/],
    [['--data', 'd', '--faults', 'noise'], /"noise" is no setting of faults/],
    [['--data', 'd', '--token', 'x'], /--token/],
  ] as const) {
    it(`say what is wrong with ${args.join(' ') || 'nothing'}`, () => assert.throws(() => readOptions(args), says));
  }
});

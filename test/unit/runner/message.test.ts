import assert from 'node:assert/strict';
import { formatMessage, shorten } from '../../../src/runner/message';

describe('formatMessage', () => {
  const cases: readonly (readonly [string, string, readonly unknown[], string])[] = [
    ['fills texts and numbers', 'Expected %s to be %d', ['status', 200], 'Expected status to be 200'],
    ['takes booleans and null as they are', '%s %s', [true, null], 'true null'],
    ['shows maps and lists as JSON', 'got %s and %s', [{ a: 1 }, [1, 'b']], 'got {"a":1} and [1,"b"]'],
    ['turns %% into a percent sign', '%d%% of %s', [5, 'all'], '5% of all'],
    ['leaves a placeholder without argument', '%s and %s', ['one'], 'one and %s'],
    ['lets spare arguments follow', 'could not be saved', ['no such field', 7], 'could not be saved no such field 7'],
    ['shows what has no text form', '%s', [undefined], 'undefined'],
    ['leaves other signs of percent alone', '80%, %x, %', ['spare'], '80%, %x, % spare'],
    ['takes a message without arguments for finished', '100%% and %s stay', [], '100%% and %s stay'],
    ['does not look at arguments again', '%s', ['%s'], '%s'],
  ];
  for (const [title, format, args, want] of cases) it(title, () => assert.equal(formatMessage(format, args), want));

  it('cuts what nobody reads and says how much', () => assert.equal(shorten('abcdef', 4), 'abcd… (2 more characters)'));
});

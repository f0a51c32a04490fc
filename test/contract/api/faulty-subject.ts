import assert from 'node:assert/strict';
import type { Fetch } from '../../../src/api/http/fetch';
import { silentLog } from '../../../src/base/log';
import { faultsHeader } from '../../../src/sandbox/faults/inject';
import { readFaults } from '../../../src/sandbox/faults/profile';
import { Ledger } from './ledger';
import { sandboxSubject } from './sandbox-subject';
import { steady } from './steady';
import type { Subject } from './subject';
import { isTrouble, watchTroubles, type Met } from './troubles';

/** What is asked for again before it counts as lost; far more than troubles come in a row. */
const mostTries = 20;

export interface FaultySubjectOptions {
  /** Settings as for `--faults`. */
  readonly faults: string;
  /** Whether the sandbox is started so, or each request asks for it. */
  readonly by: 'option' | 'header';
  /** Hears of each trouble that the client meets, and of each write that was done and of which it did not hear. */
  readonly tell: (what: Met | 'done unheard') => void;
}

/** The sandbox where requests and answers are refused, lost, halved, repeated and shuffled. */
export async function faultySubject({ faults, by, tell }: FaultySubjectOptions): Promise<Subject> {
  const ledger = new Ledger();
  const complaints: string[] = [];
  const subject = await sandboxSubject({
    send: (fetch) => watchTroubles(askForFaults(ledger.send(fetch), { faults, by }), tell),
    serve: (serve, database) => ledger.serve(serve, database),
    ...(by === 'option' ? { faults: readFaults(faults) } : {}),
    log: { ...silentLog, error: (line) => void complaints.push(line) },
  });
  return {
    ...subject,
    api: steady(subject.api),
    creator: steady(subject.creator),
    withToken: (token) => steady(subject.withToken(token)),
    get started() {
      return subject.started;
    },
    write: (act, look) => writeOnce(ledger, { act, look, tell }),
    close: async () => {
      await subject.close();
      ledger.check();
      assert.deepEqual(complaints, [], 'the sandbox fails only as it was asked to');
    },
  };
}

/**
 * What cannot be looked for afterwards: a job is known by its receipt alone, and organizations are neither listed nor
 * read. Such a request may be refused like any other, but once it is done its answer is not taken away.
 */
const isSpared = (method: string, address: string): boolean =>
  method === 'POST' && /\/(asyncScenario|organizations)$/.test(address);

function askForFaults(fetch: Fetch, { faults, by }: Pick<FaultySubjectOptions, 'faults' | 'by'>): Fetch {
  return (address, init) => {
    const spared = isSpared(init.method, address);
    if (by === 'option' && !spared) return fetch(address, init);
    return fetch(address, {
      ...init,
      headers: { ...init.headers, [faultsHeader]: spared ? `${faults},lose=0,truncate=0` : faults },
    });
  };
}

interface Write<T> {
  readonly act: () => Promise<T>;
  readonly look: (() => Promise<T | undefined>) | undefined;
  readonly tell: FaultySubjectOptions['tell'];
}

/** Acts until it is answered, and looks before it acts again; sees that the sandbox did what was told, and how often. */
async function writeOnce<T>(ledger: Ledger, write: Write<T>): Promise<T> {
  const [sent, done] = [ledger.sent, ledger.done];
  try {
    const result = await actAndLook(ledger, write);
    const [times, tries] = [ledger.done - done, ledger.sent - sent];
    assert.ok(
      times >= 1 && times <= (write.look ? 1 : tries),
      `It was sent ${String(tries)} times and done ${String(times)} times.`,
    );
    return result;
  } catch (error) {
    if (!(error instanceof assert.AssertionError))
      assert.equal(ledger.done, done, `It was refused, and yet done: ${String(error)}`);
    throw error;
  }
}

async function actAndLook<T>(ledger: Ledger, { act, look, tell }: Write<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const [sent, done] = [ledger.sent, ledger.done];
    try {
      return await act();
    } catch (error) {
      assert.ok(ledger.sent - sent <= 1, 'the client sends a write once');
      if (!isTrouble(error) || tries === mostTries) throw error;
      const wasDone = ledger.done > done;
      assert.ok(!wasDone || error.unclear, `It was done, and the client says that it was not: ${error.message}`);
      const found = await look?.();
      if (look) assert.equal(found !== undefined, wasDone, 'what was done is found, and nothing else');
      if (wasDone) tell('done unheard');
      if (found !== undefined) return found;
    }
  }
}

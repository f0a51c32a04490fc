import { createHash } from 'node:crypto';
import { createRandom } from '../kit/random';
import { troubles, type FaultProfile, type Trouble } from './profile';

/** What becomes of one request. */
export interface Fate {
  readonly trouble?: Trouble;
  /** Milliseconds. */
  readonly latency: number;
  readonly repeats: boolean;
  readonly shuffles: boolean;
  /** Chance for whatever is still to be chosen. */
  readonly random: () => number;
}

interface Memory {
  /** How often the request came before. */
  seen: number;
  /** Troubles in a row. */
  inARow: number;
  /** Outages that are still to come. */
  outages: number;
}

/** More requests than this are not told apart for ever. */
const mostRemembered = 10_000;

/**
 * Decides what becomes of requests. It depends on the seed, on the request and on how often that came before, and on
 * nothing else: a failure can be repeated, whatever runs beside it. After `burst` troubles in a row a request comes
 * through.
 */
export class Fates {
  readonly #memories = new Map<string, Memory>();

  decide(profile: FaultProfile, request: string): Fate {
    const memory = this.#remember(`${profile.seed} ${request}`);
    const seed = createHash('sha256').update(`${profile.seed} ${memory.seen} ${request}`).digest().readUInt32BE();
    memory.seen += 1;
    const random = createRandom(seed);
    const [chance, latency, repeats, shuffles] = [
      random(),
      Math.round(random() * profile.latency),
      random() < profile.repeat,
      random() < profile.shuffle,
    ];
    const trouble = this.#trouble(profile, memory, chance);
    return { latency, repeats, shuffles, random, ...(trouble === undefined ? {} : { trouble }) };
  }

  #trouble(profile: FaultProfile, memory: Memory, chance: number): Trouble | undefined {
    const drawn = memory.outages > 0 ? 'outage' : choose(profile, chance);
    memory.outages = Math.max(0, drawn === 'outage' && memory.outages === 0 ? profile.burst - 1 : memory.outages - 1);
    const trouble = memory.inARow >= profile.burst ? undefined : drawn;
    if (trouble === undefined) memory.outages = 0;
    memory.inARow = trouble === undefined ? 0 : memory.inARow + 1;
    return trouble;
  }

  #remember(key: string): Memory {
    if (this.#memories.size > mostRemembered) this.#memories.clear();
    const memory = this.#memories.get(key) ?? { seen: 0, inARow: 0, outages: 0 };
    this.#memories.set(key, memory);
    return memory;
  }
}

function choose({ chances }: FaultProfile, chance: number): Trouble | undefined {
  let below = 0;
  return troubles.find((trouble) => chance < (below += chances[trouble]));
}

import { randomUUID } from 'node:crypto';
import type { ClientDuplexStream, Metadata } from '@grpc/grpc-js';
import { CancellationSource } from '../base/cancellation';
import type { Clock } from '../base/clock';
import { toStructMessage } from '../base/struct';
import { readAnswer } from './answer';
import type { CogProcess } from './cog-process';
import { cogProtocol } from './cog-protocol';
import { CogFailedError, type CogSession, type StepAnswer, type StepCall } from './cog-sessions';

/** How long a cog may take to put its things away after the last step. */
const closeGraceMs = 5_000;

type Message = Readonly<Record<string, unknown>>;

export interface StreamSessionOptions {
  readonly cog: string;
  readonly process: CogProcess;
  readonly metadata: Metadata;
  readonly clock: Clock;
  readonly stepTimeoutMs: number;
  /** Called once, when the session no longer needs its process; `inOrder` tells whether the process can be used again. */
  readonly release: (inOrder: boolean) => void;
}

/** A session over one `RunSteps` stream. */
export class StreamSession implements CogSession {
  readonly #options: StreamSessionOptions;
  readonly #stream: ClientDuplexStream<object, Message>;
  readonly #requestId = randomUUID();
  readonly #ended: Promise<boolean>;
  #waiting: { readonly answer: (message: Message) => void; readonly fail: (error: Error) => void } | undefined;
  #failure: Error | undefined;
  #released = false;

  constructor(options: StreamSessionOptions) {
    this.#options = options;
    const { path, serialize, deserialize } = cogProtocol.runSteps;
    this.#stream = options.process.client.makeBidiStreamRequest(path, serialize, deserialize, options.metadata, {});
    this.#ended = new Promise((resolve) => {
      this.#stream.on('data', (message: Message) => this.#settle()?.answer(message));
      this.#stream.on('error', (error: Error) => {
        this.#failure ??= error;
        this.#settle()?.fail(error);
        resolve(false);
      });
      this.#stream.on('end', () => {
        this.#failure ??= new Error('it ended the conversation without an answer.');
        this.#settle()?.fail(this.#failure);
        resolve(true);
      });
    });
  }

  async run(call: StepCall): Promise<StepAnswer> {
    const { cog, clock, stepTimeoutMs, process } = this.#options;
    const timer = new CancellationSource();
    const overdue = clock.sleep(stepTimeoutMs, timer.token).then(() => 'overdue' as const);
    try {
      const message = await Promise.race([this.#ask(call), overdue]);
      if (message !== 'overdue') return readAnswer(message);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      // First the question how it came to this, then the process's end: else the end would look like the reason.
      const message = await process.explain(cause);
      this.#release(false);
      throw new CogFailedError(cog, message, { cause });
    } finally {
      timer.cancel();
    }
    this.abandon();
    throw new CogFailedError(
      cog,
      `The cog ${cog} did not answer within ${Math.round(stepTimeoutMs / 1000)} s; what the step did is not known.`,
    );
  }

  async close(): Promise<void> {
    this.#stream.end();
    const timer = new CancellationSource();
    const inOrder = await Promise.race([
      this.#ended,
      this.#options.clock.sleep(closeGraceMs, timer.token).then(() => false),
    ]);
    timer.cancel();
    this.#release(inOrder);
  }

  abandon(): void {
    // The call itself is not cancelled: a cog does not always hear of that and would keep its browser.
    this.#stream.end();
    this.#release(false);
  }

  #ask({ stepId, data, scenarioId, requestorId }: StepCall): Promise<Message> {
    return new Promise((answer, fail) => {
      if (this.#failure) {
        fail(this.#failure);
        return;
      }
      this.#waiting = { answer, fail };
      this.#stream.write({
        step: { stepId, data: toStructMessage(data) },
        requestId: this.#requestId,
        scenarioId,
        requestorId,
      });
    });
  }

  /** Takes the waiting step out; an answer that nobody waits for is dropped. */
  #settle() {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    return waiting;
  }

  #release(inOrder: boolean): void {
    if (this.#released) return;
    this.#released = true;
    this.#options.release(inOrder);
  }
}

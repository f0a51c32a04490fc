import {
  ApiError,
  ConflictError,
  DecodeError,
  ForbiddenError,
  InvalidError,
  isQuota,
  NotFoundError,
  NotTheApiError,
  RateLimitedError,
  ServerError,
  StatusError,
  UnauthorizedError,
  UnreachableError,
} from '../api/http/errors';
import { t } from '../base/localize';
import { deedOf, isOfOrganization } from './operation';
import { plainLine, plainName } from '../base/plain-text';
import type { TimeFormat } from './time';

/** What a message's button does. `retry` asks again for what is shown; it never sends a write a second time. */
export type MessageAction = 'signIn' | 'switchOrganization' | 'retry' | 'openApiUrlSetting' | 'showLog';

/** One sentence or two that say what happened and what helps, and one button. */
export interface UserMessage {
  readonly text: string;
  readonly action?: MessageAction;
}

/** A button that only who threw an error knows: it goes on with what was typed, for one. */
export interface WordedChoice {
  readonly title: string;
  readonly run: () => unknown;
}

/** An error that has its words already, because only who threw it knew them. */
export class WordedError extends Error {
  override readonly name: string = 'WordedError';
  /** In place of the button of the words; none: that one. */
  readonly choices: readonly WordedChoice[];

  constructor(
    readonly worded: UserMessage,
    { choices = [], ...options }: ErrorOptions & { readonly choices?: readonly WordedChoice[] } = {},
  ) {
    super(worded.text, options);
    this.choices = choices;
  }
}

export interface MessageContext {
  /** The organization's name. */
  readonly organization?: string;
  /** The API's base address. */
  readonly address?: string;
  /** What is still shown was fetched then, in Unix milliseconds; absent where nothing is shown. */
  readonly lastSeen?: { readonly at: number; readonly now: number; readonly time: TimeFormat };
}

/** Words an error for people. Never a stack, never a status code alone. */
export function errorMessage(error: unknown, context: MessageContext = {}): UserMessage {
  if (error instanceof WordedError) return error.worded;
  if (error instanceof ApiError && error.unclear) return unclear(error);
  for (const word of wordings) {
    const message = word(error, context);
    if (message) return { ...message, text: message.text + stillShown(context) };
  }
  const said = error instanceof Error ? error.message : String(error);
  return { text: t('This did not work: {0}', sentence(said)), action: 'showLog' };
}

/** The title of an action's button. */
export function actionTitle(action: MessageAction): string {
  return titles[action]();
}

const titles: Readonly<Record<MessageAction, () => string>> = {
  signIn: () => t('Sign In Again'),
  switchOrganization: () => t('Switch Organization'),
  retry: () => t('Retry'),
  openApiUrlSetting: () => t('Open Setting'),
  showLog: () => t('Show Log'),
};

type Wording = (error: unknown, context: MessageContext) => UserMessage | undefined;
type ErrorClass<E> = abstract new (...args: never[]) => E;

/** The words for one class of errors. */
function when<E>(errorClass: ErrorClass<E>, word: (error: E, context: MessageContext) => UserMessage): Wording {
  return (error, context) => (error instanceof errorClass ? word(error, context) : undefined);
}

/** The first that fits counts, so special classes come before their bases. */
const wordings: readonly Wording[] = [
  (error, context) => (error instanceof StatusError && isQuota(error) ? usedUp(error, context) : undefined),
  when(UnauthorizedError, ({ errorName }, context) => ({
    text: errorName === 'SignedOut' ? t('You are signed out.') : refusedToken(context),
    action: 'signIn',
  })),
  when(ForbiddenError, (error, context) => ({
    text: joined(t('This token may not {0} in {1}.', deedOf(error.operation), organizationIn(context)), error),
    action: 'switchOrganization',
  })),
  when(NotFoundError, ({ operation }, context) => notFound(operation, context)),
  when(ConflictError, (error, context) => ({
    text: joined(t('{0} already has one like this. Refresh to see it.', organizationIn(context)), error),
    action: 'retry',
  })),
  when(InvalidError, (error) => ({
    text: joined(t('Stack Moxie did not accept this. Correct it and try again.'), error),
    action: 'showLog',
  })),
  when(RateLimitedError, ({ retryAfter }) => ({ text: rateLimited(retryAfter), action: 'retry' })),
  when(ServerError, (_, context) => ({
    text: t('{0} is having problems (server error). Try again in a while.', hostOf(context)),
    action: 'retry',
  })),
  when(StatusError, (error, context) => ({ text: unknownAnswer(error, context), action: 'showLog' })),
  when(UnreachableError, (error, context) => ({ text: unreachable(error, context), action: 'retry' })),
  when(NotTheApiError, (_, context) => ({ text: notTheApi(context), action: 'openApiUrlSetting' })),
  when(DecodeError, ({ path }, context) => ({ text: undecodable(path, context), action: 'showLog' })),
];

const usedUp = (error: StatusError, context: MessageContext): UserMessage => ({
  text: joined(t('The plan of {0} is used up.', organizationIn(context)), error),
  action: 'switchOrganization',
});

const refusedToken = (context: MessageContext): string =>
  t('Stack Moxie refused the token for {0}.', organizationIn(context));

const unknownAnswer = (error: StatusError, context: MessageContext): string =>
  joined(t('{0} gave an unexpected answer (status {1}).', hostOf(context), error.status), error);

function unclear({ operation }: ApiError): UserMessage {
  const deed = deedOf(operation);
  return {
    text: t(
      'The answer to the request to {0} was lost, so its result is unknown. Refresh and check before you try again.',
      deed,
    ),
    action: 'showLog',
  };
}

function unreachable({ reason, code }: UnreachableError, context: MessageContext): string {
  const host = code === undefined ? hostOf(context) : t('{0} ({1})', hostOf(context), plainLine(code, 60));
  if (reason !== 'certificate') return t('Cannot reach {0}.', host);
  return t(
    'The certificate of {0} is not trusted. Check the API address, and the certificates that this machine and the editor trust.',
    host,
  );
}

function notFound(operation: string, context: MessageContext): UserMessage {
  const organization = organizationIn(context);
  if (isOfOrganization(operation))
    return {
      text: t('{0} was not found, or this token has no access.', organization),
      action: 'switchOrganization',
    };
  return {
    text: t('This is no longer in {0}. It may have been deleted. Refresh to see what is there.', organization),
    action: 'retry',
  };
}

function rateLimited(retryAfter: number | undefined): string {
  const seconds = Math.ceil((retryAfter ?? 0) / 1_000);
  if (seconds <= 0) return t('Stack Moxie is limiting requests. Wait a moment, then try again.');
  return seconds === 1
    ? t('Stack Moxie is limiting requests. Try again in 1 second.')
    : t('Stack Moxie is limiting requests. Try again in {0} seconds.', seconds);
}

function notTheApi({ address }: MessageContext): string {
  if (address === undefined) return t('The address in stackMoxie.apiUrl answers with a web page, not the API.');
  return t('The address in stackMoxie.apiUrl ({0}) answers with a web page, not the API.', plainLine(address, 200));
}

function undecodable(path: string, context: MessageContext): string {
  const where = path === '' ? t('the answer') : plainLine(path, 100);
  return t(
    '{0} gave an answer that this version cannot read (at {1}). Check for an update of the extension.',
    hostOf(context),
    where,
  );
}

/** Adds what the service itself said, where it said something. */
function joined(text: string, { serverMessage }: StatusError): string {
  const said = plainLine(serverMessage ?? '', 300);
  return said === '' ? text : `${text} ${t('It says: {0}', sentence(said))}`;
}

function stillShown({ lastSeen }: MessageContext): string {
  if (!lastSeen) return '';
  const { at, now, time } = lastSeen;
  const when = now - at < 12 * 3_600_000 ? t('at {0}', time.timeOfDay(at)) : time.moment(at, now);
  return ` ${t('Showing what was last seen {0}.', when)}`;
}

const organizationIn = ({ organization }: MessageContext): string => plainName(organization, t('this organization'));

/** `app.stackmoxie.com` of `https://app.stackmoxie.com/api`. */
function hostOf({ address }: MessageContext): string {
  const host = /^https?:\/\/(?:[^/?#@]*@)?([^/?#]+)/i.exec(address ?? '')?.[1];
  return plainName(host, 'Stack Moxie');
}

function sentence(text: string): string {
  const line = plainLine(text, 300);
  return /[.!?…)]$/.test(line) ? line : `${line}.`;
}

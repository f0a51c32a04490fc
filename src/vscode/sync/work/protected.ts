import * as vscode from 'vscode';
import { isProtected, isTyped, typedQuestion } from '../../../view/sync/prompts/protected-organizations';
import type { ChangeQuestion } from '../../../view/sync/prompts/change-prompts';
import { ask } from '../../report';
import type { Session } from '../../session/session';
import { protectedOrganizations } from '../../settings';

/**
 * Asks before something changes in an organization: by a prompt where the question has a verb, and by its name, which has to
 * be typed, where the organization is protected. @returns whether to go on
 */
export async function confirmChange(session: Session, question: ChangeQuestion): Promise<boolean> {
  if (isProtectedSession(session)) return typeName(session, question);
  const { message, detail = '', verb } = question;
  return verb === undefined || (await ask(message, detail, verb)) === verb;
}

/** Whether nothing may change in a session's organization unasked: what works by itself leaves it alone. */
const isProtectedSession = ({ binding }: Session): boolean =>
  isProtected(binding.organization, protectedOrganizations());

async function typeName(session: Session, question: ChangeQuestion): Promise<boolean> {
  const { title, prompt, problem } = typedQuestion(question, session.name);
  // Nothing is told to be wrong before anything was typed.
  const validateInput = (typed: string): string | undefined => (typed === '' ? undefined : problem(typed));
  const typed = await vscode.window.showInputBox({ title, prompt, validateInput, ignoreFocusOut: true });
  return typed !== undefined && isTyped(typed, session.name);
}

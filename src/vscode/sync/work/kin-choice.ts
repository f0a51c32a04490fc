import * as vscode from 'vscode';
import { CancelledError } from '../../../base/cancellation';
import { iconless } from '../../../base/plain-text';
import type { PlanItem } from '../../../sync/plan/plan';
import { kinQuestion, kinRow } from '../../../view/sync/prompts/kin-words';
import { organizationWords, scenarioWords } from '../../../view/sync/messages/names';
import type { Answers } from './job';
import type { SyncFolder } from '../folder/sync-folders';

/** Asks how to go on where a file or scenario may be there already. Throws a `CancelledError` when the user steps back. */
export async function chooseAmongKin({ session }: SyncFolder, item: PlanItem, { kin }: Answers): Promise<PlanItem> {
  const { choices } = item;
  if (!choices) return item;
  const organization = organizationWords(session);
  const answered = kin && choices.find(({ what }) => what === kin);
  if (answered) return answered;
  const items = choices.map((choice) => {
    const { label, description } = kinRow(choice, organization);
    return { label: iconless(label), description, choice };
  });
  const picked = await vscode.window.showQuickPick(items, {
    title: iconless(scenarioWords(item)),
    placeHolder: kinQuestion(item, organization),
    matchOnDescription: true,
  });
  if (!picked) throw new CancelledError();
  return picked.choice;
}

import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/dispose';
import { t } from '../../base/localize';
import { currentStep, type RunState } from '../../run/state';
import { beginning, iconless, plainName } from '../../base/plain-text';
import { organizationName } from './binding';
import { commands } from '../ids';
import type { Sessions } from './session';

/** What else the status bar tells: runs that are being watched. */
export interface WatchedRuns {
  readonly watched: readonly { readonly scenarioName: string; readonly state: RunState }[];
  readonly onDidChangeWatches: (listener: () => void) => Disposable;
}

/** Names account and organization, and the runs being watched, each only while there is something to say. */
export function createStatusBar(sessions: Sessions, runs: WatchedRuns): Disposable {
  const store = new DisposableStore();
  const organization = store.add(vscode.window.createStatusBarItem('organization', vscode.StatusBarAlignment.Left, 50));
  organization.name = t('Stack Moxie: Organization');
  organization.command = commands.switchOrganization;
  const watching = store.add(vscode.window.createStatusBarItem('runs', vscode.StatusBarAlignment.Left, 49));
  watching.name = t('Stack Moxie: Runs');
  watching.command = commands.showChannel;
  const showOrganization = (): void => drawOrganization(organization, sessions);
  const showRuns = (): void => drawRuns(watching, runs);
  store.add(sessions.onDidChange(showOrganization));
  store.add(runs.onDidChangeWatches(showRuns));
  showOrganization();
  return store;
}

function drawOrganization(item: vscode.StatusBarItem, sessions: Sessions): void {
  const { state } = sessions.bindings;
  if (state.kind === 'signedOut') {
    item.hide();
    return;
  }
  if (state.kind === 'noOrganization') {
    item.text = `$(organization) ${t('No organization')}`;
    item.tooltip = state.account.label;
  } else {
    const { account, organization } = state.binding;
    const isSandbox = sessions.isSandbox(state.binding);
    item.text = isSandbox
      ? `$(beaker) ${iconless(organizationName(organization))} · ${t('Sandbox')}`
      : `$(organization) ${iconless(organizationName(organization))}`;
    item.tooltip = t('Stack Moxie organization {0} at {1}. Click to switch.', organization.uuid, account.label);
  }
  item.show();
}

function drawRuns(item: vscode.StatusBarItem, { watched }: WatchedRuns): void {
  const [first, ...others] = watched;
  if (!first) {
    item.hide();
    return;
  }
  const whole = iconless(plainName(first.scenarioName, ''));
  const name = whole.length > 30 ? `${beginning(whole, 29)}…` : whole;
  item.text = `$(loading~spin) ${others.length === 0 ? `${name}${stepOf(first.state)}` : t('{0} and {1} more', name, others.length)}`;
  item.tooltip = t('Stack Moxie: runs being watched. Click to show.');
  item.show();
}

/** ` 3/7`, while it is known. */
function stepOf(state: RunState): string {
  const index = currentStep(state);
  return index === undefined ? '' : ` ${String(index + 1)}/${String(state.steps.length)}`;
}

/** What every page may need to know: who is signed in, what the ledger holds, short notices. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Ledger, Session } from './types';

export interface App {
  session: Session;
  ledger: Ledger | null;
  reload: () => void;
  notice: (text: string, undo?: () => void) => void;
}

export const AppContext = createContext<App>(null as unknown as App);
export const useApp = (): App => useContext(AppContext);
export const may = (app: App, right: string): boolean => app.session.rights.includes(right);

/** Files that were dropped on some page and wait for the one that adds. */
export const dropped: File[] = [];

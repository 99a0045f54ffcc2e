/** Addresses live after the # sign: every view can be sent as a link, and the server needs to know none of them. */
import { useEffect, useState } from 'preact/hooks';

export type Query = Record<string, string>;

export interface Route {
  path: string[];
  query: Query;
}

export function parse(hash: string): Route {
  const [path, query] = hash.replace(/^#\/?/, '').split('?');
  const steps = (path ?? '').split('/').filter(Boolean).map(decoded);
  return { path: steps.length ? steps : ['map'], query: Object.fromEntries(new URLSearchParams(query ?? '')) };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address of a view. Empty values are left out. */
export function href(path: string[], query: Record<string, string | number | undefined | null> = {}): string {
  const kept = Object.entries(query).filter(([, v]) => v !== undefined && v !== null && v !== '');
  const search = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString();
  return '#/' + path.map(encodeURIComponent).join('/') + (search ? '?' + search : '');
}

const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((f) => f());
addEventListener('hashchange', tell);

export function go(to: string): void {
  if (to !== location.hash) location.hash = to;
}

/** Change the address without a new step in the browser's history. */
export function replace(to: string): void {
  if (to === location.hash) return;
  history.replaceState(history.state, '', to);
  tell();
}

/** Change parts of the query of the view that is open; "" takes a part away. */
export function patch(changes: Record<string, string | undefined>, push = false): void {
  const { path, query } = parse(location.hash);
  const to = href(path, { ...query, ...changes });
  if (push) go(to);
  else replace(to);
}

export function useRoute(): Route {
  const [hash, set] = useState(location.hash);
  useEffect(() => {
    const follow = (): void => set(location.hash);
    listeners.add(follow);
    follow();
    return () => void listeners.delete(follow);
  }, []);
  return parse(hash);
}

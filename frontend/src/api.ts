/** Asking the server: one error shape, the language of the pages, the token against forged requests. */
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { lang, t } from './i18n';

const ROOT = new URL('api/v1/', document.baseURI.split('#')[0]).pathname;
let csrf = '';
export const setCsrf = (token: string): void => void (csrf = token);

/** What went wrong, in words for people. */
export class ApiError extends Error {
  constructor(
    readonly http: number,
    readonly code: string,
    message: string,
    readonly remedy = '',
    readonly where = '',
  ) {
    super(message);
  }
}

export type Params = Record<string, string | number | undefined | null>;

export function address(path: string, params: Params = {}): string {
  const kept = Object.entries(params).filter(([, v]) => v !== undefined && v !== null && v !== '');
  const query = new URLSearchParams(kept.map(([k, v]) => [k, String(v)])).toString();
  return ROOT + path.split('/').map(encodeURIComponent).join('/') + (query ? '?' + query : '');
}

async function request<T>(method: string, path: string, params: Params, body?: unknown, signal?: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { Accept: 'application/json', 'Accept-Language': lang() };
  let sent: BodyInit | undefined;
  if (body instanceof FormData) sent = body;
  else if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
    sent = JSON.stringify(body);
  }
  if (method !== 'GET') headers['X-CSRF-Token'] = csrf;
  let answer: Response;
  try {
    answer = await fetch(address(path, params), { method, headers, body: sent, signal, credentials: 'same-origin' });
  } catch (cause) {
    if (signal?.aborted) throw cause;
    throw new ApiError(0, 'offline', t('error.offline'), t('error.offline_do'));
  }
  const text = await answer.text();
  let data: unknown = null;
  try {
    data = text ? JSON.parse(text) : null;
  } catch {
    if (answer.ok) throw new ApiError(answer.status, 'not_json', t('error.answer'));
  }
  if (!answer.ok) {
    const e = (data as { error?: { code?: string; message?: string; remedy?: string; where?: string } } | null)?.error;
    if (answer.status === 401 && path !== 'ledger' && path !== 'session') dispatchEvent(new Event('rasid:signin'));
    throw new ApiError(answer.status, e?.code ?? String(answer.status), e?.message ?? t('error.status', { status: answer.status }), e?.remedy, e?.where);
  }
  return data as T;
}

export const get = <T>(path: string, params: Params = {}, signal?: AbortSignal): Promise<T> => request<T>('GET', path, params, undefined, signal);
export const post = <T>(path: string, body: unknown = {}): Promise<T> => request<T>('POST', path, {}, body);
export const remove = <T>(path: string): Promise<T> => request<T>('DELETE', path, {});

export interface Asked<T> {
  data: T | null;
  error: ApiError | null;
  busy: boolean;
  again: () => void;
}

/** Asks when the address changes; keeps showing the last answer meanwhile. A path of null asks nothing. */
export function useGet<T>(path: string | null, params: Params = {}): Asked<T> {
  const key = path === null ? null : address(path, params);
  const [state, set] = useState<{ key: string | null; data: T | null; error: ApiError | null; busy: boolean }>({
    key: null,
    data: null,
    error: null,
    busy: path !== null,
  });
  const [turn, setTurn] = useState(0);
  const asked = useRef(params);
  asked.current = params;
  useEffect(() => {
    if (path === null) {
      set({ key: null, data: null, error: null, busy: false });
      return;
    }
    const stop = new AbortController();
    set((s) => ({ ...s, busy: true }));
    get<T>(path, asked.current, stop.signal).then(
      (data) => {
        if (!stop.signal.aborted) set({ key, data, error: null, busy: false });
      },
      (e: unknown) => {
        if (!stop.signal.aborted) set({ key, data: null, error: asError(e), busy: false });
      },
    );
    return () => stop.abort();
  }, [key, turn]);
  const again = useCallback(() => setTurn((n) => n + 1), []);
  return { data: state.data, error: state.error, busy: state.busy, again };
}

export function asError(e: unknown): ApiError {
  return e instanceof ApiError ? e : new ApiError(0, 'fault', e instanceof Error ? e.message : String(e));
}

/** Texts, dates and numbers in the language of the pages. */
import ar from './messages/ar.json';
import en from './messages/en.json';
import type { Name } from './types';

export type Lang = 'ar' | 'en';
const CATALOGUES: Record<Lang, Record<string, string>> = { ar, en };
const KEPT = 'rasid.lang';

let current: Lang = 'ar';

export const lang = (): Lang => current;
export const rtl = (): boolean => current === 'ar';

export function chosen(): Lang {
  const asked = new URLSearchParams(location.hash.split('?')[1] ?? '').get('lang') ?? new URLSearchParams(location.search).get('lang');
  if (asked === 'ar' || asked === 'en') return asked;
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'ar';
  } catch {
    return 'ar';
  }
}

/** An address that names a language does so once: what the reader chooses afterwards holds. */
export function settle(): void {
  const [view, query] = location.hash.split('?');
  const kept = new URLSearchParams(query ?? '');
  const had = kept.has('lang') || new URLSearchParams(location.search).has('lang');
  kept.delete('lang');
  if (had) history.replaceState(history.state, '', location.pathname + (view || '#/map') + (kept.size ? '?' + kept.toString() : ''));
}

export function speak(to: Lang): void {
  current = to;
  document.documentElement.lang = to;
  document.documentElement.dir = to === 'ar' ? 'rtl' : 'ltr';
  try {
    localStorage.setItem(KEPT, to);
  } catch {
    /* a browser that keeps nothing: the language lasts as long as the page */
  }
}

/** The text of a key; {name} is filled from values. A key without a text shows itself, which the tests catch. */
export function t(key: string, values: Record<string, string | number> = {}): string {
  const text = CATALOGUES[current][key] ?? key;
  return text.replace(/\{(\w+)\}/g, (all, name: string) => {
    const v = values[name];
    return v === undefined ? all : typeof v === 'number' ? number(v) : v;
  });
}

export const has = (key: string): boolean => key in CATALOGUES[current];

/** A word of the data (an event, a status …): its label, or the word itself with spaces. */
export function word(group: string, code: string | null | undefined): string {
  if (!code) return '';
  const key = `${group}.${code}`;
  return has(key) ? t(key) : code.replaceAll('_', ' ');
}

/** Press usage of the Levant: its month names, with Latin digits throughout, as in the data and the files. */
const LOCALE: Record<Lang, string> = { ar: 'ar-SY-u-nu-latn-ca-gregory', en: 'en-GB' };

const formats = new Map<string, Intl.DateTimeFormat>();

function formatted(day: Date, options: Intl.DateTimeFormatOptions): string {
  const key = current + JSON.stringify(options);
  let f = formats.get(key);
  if (!f) formats.set(key, (f = new Intl.DateTimeFormat(LOCALE[current], { ...options, timeZone: 'UTC' })));
  return f.format(day);
}

/** An EDTF date in words: a day, a month, a year, an interval; what is none of these stays as it is. */
export function day(edtf: string | null | undefined, short = false): string {
  if (!edtf) return '';
  if (edtf.includes('/')) {
    const [from, to] = edtf.split('/');
    const open = (s?: string): boolean => !s || s === '..';
    if (open(from) && !open(to)) return t('date.until', { day: day(to, short) });
    if (open(to)) return t('date.since', { day: day(from, short) });
    return t('date.span', { from: day(from, short), to: day(to, short) });
  }
  const plain = edtf.slice(0, 10);
  const mark = edtf.endsWith('~') || edtf.endsWith('?') ? ' ≈' : '';
  const month = short ? 'short' : 'long';
  if (/^\d{4}-\d\d-\d\d$/.test(plain)) {
    const at = new Date(plain + 'T00:00:00Z');
    if (!Number.isNaN(at.getTime())) return formatted(at, { day: 'numeric', month, year: 'numeric' }) + mark;
  }
  const m = /^(\d{4})-(\d\d)[~?]?$/.exec(edtf);
  if (m && +m[2]! >= 1 && +m[2]! <= 12) return formatted(new Date(`${m[1]}-${m[2]}-01T00:00:00Z`), { month, year: 'numeric' }) + mark;
  return edtf;
}

export function moment(iso: string | null | undefined): string {
  if (!iso) return '';
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return at.toLocaleString(LOCALE[current], { dateStyle: 'medium', timeStyle: 'short' });
}

export function number(n: number): string {
  return n.toLocaleString(current === 'ar' ? 'ar-u-nu-latn' : 'en');
}

export function percent(share: number): string {
  return number(Math.round(share * 100)) + '%';
}

export function signed(n: number): string {
  return (n > 0 ? '+' : n < 0 ? '−' : '') + Math.abs(n).toFixed(2);
}

/** How a name is shown: in the language of the pages where it has one, else as the texts have it. */
export function named(n: Name | string | null | undefined): string {
  if (!n) return '';
  if (typeof n === 'string') return n;
  if (current === 'en' && n.name_en) return n.name_en;
  if (current === 'ar' && (!n.names || Array.isArray(n.names))) return n.name;
  const names = n.names ?? learnt.get(n.id ?? '');
  if (Array.isArray(names)) return names.find((x) => /^[\x20-\u024f]+$/.test(x) && x.length > 4) ?? n.name;
  return names?.[current] || n.name;
}

/** The Arabic name of a place that is shown by its English one: it stays beside it, as the reports have it. */
export function beside(n: Name | string | null | undefined): string {
  return n && typeof n !== 'string' && current === 'en' && n.name_en && n.name_en !== n.name ? n.name : '';
}

/** The server names most things once, with all their names; elsewhere it sends one name and the id. */
const learnt = new Map<string, Name['names']>();
export function learn(all: Name[]): void {
  for (const n of all) if (n.id && n.names) learnt.set(n.id, n.names);
}

/** A name that stands in a text of the server, in the language of the pages where it is known. */
export function translated(name: string): string {
  for (const [id, names] of learnt) if (Array.isArray(names) ? names[0] === name : names?.ar === name) return named({ id, name, names });
  return name;
}

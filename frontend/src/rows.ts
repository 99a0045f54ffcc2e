/** Rows as the server sends them, whichever of its two forms: a plain list, or a page of one; a place by name and id, or as a name. */
import { t } from './i18n';
import type { Name } from './types';

export function itemsOf<T>(data: T[] | { items?: T[] } | null | undefined): T[] {
  return Array.isArray(data) ? data : (data?.items ?? []);
}

export function placeOf(row: { place?: string | Name | null; place_id?: string; place_en?: string; names?: Name['names'] }): Name | null {
  if (!row.place) return row.place_id ? { id: row.place_id, name: row.place_id } : null;
  return typeof row.place === 'string' ? { id: row.place_id ?? '', name: row.place, name_en: row.place_en, names: row.names } : row.place;
}

/** What a report is called in lists: its title, else its first words, else the name that it came with. */
export function titleOf(r: { title?: string; opening?: string; name?: string; id?: string }): string {
  return r.title || (r.opening ? `${r.opening}…` : t('report.untitled', { name: r.name || (r.id ?? '').slice(0, 8) }));
}

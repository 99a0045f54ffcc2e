/** What the map shows: actors, kinds of places, statuses, sources; layers of events. */
import type { ComponentChildren } from 'preact';
import { useGet } from '../api';
import { named, t, word } from '../i18n';
import { Who, idOf } from '../parts/basics';
import type { MapAnswer, Name, Paged } from '../types';
import { GROUPS } from './events';

export interface Chosen {
  actors: Set<string>;
  statuses: Set<string>;
  kinds: Set<string>;
  source: string;
  events: Set<string>;
  days: number;
}

interface Props {
  chosen: Chosen;
  legend: MapAnswer['legend'];
  kinds: string[];
  toggle: (set: 'actor' | 'status' | 'kind' | 'ev', value: string) => void;
  setEvents: (kinds: Set<string>) => void;
  setDays: (days: number) => void;
  setSource: (source: string) => void;
  clear: () => void;
}

const STATUSES = ['confirmed', 'reported', 'claimed', 'disputed', 'vacated', 'unknown'];

export function Filters(p: Props) {
  const { data } = useGet<Paged<{ id: string; name: string; names?: Name['names'] }>>('sources', { per: 200 });
  return (
    <div class="filters">
      <Group title={t('filter.actor')}>
        {p.legend.map((l) => {
          const id = l.holder ? idOf(l.holder) : '-';
          return (
            <Check key={id} on={p.chosen.actors.has(id)} turn={() => p.toggle('actor', id)}>
              {l.holder ? <Who of={l.holder} /> : t('legend.nobody')}
            </Check>
          );
        })}
      </Group>
      <Group title={t('filter.status')}>
        {STATUSES.map((s) => (
          <Check key={s} on={p.chosen.statuses.has(s)} turn={() => p.toggle('status', s)}>
            {word('control', s)}
          </Check>
        ))}
      </Group>
      <Group title={t('filter.kind')}>
        {p.kinds.map((k) => (
          <Check key={k} on={p.chosen.kinds.has(k)} turn={() => p.toggle('kind', k)}>
            {word('place_kind', k)}
          </Check>
        ))}
      </Group>
      <label class="field" htmlFor="filter-source">
        <span>{t('filter.source')}</span>
        <select id="filter-source" value={p.chosen.source} onChange={(e) => p.setSource(e.currentTarget.value)}>
          <option value="">{t('filter.all')}</option>
          {(data?.items ?? []).map((s) => (
            <option key={s.id} value={s.id}>
              {named(s)}
            </option>
          ))}
        </select>
      </label>
      <button type="button" class="quiet" onClick={p.clear}>
        {t('filter.clear')}
      </button>
    </div>
  );
}

export function Layers(p: Props) {
  const all = (g: string): boolean => GROUPS[g]!.every((k) => p.chosen.events.has(k));
  const turn = (g: string): void => {
    const next = new Set(p.chosen.events);
    const off = all(g);
    for (const k of GROUPS[g]!) {
      if (off) next.delete(k);
      else next.add(k);
    }
    p.setEvents(next);
  };
  return (
    <div class="filters">
      <p class="faint">{t('layers.lead')}</p>
      <label class="field" htmlFor="layer-days">
        <span>{t('layers.days')}</span>
        <select id="layer-days" value={String(p.chosen.days)} onChange={(e) => p.setDays(+e.currentTarget.value)}>
          {[1, 7, 30, 90].map((n) => (
            <option key={n} value={n}>
              {t(`layers.last_${n}`)}
            </option>
          ))}
        </select>
      </label>
      {Object.entries(GROUPS).map(([g, kinds]) => (
        <fieldset key={g}>
          <legend>
            <Check on={all(g)} turn={() => turn(g)}>
              {t(`group.${g}`)}
            </Check>
          </legend>
          {kinds.map((k) => (
            <Check key={k} on={p.chosen.events.has(k)} turn={() => p.toggle('ev', k)}>
              {word('event', k)}
            </Check>
          ))}
        </fieldset>
      ))}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset>
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function Check({ on, turn, children }: { on: boolean; turn: () => void; children: ComponentChildren }) {
  return (
    <label class="check">
      <input type="checkbox" checked={on} onChange={turn} />
      <span>{children}</span>
    </label>
  );
}

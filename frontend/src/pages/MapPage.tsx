/** The map of who holds what, with its two clocks. */
import type { Map as GLMap } from 'maplibre-gl';
import { lazy } from 'preact/compat';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useApp } from '../app';
import { asError, useGet } from '../api';
import { addDays, isDay, today } from '../days';
import { day, lang, named, number, t, word } from '../i18n';
import { KINDS } from '../map/events';
import { binFeatures, looksOf, outlineLabels, placeFeatures } from '../map/features';
import { type Chosen, Filters, Layers } from '../map/Filters';
import { Legend } from '../map/Legend';
import { picture, save } from '../map/picture';
import { PlaceList } from '../map/PlaceList';
import { PlacePanel } from '../map/PlacePanel';
import { TimeDock } from '../map/TimeDock';
import { Icon } from '../parts/Icon';
import { Fault, idOf } from '../parts/basics';
import { patch, type Route } from '../router';
import type { Bin, EventRow, MapAnswer, MapPlace, Paged } from '../types';

const MapView = lazy(() => import('../map/MapView'));
const NONE: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };
const setOf = (text: string | undefined): Set<string> => new Set((text ?? '').split(',').filter(Boolean));
const wide = (): boolean => matchMedia('(min-width: 900px)').matches;

interface TimelineAnswer {
  events?: { day: string; kind?: string; count?: number; n?: number; kinds?: Record<string, number> }[];
}

export default function MapPage({ route }: { route: Route }) {
  const app = useApp();
  const q = route.query;
  const ledger = app.ledger;
  const on = isDay(q['on']) ? q['on'] : ledger?.last || today();
  const known = isDay(q['known']) ? q['known'] : '';
  const chosen = useChosen(q);
  const [tool, setTool] = useState('');
  // Beside the panel of a place the legend starts shut: the map needs the room.
  const [legendOpen, setLegendOpen] = useState(wide);
  const [legendBeside, setLegendBeside] = useState(false);
  const gl = useRef<GLMap | null>(null);

  const { data, error, busy, again } = useGet<MapAnswer>(ledger ? 'map' : null, { on, known, source: chosen.source });
  const outlines = useGet<GeoJSON.FeatureCollection>('outlines');
  const asks = chosen.events.size > 0;
  const events = useGet<Paged<Bin | EventRow> | { items?: Bin[]; bins?: Bin[] }>(asks ? 'events' : null, {
    from: addDays(on, 1 - chosen.days),
    to: on,
    kind: chosen.events.size === KINDS.length ? '' : [...chosen.events].join(','),
    bins: 1,
    on,
  });
  const timeline = useGet<TimelineAnswer>(ledger?.first ? 'timeline' : null, { from: ledger?.first, to: ledger?.last });

  const looks = useMemo(() => looksOf(ledger?.actor_colours), [ledger]);
  const shown = useMemo(() => (data?.places ?? []).filter((p) => passes(p, chosen)), [data, q['actor'], q['status'], q['kind']]);
  const byId = useMemo(() => new Map(shown.map((p) => [p.id, p])), [shown]);
  const places = useMemo(() => placeFeatures(shown, looks), [shown, looks]);
  const bins = useMemo(() => {
    if (!asks || !events.data) return NONE;
    const e = events.data as { items?: Bin[]; bins?: Bin[] };
    return binFeatures(e.bins ?? e.items ?? []);
  }, [events.data, asks]);
  const regions = useMemo(() => outlines.data && outlineLabels(outlines.data, (p) => String((lang() === 'ar' ? (p['name_ar'] ?? nameIn(p, 'ar')) : (nameIn(p, 'en') ?? p['name'])) ?? p['name'] ?? '')), [outlines.data]);
  const legend = useMemo(() => [...(data?.legend ?? [])].sort((a, b) => +!a.holder - +!b.holder || b.count - a.count), [data]);
  const counts = useMemo(() => tally(data?.places ?? []), [data]);
  const perDay = useMemo(() => daily(timeline.data), [timeline.data]);
  const kinds = useMemo(() => [...new Set((data?.places ?? []).map((p) => p.kind).filter(Boolean))].sort(), [data]);

  const setOn = useCallback((to: string) => patch({ on: to }), []);
  const toggle = useCallback(
    (name: 'actor' | 'status' | 'kind' | 'ev', value: string) => {
      const now = setOf(q[name]);
      if (!now.delete(value)) now.add(value);
      patch({ [name]: [...now].join(',') });
    },
    [q['actor'], q['status'], q['kind'], q['ev']],
  );
  const tip = (id: string): { title: string; text: string } | null => {
    const p = byId.get(id);
    if (!p) return null;
    const who = p.holder ? named(p.holder) : t(p.status === 'disputed' ? 'panel.disputed' : 'panel.nobody');
    return { title: named(p), text: `${who} · ${word('control', p.status)}${p.confidence ? ` · ${Math.round(p.confidence * 100)}%` : ''}` };
  };
  const keep = async (): Promise<void> => {
    if (!gl.current || !data) return;
    try {
      save(await picture(gl.current, data, looks), `rasid-${on}.png`);
    } catch (e) {
      app.notice(asError(e).message);
    }
  };
  const share = (): void => {
    const url = location.href;
    void navigator.clipboard?.writeText(url).then(
      () => app.notice(t('map.copied')),
      () => app.notice(url),
    );
  };
  const filters = {
    chosen,
    legend,
    kinds,
    toggle,
    setEvents: (set: Set<string>) => patch({ ev: [...set].join(',') }),
    setDays: (n: number) => patch({ days: String(n) }),
    setSource: (s: string) => patch({ source: s }),
    clear: () => patch({ actor: '', status: '', kind: '', source: '' }),
  };
  const filtering = chosen.actors.size + chosen.statuses.size + chosen.kinds.size + (chosen.source ? 1 : 0);
  useEffect(() => {
    const close = (e: KeyboardEvent): void => {
      if (e.key === 'Escape') setTool('');
    };
    addEventListener('keydown', close);
    return () => removeEventListener('keydown', close);
  }, []);

  return (
    <div class={`map-page ${q['place'] ? 'with-panel' : ''}`}>
      <h1 class="out">{t('picture.title', { day: day(on) })}</h1>
      <div class="map-stage">
        <MapView
          outlines={outlines.data}
          regions={regions}
          places={places}
          events={bins}
          chosen={q['place'] ?? ''}
          view={viewOf(q['at'])}
          label={t('map.label', { day: day(on) })}
          pick={(id) => patch({ place: id }, !!id)}
          moved={(v) => patch({ at: `${v.lat.toFixed(3)},${v.lon.toFixed(3)},${v.zoom.toFixed(2)}` })}
          tip={tip}
          ready={(m) => (gl.current = m)}
        />
        <div class="map-tools" role="toolbar" aria-label={t('map.tools')}>
          <Tool name="filter" open={tool} set={setTool} count={filtering} />
          <Tool name="layers" open={tool} set={setTool} count={chosen.events.size} />
          <Tool name="list" open={tool} set={setTool} />
          <button type="button" class="tool" onClick={share}>
            <Icon name="link" /> <span>{t('map.share')}</span>
          </button>
          <button type="button" class="tool" onClick={() => void keep()}>
            <Icon name="picture" /> <span>{t('map.picture')}</span>
          </button>
        </div>
        {tool ? (
          <section class={`map-drawer drawer-${tool}`} aria-label={t(`map.${tool}`)}>
            <header>
              <h2>{t(`map.${tool}`)}</h2>
              <button type="button" class="bare" aria-label={t('close')} onClick={() => setTool('')}>
                <Icon name="close" size={16} />
              </button>
            </header>
            {tool === 'filter' ? <Filters {...filters} /> : tool === 'layers' ? <Layers {...filters} /> : <PlaceList places={shown} looks={looks} pick={(id) => patch({ place: id }, true)} />}
          </section>
        ) : null}
        {tool ? null : (
        <Legend
          key={q['place'] ? 'beside' : 'alone'}
          legend={legend}
          looks={looks}
          counts={counts}
          actors={chosen.actors}
          toggle={(a) => toggle('actor', a)}
          statuses={chosen.statuses}
          toggleStatus={(s) => toggle('status', s)}
          unplaced={data?.unplaced ?? 0}
          open={q['place'] ? legendBeside : legendOpen}
          setOpen={q['place'] ? setLegendBeside : setLegendOpen}
        />
        )}
        {error || outlines.error ? (
          <div class="map-message">
            <Fault of={error ?? outlines.error} again={again} />
          </div>
        ) : null}
        {ledger && data && !data.places.length ? <p class="map-message empty">{t(ledger.reports ? 'map.empty' : 'map.no_reports')}</p> : null}
        <span class="map-count faint" role="status">
          {data ? t('map.count', { shown: shown.length, all: data.places.length }) : ''}
        </span>
      </div>
      {q['place'] ? <PlacePanel id={q['place']} on={on} known={known} looks={looks} close={() => patch({ place: '' })} set={setOn} /> : null}
      {ledger?.first ? (
        <TimeDock first={min(ledger.first, on)} last={max(ledger.last, on)} on={on} known={known} knownLast={ledger.known_last} busy={busy} counts={perDay} set={setOn} setKnown={(k) => patch({ known: k })} />
      ) : null}
    </div>
  );
}

const min = (a: string, b: string): string => (a < b ? a : b);
const max = (a: string, b: string): string => (a > b ? a : b);

function Tool({ name, open, set, count = 0 }: { name: string; open: string; set: (t: string) => void; count?: number }) {
  return (
    <button type="button" class="tool" aria-expanded={open === name} onClick={() => set(open === name ? '' : name)}>
      <Icon name={name} /> <span>{t(`map.${name}`)}</span>
      {count ? <b class="badge">{number(count)}</b> : null}
    </button>
  );
}

function useChosen(q: Record<string, string>): Chosen {
  return useMemo(
    () => ({ actors: setOf(q['actor']), statuses: setOf(q['status']), kinds: setOf(q['kind']), source: q['source'] ?? '', events: setOf(q['ev']), days: Math.max(1, +(q['days'] ?? 7) || 7) }),
    [q['actor'], q['status'], q['kind'], q['source'], q['ev'], q['days']],
  );
}

function passes(p: MapPlace, c: Chosen): boolean {
  if (c.statuses.size && !c.statuses.has(p.status)) return false;
  if (c.kinds.size && !c.kinds.has(p.kind)) return false;
  if (!c.actors.size) return true;
  const sides = p.holder ? [idOf(p.holder)] : p.rivals.length ? p.rivals.map(idOf) : ['-'];
  return sides.some((s) => c.actors.has(s)) || (p.holder === null && c.actors.has('-'));
}

function viewOf(text: string | undefined): { lat: number; lon: number; zoom: number } | null {
  const [lat, lon, zoom] = (text ?? '').split(',').map(Number);
  return lat !== undefined && lon !== undefined && zoom !== undefined && [lat, lon, zoom].every(Number.isFinite) && Math.abs(lat) < 85 ? { lat, lon, zoom } : null;
}

function nameIn(p: Record<string, unknown>, l: 'ar' | 'en'): string | undefined {
  let names = p['names'];
  if (typeof names === 'string') {
    try {
      names = JSON.parse(names);
    } catch {
      return undefined;
    }
  }
  return (names as Record<string, string> | undefined)?.[l];
}

function tally(places: MapPlace[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const p of places) out.set(p.status, (out.get(p.status) ?? 0) + 1);
  return out;
}

function daily(data: TimelineAnswer | null): Map<string, number> {
  const out = new Map<string, number>();
  for (const e of data?.events ?? []) {
    const n = e.count ?? e.n ?? Object.values(e.kinds ?? {}).reduce((a, b) => a + b, 0);
    out.set(e.day, (out.get(e.day) ?? 0) + n);
  }
  return out;
}

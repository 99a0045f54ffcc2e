/** The map of who holds what, with its two clocks. */
import type { Map as GLMap } from 'maplibre-gl';
import { lazy, Suspense } from 'preact/compat';
import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useApp } from '../app';
import { asError, useGet } from '../api';
import { addDays, isDay, today } from '../days';
import { beside, day, lang, learn, named, number, t, word } from '../i18n';
import { KINDS } from '../map/events';
import { fit, type View } from '../map/camera';
import { binFeatures, boundsOf, CROWD, looksOf, outlineLabels, placeFeatures } from '../map/features';
import { type Chosen, Filters, Layers } from '../map/Filters';
import { Legend } from '../map/Legend';
import { picture, save } from '../map/picture';
import { PlaceList } from '../map/PlaceList';
import { PlacePanel } from '../map/PlacePanel';
import { Preview } from '../map/Preview';
import { TimeDock } from '../map/TimeDock';
import { Icon } from '../parts/Icon';
import { Fault, idOf } from '../parts/basics';
import { patch, type Route } from '../router';
import type { Bin, EventRow, MapAnswer, MapPlace, Paged } from '../types';

/** So near at most when all places are shown, or one that was asked for. */
const NEAR = 8.5;
const AT_PLACE = 9;
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

  const { data, error, busy, again } = useGet<MapAnswer>(ledger || isDay(q['on']) ? 'map' : null, { on, known, source: chosen.source });
  const outlines = useGet<GeoJSON.FeatureCollection>('outlines');
  const asks = chosen.events.size > 0;
  const events = useGet<Paged<Bin | EventRow> | { items?: Bin[]; bins?: Bin[] }>(asks ? 'events' : null, {
    from: addDays(on, 1 - chosen.days),
    to: on,
    kind: chosen.events.size === KINDS.length ? '' : [...chosen.events].join(','),
    bins: 1,
    on,
  });
  // The bars of the slider can wait: the map comes first.
  const [drawn, setDrawn] = useState(false);
  const timeline = useGet<TimelineAnswer>(drawn && ledger?.first ? 'timeline' : null, { from: ledger?.first, to: ledger?.last });

  if (data) learn(data.legend.flatMap((l) => l.holder ?? []));
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

  const stage = useRef<HTMLDivElement>(null);
  const [painted, setPainted] = useState(false);
  const first = useRef<View | null>(null);
  // The first view is chosen once, when the places are known; from then on the map moves by itself.
  if (!first.current && (data || error) && stage.current) first.current = firstView(viewOf(q['at']), q['place'] ?? '', places, outlines.data, stage.current);
  const view = first.current;
  useEffect(() => {
    if (error || outlines.error) setPainted(true);
  }, [error, outlines.error]);
  const pick = useCallback((id: string) => patch({ place: id }, !!id), []);
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
    return { title: [named(p), beside(p)].filter(Boolean).join(' · '), text: `${who} · ${word('control', p.status)}${p.confidence ? ` · ${Math.round(p.confidence * 100)}%` : ''}` };
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
      <div class="map-stage" ref={stage}>
        {drawn ? null : <Preview outlines={outlines.data} places={places} view={data ? view : null} pick={pick} painted={() => setPainted(true)} />}
        {painted ? (
          <div class={drawn ? '' : 'map-waiting'}>
            <Suspense fallback={null}>
              <MapView
                outlines={outlines.data}
                regions={regions}
                places={places}
                events={bins}
                chosen={q['place'] ?? ''}
                view={view}
                label={t('map.label', { day: day(on) })}
                pick={pick}
                moved={(v) => patch({ at: `${v.lat.toFixed(3)},${v.lon.toFixed(3)},${v.zoom.toFixed(2)}` })}
                tip={tip}
                ready={(m) => (gl.current = m)}
                drawn={() => {
                  if (!drawn) performance.mark('rasid:map');
                  setDrawn(true);
                }}
              />
            </Suspense>
          </div>
        ) : null}
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
          {shown.length > CROWD ? ` · ${t('map.crowded')}` : ''}
        </span>
      </div>
      {q['place'] ? <PlacePanel id={q['place']} on={on} known={known} looks={looks} close={() => patch({ place: '' })} set={setOn} /> : null}
      {!ledger || ledger.first ? (
        <TimeDock key={ledger ? 'ready' : 'soon'} first={min(ledger?.first ?? on, on)} last={max(ledger?.last ?? on, on)} on={on} known={known} knownLast={ledger?.known_last ?? ''} busy={busy} counts={perDay} set={setOn} setKnown={(k) => patch({ known: k })} />
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

/** What was asked for; else the place that was; else all places; else all outlines. Null while the outlines are needed and not there. */
function firstView(asked: View | null, place: string, places: GeoJSON.FeatureCollection, outlines: GeoJSON.FeatureCollection | null, stage: HTMLElement): View | null {
  if (asked) return asked;
  const found = places.features.find((f) => f.properties?.['id'] === place);
  if (found) {
    const [lon, lat] = (found.geometry as GeoJSON.Point).coordinates as [number, number];
    return { lat, lon, zoom: AT_PLACE };
  }
  const bounds = places.features.length > 1 ? boundsOf(places) : outlines && boundsOf(outlines);
  if (!bounds) return null;
  const { clientWidth: width, clientHeight: height } = stage;
  // The legend lies at the start side of a wide map.
  const side = Math.min(60, width / 8);
  const start = width > 900 ? 310 : side;
  const room = { top: Math.min(70, height / 8), bottom: Math.min(70, height / 6), left: lang() === 'ar' ? side : start, right: lang() === 'ar' ? start : side };
  return fit(bounds, width, height, room, NEAR);
}

function viewOf(text: string | undefined): View | null {
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

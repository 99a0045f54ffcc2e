/** An unknown place put on the map, an unknown actor named: once, for all reports. */
import { lazy, Suspense } from 'preact/compat';
import { useMemo, useState } from 'preact/hooks';
import { useApp } from '../app';
import { type ApiError, asError, post, useGet } from '../api';
import { lang, t, word } from '../i18n';
import { outlineLabels } from '../map/features';
import { Fault, Waiting, Who } from './basics';
import type { Name } from '../types';

const MapView = lazy(() => import('../map/MapView'));
const PLACE_KINDS = ['city', 'town', 'village', 'quarter', 'area', 'camp', 'base', 'airport', 'crossing', 'field', 'facility', 'prison', 'dam', 'mountain', 'port', 'hospital', 'bridge', 'river', 'road', 'valley'];
const NONE: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

export function PlaceIt({ name, done }: { name: string; done: () => void }) {
  const app = useApp();
  const outlines = useGet<GeoJSON.FeatureCollection>('outlines');
  const regions = useMemo(() => outlines.data && outlineLabels(outlines.data, (p) => String((lang() === 'ar' ? p['name_ar'] : p['name']) ?? p['name'] ?? '')), [outlines.data]);
  const [lat, setLat] = useState('');
  const [lon, setLon] = useState('');
  const [kind, setKind] = useState('village');
  const [fault, setFault] = useState<ApiError | null>(null);
  const point = useMemo<GeoJSON.FeatureCollection>(
    () => (lat && lon ? { type: 'FeatureCollection', features: [{ type: 'Feature', geometry: { type: 'Point', coordinates: [+lon, +lat] }, properties: { id: 'new', icon: 'mark|diamond|#123c46|confirmed|||', label: name, rank: 0, size: 1.2 } }] } : NONE),
    [lat, lon, name],
  );
  const save = async (e: Event): Promise<void> => {
    e.preventDefault();
    try {
      await post('places', { name, lat: +lat, lon: +lon, kind });
      app.notice(t('queue.placed'));
      app.reload();
      done();
    } catch (err) {
      setFault(asError(err));
    }
  };
  return (
    <form class="name-it" onSubmit={(e) => void save(e)}>
      <p>{t('queue.place_how', { name })}</p>
      <div class="place-map">
        <Suspense fallback={<Waiting on />}>
          <MapView
            outlines={outlines.data}
            regions={regions}
            places={point}
            events={NONE}
            chosen=""
            view={null}
            label={t('queue.place_it')}
            pick={() => undefined}
            moved={() => undefined}
            tip={() => null}
            pickPoint={(a, o) => {
              setLat(a.toFixed(4));
              setLon(o.toFixed(4));
            }}
          />
        </Suspense>
      </div>
      <div class="add-row">
        <label class="field">
          <span>{t('place.lat')}</span>
          <input type="number" step="any" min={-90} max={90} required value={lat} onInput={(e) => setLat(e.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t('place.lon')}</span>
          <input type="number" step="any" min={-180} max={180} required value={lon} onInput={(e) => setLon(e.currentTarget.value)} />
        </label>
        <label class="field">
          <span>{t('filter.kind')}</span>
          <select value={kind} onChange={(e) => setKind(e.currentTarget.value)}>
            {PLACE_KINDS.map((k) => (
              <option key={k} value={k}>
                {word('place_kind', k)}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="primary">
          {t('save')}
        </button>
      </div>
      <Fault of={fault} />
    </form>
  );
}

export function NameActor({ name, done }: { name: string; done: () => void }) {
  const app = useApp();
  const [text, setText] = useState(name);
  const [fault, setFault] = useState<ApiError | null>(null);
  const { data } = useGet<{ actors: Name[] }>(text.trim().length > 1 ? 'search' : null, { q: text });
  const save = async (id: string | null): Promise<void> => {
    try {
      await post('actors', id ? { name, id } : { name, new: true });
      app.notice(t('queue.named'));
      app.reload();
      done();
    } catch (err) {
      setFault(asError(err));
    }
  };
  return (
    <div class="name-it">
      <label class="field">
        <span>{t('queue.name_how', { name })}</span>
        <input type="search" dir="auto" value={text} onInput={(e) => setText(e.currentTarget.value)} />
      </label>
      <ul class="choices">
        {(data?.actors ?? [])
          .filter((a) => a.id && !a.id.startsWith('~'))
          .slice(0, 8)
          .map((a) => (
            <li key={a.id}>
              <button type="button" onClick={() => void save(a.id!)}>
                <Who of={a} />
              </button>
            </li>
          ))}
        <li>
          <button type="button" class="quiet" onClick={() => void save(null)}>
            {t('queue.new_actor', { name })}
          </button>
        </li>
      </ul>
      <Fault of={fault} />
    </div>
  );
}

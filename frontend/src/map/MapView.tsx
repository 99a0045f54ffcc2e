/** MapLibre in a component: it takes features and tells what was picked. */
import { AttributionControl, LngLatBounds, Map as GLMap, NavigationControl, ScaleControl, type GeoJSONSource, type MapMouseEvent, setWorkerUrl } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { useEffect, useRef, useState } from 'preact/hooks';
import { lang, t } from '../i18n';
import type { View } from './camera';
import { sign } from './events';
import { boundsOf, CROWD } from './features';
import { decode, image } from './marks';
import { NAMES_BY_RANK, style } from './style';

setWorkerUrl(workerUrl);

interface Props {
  outlines: GeoJSON.FeatureCollection | null;
  regions: GeoJSON.FeatureCollection | null;
  places: GeoJSON.FeatureCollection;
  events: GeoJSON.FeatureCollection;
  chosen: string;
  view: View | null;
  label: string;
  pick: (place: string) => void;
  moved: (view: View) => void;
  tip: (id: string) => { title: string; text: string } | null;
  pickPoint?: (lat: number, lon: number) => void;
  ready?: (map: GLMap) => void;
  drawn?: () => void;
}

/** So few places are all named from afar, whatever they are. */
const FEW = 80;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

export default function MapView(props: Props) {
  const box = useRef<HTMLDivElement>(null);
  const map = useRef<GLMap | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const [loaded, setLoaded] = useState(false);
  const [fault, setFault] = useState('');
  const [drawn, setDrawn] = useState(false);
  const shown = useRef('');
  const [tip, setTip] = useState<{ x: number; y: number; title: string; text: string } | null>(null);
  const fitted = useRef(!!props.view);
  /** The places that the map was given: it is also idle before it has any. */
  const fed = useRef<GeoJSON.FeatureCollection | null>(null);

  useEffect(() => {
    let gone = false;
    // The names are drawn from the page's fonts: they must be here before the first tile is.
    const fonts = Promise.all([document.fonts.load('400 16px "Noto Sans Arabic"', 'ا'), document.fonts.load('400 16px "Noto Sans Arabic"', 'a')]).catch(() => []);
    void fonts.then(() => {
      if (gone || !box.current) return;
      try {
        map.current = start(box.current, latest, () => setLoaded(true), setTip);
        map.current.on('resize', () => {
          const at = pointOf(latest.current.places, latest.current.chosen);
          if (at && map.current) reveal(map.current, at);
        });
        map.current.on('idle', () => {
          if (fed.current !== latest.current.places) return;
          latest.current.drawn?.();
          if (fed.current.features.length) setDrawn(true);
        });
      } catch (e) {
        setFault(e instanceof Error ? e.message : String(e));
      }
    });
    return () => {
      gone = true;
      map.current?.remove();
      map.current = null;
    };
  }, []);

  const feed = (name: string, data: GeoJSON.FeatureCollection | null): void => {
    if (loaded && data) (map.current?.getSource(name) as GeoJSONSource | undefined)?.setData(data);
  };
  useEffect(() => feed('outlines', props.outlines), [loaded, props.outlines]);
  useEffect(() => feed('regions', props.regions), [loaded, props.regions]);
  useEffect(() => {
    feed('events', props.events);
    if (loaded) crowded(map.current!, 'events', props.events);
  }, [loaded, props.events]);
  useEffect(() => {
    setDrawn(false);
    feed('places', props.places);
    if (loaded) {
      fed.current = props.places;
      crowded(map.current!, 'places', props.places);
      map.current?.setFilter('names', props.places.features.length > FEW ? NAMES_BY_RANK : undefined);
    }
  }, [loaded, props.places]);
  useEffect(() => {
    if (loaded) map.current?.setFilter('chosen', ['==', ['get', 'id'], props.chosen]);
  }, [loaded, props.chosen]);
  useEffect(() => {
    if (!loaded || fitted.current || !map.current || !props.outlines) return;
    const bounds = boundsOf(props.outlines);
    if (!bounds) return;
    fitted.current = true;
    map.current.fitBounds(new LngLatBounds(bounds), { padding: 20, duration: 0 });
  }, [loaded, props.outlines]);

  useEffect(() => {
    // A place that was chosen elsewhere (a list, a search, a link), or that its own panel covers, comes into view.
    const at = pointOf(props.places, props.chosen);
    if (!props.chosen) shown.current = '';
    if (!loaded || !map.current || !at || shown.current === props.chosen) return;
    shown.current = props.chosen;
    reveal(map.current, at);
  }, [loaded, props.chosen, props.places]);

  return (
    <div class="map-box" data-drawn={drawn && props.places.features.length ? '' : undefined}>
      <div ref={box} class="map-canvas" role="region" aria-label={props.label} />
      {fault ? <p class="fault map-fault">{t('map.no_webgl')}</p> : null}
      {tip ? (
        <div class="map-tip" ref={(el) => {
            if (el) Object.assign(el.style, { left: `${tip.x}px`, top: `${tip.y}px` });
          }}>
          <strong>
            <bdi>{tip.title}</bdi>
          </strong>
          <span>{tip.text}</span>
        </div>
      ) : null}
    </div>
  );
}

function crowded(map: GLMap, layer: string, data: GeoJSON.FeatureCollection): void {
  const roomy = data.features.length <= CROWD;
  if (map.getLayoutProperty(layer, 'icon-allow-overlap') === roomy) return;
  map.setLayoutProperty(layer, 'icon-allow-overlap', roomy);
  map.setLayoutProperty(layer, 'icon-ignore-placement', roomy);
}

const pointOf = (places: GeoJSON.FeatureCollection, id: string): [number, number] | null => {
  const found = id ? places.features.find((f) => f.properties?.['id'] === id) : undefined;
  return found ? ((found.geometry as GeoJSON.Point).coordinates as [number, number]) : null;
};

/** Moves a point into the part of the map that nothing covers: on narrow screens the panel lies over the map. */
function reveal(map: GLMap, at: [number, number], now = false): void {
  const box = map.getContainer().getBoundingClientRect();
  const panel = document.querySelector('.panel')?.getBoundingClientRect();
  const over = panel && panel.left < box.right && panel.right > box.left && panel.top < box.bottom ? box.bottom - Math.max(panel.top, box.top) : 0;
  const free = Math.max(60, box.height - over);
  const { x, y } = map.project(at);
  const edge = 30;
  if (!now && x > edge && x < box.width - edge && y > edge && y < free - edge) return;
  map.easeTo({ center: at, offset: [0, (free - box.height) / 2], duration: now || calm.matches ? 0 : 400 });
}

function start(
  container: HTMLElement,
  latest: { current: Props },
  loaded: () => void,
  setTip: (tip: { x: number; y: number; title: string; text: string } | null) => void,
): GLMap {
  const at = latest.current.view;
  const map = new GLMap({
    container,
    style: style(),
    center: at ? [at.lon, at.lat] : [38.5, 34.9],
    zoom: at?.zoom ?? 5.4,
    minZoom: 3,
    maxZoom: 14,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    fadeDuration: calm.matches ? 0 : 150,
    locale: {
      'NavigationControl.ZoomIn': t('map.zoom_in'),
      'NavigationControl.ZoomOut': t('map.zoom_out'),
      'Map.Title': t('page.map'),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  const end = lang() === 'ar' ? 'top-left' : 'top-right';
  map.addControl(new NavigationControl({ showCompass: false }), end);
  map.addControl(new ScaleControl({ maxWidth: 90 }), lang() === 'ar' ? 'bottom-left' : 'bottom-right');
  map.addControl(new AttributionControl({ compact: false, customAttribution: t('map.attribution') }), lang() === 'ar' ? 'bottom-left' : 'bottom-right');
  map.setMissingStyleImageResolver((id) => {
    if (map.hasImage(id)) return;
    const spec = decode(id);
    if (spec) map.addImage(id, image(spec), { pixelRatio: 2 });
    else if (id.startsWith('event|')) map.addImage(id, sign(id.slice(6)), { pixelRatio: 2 });
  });
  map.once('load', () => {
    loaded();
    latest.current.ready?.(map);
  });
  const found = (e: MapMouseEvent): Record<string, unknown> | null => {
    const { x, y } = e.point;
    const hits = map.queryRenderedFeatures([[x - 4, y - 4], [x + 4, y + 4]], { layers: ['places', 'events', 'names'] });
    return hits[0]?.properties ?? null;
  };
  map.on('click', (e) => {
    if (latest.current.pickPoint) {
      latest.current.pickPoint(e.lngLat.lat, e.lngLat.lng);
      return;
    }
    const hit = found(e);
    setTip(null);
    latest.current.pick(hit ? String(hit['id'] ?? hit['place'] ?? '') : '');
  });
  let last = '';
  map.on('mousemove', (e) => {
    const hit = found(e);
    map.getCanvas().style.cursor = hit ? 'pointer' : '';
    const id = hit ? String(hit['id'] ?? hit['place'] ?? '') : '';
    if (!id) {
      if (last) setTip(null);
      last = '';
      return;
    }
    const text = latest.current.tip(id);
    last = id;
    setTip(text ? { x: e.point.x, y: e.point.y, ...text } : null);
  });
  map.on('mouseout', () => setTip(null));
  map.on('moveend', (e) => {
    const { lat, lng } = map.getCenter();
    if ('originalEvent' in e && e.originalEvent) latest.current.moved({ lat, lon: lng, zoom: map.getZoom() });
  });
  return map;
}

/** Where a place is: its point in the outlines around it, as a small drawing. */
import { useGet } from '../api';
import { boundsOf } from '../map/features';
import { named, number, t } from '../i18n';
import type { Name } from '../types';

let kept: GeoJSON.FeatureCollection | null = null;

export function MiniMap({ place }: { place: Name }) {
  const { data } = useGet<GeoJSON.FeatureCollection>(kept ? null : 'outlines');
  if (data) kept = data;
  const { lat, lon } = place;
  if (!kept || typeof lat !== 'number' || typeof lon !== 'number') return null;
  const here = kept.features.filter((f) => {
    const b = boundsOf({ type: 'FeatureCollection', features: [f] });
    return b && b[0] - 1.2 < lon && lon < b[2] + 1.2 && b[1] - 1 < lat && lat < b[3] + 1;
  });
  const span = 1.5;
  const squeeze = Math.cos((lat * Math.PI) / 180);
  const x = (n: number): number => ((n - lon) * squeeze * 60) / span + 100;
  const y = (n: number): number => 65 - ((n - lat) * 60) / span;
  const path = (rings: GeoJSON.Position[][]): string => rings.map((r) => 'M' + r.map((c) => `${x(c[0]!).toFixed(1)} ${y(c[1]!).toFixed(1)}`).join('L') + 'Z').join('');
  const radius = place.precision_km ? Math.max(3, ((place.precision_km / 111) * 60) / span) : 3;
  return (
    <svg class="mini-map" viewBox="0 0 200 130" role="img" aria-label={t('place.at', { place: named(place), lat: lat.toFixed(2), lon: lon.toFixed(2) })}>
      {here.map((f, n) => (
        <path key={n} d={f.geometry.type === 'Polygon' ? path(f.geometry.coordinates) : f.geometry.type === 'MultiPolygon' ? f.geometry.coordinates.map(path).join('') : ''} class="land" />
      ))}
      {radius > 3 ? <circle cx="100" cy="65" r={radius} class="reach" /> : null}
      <circle cx="100" cy="65" r="4" class="spot" />
      {place.precision_km ? <text x="6" y="122">{`± ${number(place.precision_km)} km`}</text> : null}
    </svg>
  );
}

/** From the server's answer to what the map draws. */
import { named } from '../i18n';
import { idOf } from '../parts/basics';
import type { ActorColour, Bin, EventRow, MapPlace, Name } from '../types';
import { groupOf } from './events';
import { encode, type MarkSpec, NOBODY, shapeOf } from './marks';

export interface Look {
  colour: string;
  shape: string;
}

export type Looks = Map<string, Look>;

/** Colour and shape of every actor that the ledger names, the same on every page. */
export function looksOf(colours: ActorColour[] | undefined): Looks {
  return new Map((colours ?? []).map((c, n) => [idOf(c.actor), { colour: c.colour, shape: shapeOf(c.pattern, n) }]));
}

export function lookOf(looks: Looks, holder: Name | string | null | undefined, colour?: string): Look {
  if (!holder) return { colour: NOBODY, shape: 'circle' };
  return looks.get(idOf(holder)) ?? { colour: colour ?? NOBODY, shape: 'bar' };
}

export function markOf(looks: Looks, p: { holder: Name | null; colour?: string; status: string; contested?: boolean; stale?: boolean; rivals?: (string | Name)[] }): MarkSpec {
  const rivals = (p.rivals ?? []).map(idOf);
  const leader = p.holder ?? (p.status === 'disputed' ? rivals[0] : null) ?? null;
  const { colour, shape } = lookOf(looks, leader, p.colour);
  const other = p.status === 'disputed' ? rivals.find((r) => r !== idOf(leader)) : undefined;
  return { colour, shape, status: p.status, contested: !!p.contested, stale: !!p.stale, rival: other ? lookOf(looks, other).colour : undefined };
}

/** How early a kind of place is drawn, named and drawn larger: 0 first. */
const RANK: Record<string, number> = { city: 0, governorate: 1, town: 1, airport: 2, base: 2, crossing: 2, dam: 2, port: 2, field: 3, camp: 3, district: 3, village: 4, quarter: 5 };
export const rankOf = (kind: string): number => RANK[kind] ?? 4;
const SIZE = [1.25, 1.05, 0.95, 0.9, 0.82, 0.75];

/** More marks than this would hide each other: where they crowd, the most telling are shown, the others nearer by. */
export const CROWD = 1500;

export function placeFeatures(places: MapPlace[], looks: Looks): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  // Few marks may be large; many would hide each other.
  const scale = places.length <= 80 ? 1.25 : places.length <= 1000 ? 1 : 0.85;
  for (const p of places) {
    if (p.lat === null || p.lat === undefined || p.lon === null || p.lon === undefined) continue;
    const rank = rankOf(p.kind);
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [p.lon, p.lat] },
      properties: { id: p.id, icon: encode(markOf(looks, p)), label: named(p), rank, order: rank - (p.status === 'disputed' ? 6 : p.contested ? 3 : 0) + (p.stale ? 1 : 0), size: (SIZE[rank] ?? 0.8) * scale },
    });
  }
  return { type: 'FeatureCollection', features };
}

export function binFeatures(items: (Bin | EventRow)[]): GeoJSON.FeatureCollection {
  const features: GeoJSON.Feature[] = [];
  for (const item of items) {
    const place = ('places' in item ? item.places?.[0] : undefined) ?? item.place;
    const lat = 'lat' in item ? item.lat : place?.lat;
    const lon = 'lon' in item ? item.lon : place?.lon;
    if (typeof lat !== 'number' || typeof lon !== 'number') continue;
    const count = 'count' in item ? (item.count ?? 1) : 'n' in item ? (item.n ?? 1) : 1;
    features.push({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lon, lat] },
      properties: { icon: 'event|' + groupOf(item.kind ?? 'clash'), kind: item.kind ?? '', count, order: -count, place: place?.id ?? '', label: named(place), many: count > 1 ? String(count) : '' },
    });
  }
  return { type: 'FeatureCollection', features };
}

/** Points for the names of outlines: the middle of the largest ring. */
export function outlineLabels(outlines: GeoJSON.FeatureCollection, name: (p: Record<string, unknown>) => string): GeoJSON.FeatureCollection {
  const features = outlines.features.flatMap((f): GeoJSON.Feature[] => {
    const rings = f.geometry.type === 'Polygon' ? [f.geometry.coordinates[0]!] : f.geometry.type === 'MultiPolygon' ? f.geometry.coordinates.map((c) => c[0]!) : [];
    let best: [number, number, number] = [0, 0, 0];
    for (const ring of rings) {
      let area = 0;
      let x = 0;
      let y = 0;
      for (let i = 0; i + 1 < ring.length; i++) {
        const [x0, y0] = ring[i] as [number, number];
        const [x1, y1] = ring[i + 1] as [number, number];
        const cross = x0 * y1 - x1 * y0;
        area += cross;
        x += (x0 + x1) * cross;
        y += (y0 + y1) * cross;
      }
      if (Math.abs(area) > best[0]) best = [Math.abs(area), x / (3 * area), y / (3 * area)];
    }
    if (!best[0]) return [];
    return [{ type: 'Feature', geometry: { type: 'Point', coordinates: [best[1], best[2]] }, properties: { label: name(f.properties ?? {}), area: best[0] } }];
  });
  return { type: 'FeatureCollection', features };
}

export function boundsOf(fc: GeoJSON.FeatureCollection): [number, number, number, number] | null {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  const take = (c: unknown): void => {
    if (!Array.isArray(c)) return;
    if (typeof c[0] === 'number') {
      const [x, y] = c as [number, number];
      box[0] = Math.min(box[0], x);
      box[1] = Math.min(box[1], y);
      box[2] = Math.max(box[2], x);
      box[3] = Math.max(box[3], y);
    } else c.forEach(take);
  };
  for (const f of fc.features) if ('coordinates' in f.geometry) take(f.geometry.coordinates);
  return box[0] > box[2] ? null : box;
}

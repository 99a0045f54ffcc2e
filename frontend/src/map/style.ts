/** The layers of the map. No glyph server: names are drawn from the fonts of the page. */
import type { FilterSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';

const FONT = ['Noto Sans Arabic'];
const EMPTY = { type: 'FeatureCollection' as const, features: [] };
const source = (): { type: 'geojson'; data: GeoJSON.FeatureCollection; tolerance: number } => ({ type: 'geojson', data: EMPTY, tolerance: 0.2 });

/** The nearer, the smaller the places that are named. */
export const NAMES_BY_RANK: FilterSpecification = ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 6, 1, 7, 3, 8, 4, 10, 9]];

const layers: LayerSpecification[] = [
  { id: 'ground', type: 'background', paint: { 'background-color': '#dfe6e8' } },
  { id: 'land', type: 'fill', source: 'outlines', paint: { 'fill-color': '#faf8f2', 'fill-antialias': false } },
  // Outlines are simplified one by one: a seam of the land's colour covers the slivers between them.
  { id: 'seams', type: 'line', source: 'outlines', layout: { 'line-join': 'round' }, paint: { 'line-color': '#faf8f2', 'line-width': ['interpolate', ['exponential', 2], ['zoom'], 5, 1.5, 8, 6, 10, 20] } },
  { id: 'borders', type: 'line', source: 'outlines', layout: { 'line-join': 'round' }, paint: { 'line-color': '#b7ae9b', 'line-width': ['interpolate', ['linear'], ['zoom'], 4, 0.7, 9, 1.8] } },
  {
    id: 'regions',
    type: 'symbol',
    source: 'regions',
    maxzoom: 9.5,
    layout: { 'text-field': ['get', 'label'], 'text-font': FONT, 'text-size': ['interpolate', ['linear'], ['zoom'], 4, 10, 8, 15], 'symbol-sort-key': ['-', 0, ['get', 'area']], 'text-max-width': 7 },
    paint: { 'text-color': '#857b67', 'text-halo-color': '#faf8f2', 'text-halo-width': 1.4 },
  },
  {
    id: 'chosen',
    type: 'circle',
    source: 'places',
    filter: ['==', ['get', 'id'], ''],
    paint: { 'circle-radius': ['interpolate', ['linear'], ['zoom'], 4, 11, 8, 16, 12, 20], 'circle-color': 'rgba(224,166,58,.35)', 'circle-stroke-color': '#123c46', 'circle-stroke-width': 2 },
  },
  {
    id: 'places',
    type: 'symbol',
    source: 'places',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 4, ['*', 0.45, ['get', 'size']], 6.5, ['*', 0.75, ['get', 'size']], 8, ['*', 1.05, ['get', 'size']], 12, ['*', 1.35, ['get', 'size']]],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'icon-padding': 0,
      'symbol-sort-key': ['get', 'order'],
    },
  },
  {
    id: 'events',
    type: 'symbol',
    source: 'events',
    layout: {
      'icon-image': ['get', 'icon'],
      'icon-size': ['interpolate', ['linear'], ['zoom'], 4, 0.6, 9, 0.95],
      'icon-offset': [15, -15],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'text-field': ['get', 'many'],
      'text-font': FONT,
      'text-size': 11,
      'text-offset': [2.3, -1.4],
      'text-optional': true,
      'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'text-color': '#1b2530', 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
  },
  {
    id: 'names',
    type: 'symbol',
    source: 'places',
    minzoom: 5,
    filter: NAMES_BY_RANK,
    layout: {
      'text-field': ['get', 'label'],
      'text-font': FONT,
      'text-size': ['interpolate', ['linear'], ['zoom'], 5, ['-', 13, ['get', 'rank']], 10, ['-', 16, ['*', 0.7, ['get', 'rank']]]],
      'text-variable-anchor': ['bottom', 'top', 'left', 'right'],
      'text-radial-offset': 1.05,
      'text-max-width': 9,
      'symbol-sort-key': ['get', 'rank'],
      'text-padding': 3,
    },
    paint: { 'text-color': '#1b2530', 'text-halo-color': 'rgba(255,255,255,.94)', 'text-halo-width': 1.7 },
  },
];

export function style(): StyleSpecification {
  return { version: 8, sources: { outlines: source(), regions: source(), places: source(), events: source() }, layers };
}

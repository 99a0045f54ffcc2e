/** The map before the map: outlines and marks drawn plainly, in the blink in which WebGL is still being set up. It stays where there is none. */
import { useEffect, useRef } from 'preact/hooks';
import { projection, type View } from './camera';
import { CROWD } from './features';
import { decode, paint, SHAPES, strokes } from './marks';

interface Props {
  outlines: GeoJSON.FeatureCollection | null;
  places: GeoJSON.FeatureCollection;
  view: View | null;
  pick: (place: string) => void;
  painted: () => void;
}

export function Preview(p: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const spots = useRef<[number, number, string][]>([]);
  useEffect(() => {
    const to = canvas.current;
    if (!to || !p.view) return;
    spots.current = draw(to, p.view, p.outlines, p.places);
    // What is drawn is seen after the next frame; benchmarks read the mark.
    const frame = requestAnimationFrame(() =>
      setTimeout(() => {
        if (p.places.features.length) performance.mark('rasid:dots');
        p.painted();
      }, 20),
    );
    return () => cancelAnimationFrame(frame);
  }, [p.view, p.outlines, p.places]);
  const click = (e: MouseEvent): void => {
    const near = spots.current
      .map(([x, y, id]) => [Math.hypot(x - e.offsetX, y - e.offsetY), id] as const)
      .filter(([far]) => far < 16)
      .sort((a, b) => a[0] - b[0])[0];
    p.pick(near?.[1] ?? '');
  };
  return <canvas ref={canvas} class="map-preview" aria-hidden="true" onClick={click} />;
}

function draw(to: HTMLCanvasElement, view: View, outlines: GeoJSON.FeatureCollection | null, places: GeoJSON.FeatureCollection): [number, number, string][] {
  const { clientWidth: width, clientHeight: height } = to;
  const ratio = Math.min(2, devicePixelRatio || 1);
  to.width = width * ratio;
  to.height = height * ratio;
  const ctx = to.getContext('2d')!;
  ctx.scale(ratio, ratio);
  const at = projection(view, width, height);
  if (outlines) {
    const land = new Path2D();
    for (const f of outlines.features) for (const ring of ringsOf(f.geometry)) ring.forEach((c, n) => (n ? land.lineTo(...at(c[0]!, c[1]!)) : land.moveTo(...at(c[0]!, c[1]!))));
    ctx.lineJoin = 'round';
    ctx.fillStyle = ctx.strokeStyle = '#faf8f2';
    ctx.lineWidth = 4;
    ctx.stroke(land);
    ctx.fill(land);
    ctx.strokeStyle = '#b7ae9b';
    ctx.lineWidth = 1.2;
    ctx.stroke(land);
  }
  return marks(ctx, ratio, view.zoom, width, height, at, places);
}

function marks(ctx: CanvasRenderingContext2D, ratio: number, zoom: number, width: number, height: number, at: (lon: number, lat: number) => [number, number], places: GeoJSON.FeatureCollection): [number, number, string][] {
  const drawn: [number, number, string][] = [];
  const crowd = places.features.length > CROWD;
  const cell = 18;
  const taken = new Set<number>();
  const pictures = new Map<string, HTMLCanvasElement>();
  const sorted = crowd ? [...places.features].sort((a, b) => a.properties!['order'] - b.properties!['order']) : places.features;
  for (const f of sorted) {
    const [x, y] = at(...((f.geometry as GeoJSON.Point).coordinates as [number, number]));
    if (x < -20 || y < -20 || x > width + 20 || y > height + 20) continue;
    const key = Math.floor(x / cell) * 10_000 + Math.floor(y / cell);
    if (crowd && taken.has(key)) continue;
    taken.add(key);
    const { icon, size, id } = f.properties as { icon: string; size: number; id: string };
    let picture = pictures.get(icon);
    if (!picture) pictures.set(icon, (picture = pictured(icon, ratio)));
    const side = 26 * size * scaleAt(zoom);
    ctx.drawImage(picture, x - side / 2, y - side / 2, side, side);
    drawn.push([x, y, id]);
  }
  return drawn;
}

function pictured(icon: string, ratio: number): HTMLCanvasElement {
  const made = document.createElement('canvas');
  made.width = made.height = 26 * ratio;
  const ctx = made.getContext('2d')!;
  ctx.scale(ratio, ratio);
  ctx.translate(1, 1);
  const spec = decode(icon);
  if (spec) paint(ctx, strokes(spec), SHAPES[spec.shape] ?? SHAPES['circle']!);
  return made;
}

/** The sizes of map/style.ts. */
function scaleAt(zoom: number): number {
  const steps: [number, number][] = [
    [4, 0.45],
    [6.5, 0.75],
    [8, 1.05],
    [12, 1.35],
  ];
  for (let n = 1; n < steps.length; n++) {
    const [low, from] = steps[n - 1]!;
    const [high, to] = steps[n]!;
    if (zoom <= high) return from + ((to - from) * (Math.max(zoom, low) - low)) / (high - low);
  }
  return 1.35;
}

function ringsOf(g: GeoJSON.Geometry): GeoJSON.Position[][] {
  return g.type === 'Polygon' ? g.coordinates : g.type === 'MultiPolygon' ? g.coordinates.flat() : [];
}

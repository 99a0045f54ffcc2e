/** The marks of places: colour and shape say who holds it, fill and outline how sure it is. One drawing for canvas and SVG. */

export interface MarkSpec {
  colour: string;
  shape: string;
  status: string;
  contested?: boolean;
  stale?: boolean;
  rival?: string;
}

export interface Stroke {
  d: string;
  fill?: string;
  stroke?: string;
  width?: number;
  dash?: number[];
  /** Drawn only inside the outline of the mark. */
  inside?: boolean;
}

/** All in a box of 24 × 24, the shape about 14 wide in the middle. */
export const SHAPES: Record<string, string> = {
  circle: 'M12 5.2a6.8 6.8 0 1 1 0 13.6a6.8 6.8 0 1 1 0-13.6Z',
  square: 'M6 6h12v12h-12Z',
  diamond: 'M12 3.6L20.4 12L12 20.4L3.6 12Z',
  triangle: 'M12 4.2L20 18.4H4Z',
  hexagon: 'M8 5.1h8L20 12l-4 6.9H8L4 12Z',
  wedge: 'M12 19.8L4 5.6H20Z',
  cross: 'M9 4.6h6v4.4h4.4v6h-4.4v4.4h-6v-4.4h-4.4v-6h4.4Z',
  pentagon: 'M12 4.2L19.9 10L16.9 19H7.1L4.1 10Z',
  star: 'M12 3.4L14.4 9L20.4 9.5L15.8 13.4L17.3 19.4L12 16.2L6.7 19.4L8.2 13.4L3.6 9.5L9.6 9Z',
  bar: 'M3.8 8h16.4v8h-16.4Z',
};
export const ORDER = Object.keys(SHAPES);
export const NOBODY = '#767676';
const INK = '#1b2530';
const ALARM = '#a3151b';

/** The shape of a pattern the server names, or of a place in its list. */
export function shapeOf(pattern: string | undefined, index: number): string {
  if (pattern && pattern in SHAPES) return pattern;
  return ORDER[index % ORDER.length]!;
}

export function strokes(m: MarkSpec): Stroke[] {
  const d = SHAPES[m.shape] ?? SHAPES['circle']!;
  const out: Stroke[] = [];
  if (m.contested) out.push({ d: 'M3 3l3.4 3.4M21 3l-3.4 3.4M3 21l3.4-3.4M21 21l-3.4-3.4M12 .8v2.6M12 20.6v2.6M.8 12h2.6M20.6 12h2.6', stroke: ALARM, width: 2 });
  const dash = m.stale ? [1.6, 1.9] : undefined;
  const colour = m.stale ? faded(m.colour) : m.colour;
  switch (m.status) {
    case 'confirmed':
      out.push({ d, stroke: '#ffffff', width: 5 }, { d, fill: colour, stroke: INK, width: 2.2, dash });
      break;
    case 'reported':
      out.push({ d, stroke: '#ffffff', width: 4 }, { d, fill: colour, stroke: m.stale ? m.colour : INK, width: m.stale ? 1.6 : 0.9, dash });
      break;
    case 'claimed':
      out.push({ d, stroke: '#ffffff', width: 5.5 }, { d, fill: '#ffffff', stroke: m.colour, width: 3, dash });
      break;
    case 'disputed':
      out.push(
        { d, stroke: '#ffffff', width: 4.5 },
        { d, fill: colour },
        { d: 'M24 0V24H0Z', fill: m.rival ? (m.stale ? faded(m.rival) : m.rival) : '#ffffff', inside: true },
        { d: 'M-2 26L26 -2', stroke: '#ffffff', width: 1.6, inside: true },
        { d, stroke: INK, width: 1.6, dash },
      );
      break;
    case 'vacated':
      out.push({ d, stroke: '#ffffff', width: 4.5 }, { d, fill: '#ffffff', stroke: INK, width: 1.6, dash: [2.4, 1.8] }, { d: 'M5 19L19 5', stroke: INK, width: 1.6 });
      break;
    default:
      out.push({ d: 'M12 8.6a3.4 3.4 0 1 1 0 6.8a3.4 3.4 0 1 1 0-6.8Z', fill: '#ffffff', stroke: NOBODY, width: 1.8 });
  }
  return out;
}

/** A colour mixed with white. */
export function faded(hex: string, share = 0.58): string {
  const n = Number.parseInt(hex.slice(1), 16);
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return hex;
  const mix = (c: number): number => Math.round(c + (255 - c) * share);
  return '#' + [n >> 16, (n >> 8) & 255, n & 255].map((c) => mix(c).toString(16).padStart(2, '0')).join('');
}

export function encode(m: MarkSpec): string {
  return ['mark', m.shape, m.colour, m.status, m.contested ? 'c' : '', m.stale ? 's' : '', m.rival ?? ''].join('|');
}

export function decode(id: string): MarkSpec | null {
  const [tag, shape, colour, status, contested, stale, rival] = id.split('|');
  if (tag !== 'mark' || !shape || !colour || !status) return null;
  return { shape, colour, status, contested: contested === 'c', stale: stale === 's', rival: rival || undefined };
}

export function paint(ctx: CanvasRenderingContext2D, list: Stroke[], outline: string): void {
  const edge = new Path2D(outline);
  for (const s of list) {
    ctx.save();
    if (s.inside) ctx.clip(edge);
    const path = new Path2D(s.d);
    if (s.fill) {
      ctx.fillStyle = s.fill;
      ctx.fill(path);
    }
    if (s.stroke) {
      ctx.strokeStyle = s.stroke;
      ctx.lineWidth = s.width ?? 1;
      ctx.lineJoin = 'round';
      ctx.lineCap = s.dash ? 'butt' : 'round';
      ctx.setLineDash(s.dash ?? []);
      ctx.stroke(path);
    }
    ctx.restore();
  }
}

/** The picture of a mark for the map, at a pixel ratio of 2. */
export function image(m: MarkSpec, box = 26, ratio = 2): ImageData {
  const side = box * ratio;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = side;
  // Drawn to be read at once: without the card, whose pixels come back slowly.
  const ctx = canvas.getContext('2d', { willReadFrequently: true })!;
  ctx.scale(side / 26, side / 26);
  ctx.translate(1, 1);
  paint(ctx, strokes(m), SHAPES[m.shape] ?? SHAPES['circle']!);
  return ctx.getImageData(0, 0, side, side);
}

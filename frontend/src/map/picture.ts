/** The map as a picture to keep or print: the map as it stands, title, date, legend, source. */
import type { Map as GLMap } from 'maplibre-gl';
import { day, named, number, rtl, t, word } from '../i18n';
import type { MapAnswer } from '../types';
import { type Looks, lookOf } from './features';
import { paint, SHAPES, strokes } from './marks';

const FONT = '"Noto Sans Arabic", sans-serif';

export async function picture(map: GLMap, answer: MapAnswer, looks: Looks): Promise<Blob> {
  const shot = await capture(map);
  const ratio = shot.width / map.getCanvas().clientWidth;
  const width = shot.width;
  const unit = ratio;
  const rows = answer.legend.filter((l) => l.count);
  const columns = Math.max(1, Math.floor(width / (250 * unit)));
  const legend = Math.ceil((rows.length + 5) / columns) * 24 * unit;
  const headH = 62 * unit;
  const footH = legend + 54 * unit;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = shot.height + headH + footH;
  const ctx = canvas.getContext('2d')!;
  ctx.fillStyle = '#ffffff';
  ctx.fillRect(0, 0, canvas.width, canvas.height);
  ctx.drawImage(shot, 0, headH);
  ctx.direction = rtl() ? 'rtl' : 'ltr';
  ctx.textAlign = 'start';
  ctx.textBaseline = 'middle';
  const pad = 18 * unit;
  const x = (n: number): number => (rtl() ? width - n : n);
  ctx.fillStyle = '#123c46';
  ctx.font = `600 ${20 * unit}px ${FONT}`;
  ctx.fillText(t('picture.title', { day: day(answer.on) }), x(pad), 22 * unit);
  ctx.font = `400 ${13 * unit}px ${FONT}`;
  ctx.fillStyle = '#4a5661';
  ctx.fillText(answer.known ? t('time.known_says', { known: day(answer.known) }) : t('time.known_off'), x(pad), 46 * unit);

  const items: { mark: Parameters<typeof strokes>[0]; text: string }[] = rows.map((l) => ({
    mark: { ...lookOf(looks, l.holder, l.colour), status: l.holder ? 'reported' : 'unknown' },
    text: `${l.holder ? named(l.holder) : t('legend.nobody')} (${number(l.count)})`,
  }));
  for (const status of ['confirmed', 'reported', 'claimed', 'disputed', 'vacated']) items.push({ mark: { colour: '#5b6770', shape: 'circle', status }, text: word('control', status) });
  const top = headH + shot.height + 14 * unit;
  const perColumn = Math.ceil(items.length / columns);
  ctx.fillStyle = '#1b2530';
  items.forEach((item, n) => {
    const column = Math.floor(n / perColumn);
    const y = top + (n % perColumn) * 24 * unit + 10 * unit;
    const at = pad + (column * (width - 2 * pad)) / columns;
    ctx.save();
    ctx.translate(x(at + 10 * unit) - 10 * unit, y - 10 * unit);
    ctx.scale((20 * unit) / 24, (20 * unit) / 24);
    paint(ctx, strokes(item.mark), SHAPES[item.mark.shape] ?? SHAPES['circle']!);
    ctx.restore();
    ctx.fillStyle = '#1b2530';
    ctx.font = `400 ${13 * unit}px ${FONT}`;
    ctx.fillText(item.text, x(at + 28 * unit), y);
  });
  ctx.fillStyle = '#6a747c';
  ctx.font = `400 ${11 * unit}px ${FONT}`;
  ctx.fillText(`${t('brand')} · ${t('map.attribution')}`, x(pad), canvas.height - 16 * unit);
  return new Promise((done, failed) => canvas.toBlob((b) => (b ? done(b) : failed(new Error(t('picture.failed')))), 'image/png'));
}

/** What is drawn is only there while it is drawn: copied within the frame. */
function capture(map: GLMap): Promise<HTMLCanvasElement> {
  return new Promise((done) => {
    map.once('render', () => {
      const from = map.getCanvas();
      const copy = document.createElement('canvas');
      copy.width = from.width;
      copy.height = from.height;
      copy.getContext('2d')!.drawImage(from, 0, 0);
      done(copy);
    });
    map.triggerRepaint();
  });
}

export function save(blob: Blob, name: string): void {
  const a = document.createElement('a');
  a.href = URL.createObjectURL(blob);
  a.download = name;
  a.click();
  setTimeout(() => URL.revokeObjectURL(a.href), 10_000);
}

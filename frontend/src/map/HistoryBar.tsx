/** Who held a place when, as a band. */
import { toNumber } from '../days';
import { day, named, t, word } from '../i18n';
import type { Period } from '../types';
import { type Looks, lookOf } from './features';

export function HistoryBar({ periods, looks, on, set }: { periods: Period[]; looks: Looks; on: string; set: (on: string) => void }) {
  const first = Math.min(...periods.map((p) => toNumber(p.start)));
  const last = Math.max(...periods.map((p) => toNumber(p.end || on)), toNumber(on), first + 1);
  const x = (iso: string): number => ((toNumber(iso) - first) / (last - first + 1)) * 1000;
  const at = Math.min(1000, Math.max(0, x(on)));
  return (
    <svg class="history-bar" viewBox="0 0 1000 44" preserveAspectRatio="none" role="img" aria-label={t('panel.history')}>
      <defs>
        <pattern id="hatch" width="10" height="10" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="10" fill="#fff" />
        </pattern>
      </defs>
      <rect x="0" y="8" width="1000" height="28" class="ground" />
      {periods.map((p) => {
        const from = x(p.start);
        const to = p.end ? x(p.end) + 1000 / (last - first + 1) : 1000;
        const colour = p.holder ? lookOf(looks, p.holder, p.colour).colour : '#b8b8b8';
        const unsure = !p.holder || p.status === 'disputed' || p.status === 'claimed';
        return (
          <g key={p.start} class="slice" onClick={() => set(p.start)}>
            <title>{`${named(p.holder) || word('control', p.status)} · ${day(p.start)} – ${p.end ? day(p.end) : t('panel.now')}`}</title>
            <rect x={from} y="8" width={Math.max(3, to - from)} height="28" fill={colour} />
            {unsure ? <rect x={from} y="8" width={Math.max(3, to - from)} height="28" fill="url(#hatch)" /> : null}
          </g>
        );
      })}
      <path d={`M${at} 0V44`} class="needle" />
    </svg>
  );
}

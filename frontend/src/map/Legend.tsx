/** A legend that explains itself: who, with counts and a way to show one alone; how sure; the other marks. */
import { number, t, word } from '../i18n';
import { Mark } from '../parts/Mark';
import { Who, idOf } from '../parts/basics';
import type { MapAnswer } from '../types';
import { type Looks, lookOf } from './features';

const STATUSES = ['confirmed', 'reported', 'claimed', 'disputed', 'vacated', 'unknown'];

interface Props {
  legend: MapAnswer['legend'];
  looks: Looks;
  counts: Map<string, number>;
  actors: Set<string>;
  toggle: (actor: string) => void;
  statuses: Set<string>;
  toggleStatus: (status: string) => void;
  unplaced: number;
  open: boolean;
  setOpen: (open: boolean) => void;
}

export function Legend(p: Props) {
  const sample = p.legend.find((l) => l.holder);
  const look = lookOf(p.looks, sample?.holder ?? null, sample?.colour);
  const second = p.legend.filter((l) => l.holder)[1];
  return (
    <details class="legend" open={p.open} onToggle={(e) => p.setOpen(e.currentTarget.open)}>
      <summary>{t('legend.title')}</summary>
      <div class="legend-body">
        <h2>{t('legend.holders')}</h2>
        <ul>
          {p.legend.map((l) => {
            const id = l.holder ? idOf(l.holder) : '-';
            return (
              <li key={id}>
                <button type="button" class="legend-row" aria-pressed={p.actors.has(id)} onClick={() => p.toggle(id)} title={t('legend.only')}>
                  <Mark {...lookOf(p.looks, l.holder, l.colour)} status={l.holder ? 'reported' : 'unknown'} />
                  <span>{l.holder ? <Who of={l.holder} /> : t('legend.nobody')}</span>
                  <span class="figure">{number(l.count)}</span>
                </button>
              </li>
            );
          })}
        </ul>
        <h2>{t('legend.status')}</h2>
        <ul>
          {STATUSES.map((s) => (
            <li key={s}>
              <button type="button" class="legend-row" aria-pressed={p.statuses.has(s)} onClick={() => p.toggleStatus(s)} title={t('legend.only')}>
                <Mark {...look} status={s} rival={s === 'disputed' && second ? lookOf(p.looks, second.holder, second.colour).colour : undefined} />
                <span>
                  {word('control', s)}
                  <small>{t(`control_why.${s}`)}</small>
                </span>
                <span class="figure">{number(p.counts.get(s) ?? 0)}</span>
              </button>
            </li>
          ))}
        </ul>
        <h2>{t('legend.marks')}</h2>
        <ul class="plain">
          <li>
            <Mark {...look} status="reported" contested /> <span>{t('legend.contested')}</span>
          </li>
          <li>
            <Mark {...look} status="reported" stale /> <span>{t('legend.stale')}</span>
          </li>
        </ul>
        {p.unplaced ? <p class="faint">{t('legend.unplaced', { count: p.unplaced })}</p> : null}
      </div>
    </details>
  );
}

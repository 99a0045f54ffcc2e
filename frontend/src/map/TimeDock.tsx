/** The two clocks: the day asked for, with play, and the day of knowledge. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { addDays, clamp, toDay, toNumber } from '../days';
import { day, t } from '../i18n';
import { Icon } from '../parts/Icon';
import { DateInput } from '../parts/basics';

interface Props {
  first: string;
  last: string;
  on: string;
  known: string;
  knownLast: string;
  busy: boolean;
  counts: Map<string, number>;
  set: (on: string) => void;
  setKnown: (known: string) => void;
}

const STEPS = { day: 1, week: 7, month: 30 };
type Step = keyof typeof STEPS;

export function TimeDock(p: Props) {
  const low = toNumber(p.first);
  const high = Math.max(low + 1, toNumber(p.last));
  const at = clamp(toNumber(p.on), low, high);
  const [drag, setDrag] = useState<number | null>(null);
  const [playing, setPlaying] = useState(false);
  const [step, setStep] = useState<Step>(high - low > 900 ? 'month' : high - low > 120 ? 'week' : 'day');
  const shown = drag ?? at;
  const wait = useRef(0);

  // While it slides, the map follows at most eight times a second.
  const slide = (n: number): void => {
    setDrag(n);
    clearTimeout(wait.current);
    wait.current = window.setTimeout(() => {
      p.set(toDay(n));
      setDrag(null);
    }, 120);
  };
  const move = (days: number): void => p.set(toDay(clamp(at + days, low, high)));

  useEffect(() => {
    if (!playing || p.busy) return;
    if (at >= high) {
      setPlaying(false);
      return;
    }
    const timer = setTimeout(() => move(STEPS[step]), 650);
    return () => clearTimeout(timer);
  }, [playing, p.busy, at, step]);

  const play = (): void => {
    if (!playing && at >= high) p.set(p.first);
    setPlaying(!playing);
  };

  return (
    <section class="dock" aria-label={t('time.label')}>
      <div class="dock-row">
        <button type="button" class="round" onClick={play} aria-label={t(playing ? 'time.pause' : 'time.play')} title={t(playing ? 'time.pause' : 'time.play')}>
          <Icon name={playing ? 'pause' : 'play'} />
        </button>
        <div class="dock-day">
          <button type="button" class="bare back" onClick={() => move(-STEPS[step])} aria-label={t('time.back')} title={t('time.back')}>
            <Icon name="step" size={16} />
          </button>
          <output class="dock-date" htmlFor="dock-on">
            {day(toDay(shown))}
          </output>
          <button type="button" class="bare" onClick={() => move(STEPS[step])} aria-label={t('time.ahead')} title={t('time.ahead')}>
            <Icon name="step" size={16} />
          </button>
        </div>
        <div class="dock-slide">
          <Bars low={low} high={high} counts={p.counts} at={shown} />
          <input
            id="dock-on"
            type="range"
            min={low}
            max={high}
            value={shown}
            aria-label={t('time.day')}
            aria-valuetext={day(toDay(shown))}
            onInput={(e) => slide(+e.currentTarget.value)}
          />
          <div class="dock-ends" aria-hidden="true">
            <span>{day(p.first, true)}</span>
            <span>{day(toDay(high), true)}</span>
          </div>
        </div>
        <label class="field dock-step" htmlFor="dock-step">
          <span class="out">{t('time.step')}</span>
          <select id="dock-step" value={step} onChange={(e) => setStep(e.currentTarget.value as Step)}>
            {(Object.keys(STEPS) as Step[]).map((s) => (
              <option key={s} value={s}>
                {t(`time.${s}`)}
              </option>
            ))}
          </select>
        </label>
        <label class="field dock-go" htmlFor="dock-go">
          <span class="out">{t('time.go')}</span>
          <DateInput id="dock-go" value={toDay(at)} set={(d) => d && p.set(d)} />
        </label>
      </div>
      <div class="dock-row dock-known">
        <label class="check" htmlFor="known-on">
          <input id="known-on" type="checkbox" checked={!!p.known} onChange={(e) => p.setKnown(e.currentTarget.checked ? addDays(toDay(at), 0) : '')} />
          <span>{t('time.known')}</span>
        </label>
        {p.known ? (
          <>
            <input
              type="range"
              class="known-range"
              min={low}
              max={Math.max(high, toNumber(p.knownLast || p.last))}
              value={toNumber(p.known)}
              aria-label={t('time.known')}
              aria-valuetext={day(p.known)}
              onChange={(e) => p.setKnown(toDay(+e.currentTarget.value))}
            />
            <DateInput value={p.known} label={t('time.known')} set={p.setKnown} />
            <span class="known-says">{t('time.known_says', { known: day(p.known) })}</span>
          </>
        ) : (
          <span class="faint known-says">{t('time.known_off')}</span>
        )}
      </div>
    </section>
  );
}

/** How much happened when: a bar for each slice of the time, decoration for the slider. It takes its room before they are known: nothing may push the map. */
function Bars({ low, high, counts, at }: { low: number; high: number; counts: Map<string, number>; at: number }) {
  const slices = Math.min(120, high - low + 1);
  const sums = new Array<number>(slices).fill(0);
  for (const [iso, n] of counts) {
    const where = Math.floor(((toNumber(iso) - low) / (high - low + 1)) * slices);
    if (where >= 0 && where < slices) sums[where]! += n;
  }
  const most = Math.max(1, ...sums);
  const until = ((at - low) / (high - low + 1)) * slices;
  return (
    <svg class="bars" viewBox={`0 0 ${slices} 20`} preserveAspectRatio="none" aria-hidden="true">
      {sums.map((n, i) => {
        const h = n ? 2 + 18 * Math.sqrt(n / most) : 0;
        return <rect key={i} x={i + 0.12} width={0.76} y={20 - h} height={h} class={i <= until ? 'past' : ''} />;
      })}
    </svg>
  );
}

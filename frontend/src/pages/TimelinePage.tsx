/** Two charts: places held by each actor over time, and events by kind. */
import { useMemo, useState } from 'preact/hooks';
import { useApp } from '../app';
import { useGet } from '../api';
import { toDay, toNumber } from '../days';
import { day, named, number, t } from '../i18n';
import { EVENT_COLOUR, groupOf, GROUPS } from '../map/events';
import { lookOf, looksOf } from '../map/features';
import { Mark } from '../parts/Mark';
import { PeriodForm, usePeriod } from '../parts/Period';
import { Empty, Fault, Head, Waiting, Who, idOf } from '../parts/basics';
import { href, type Route } from '../router';
import type { Name } from '../types';

interface Line {
  actor: Name;
  colour?: string;
  days?: { day: string; places?: number; count?: number; n?: number }[] | Record<string, number>;
  points?: { day: string; places?: number; count?: number; n?: number }[] | [string, number][];
}
interface Timeline {
  from: string;
  to: string;
  actors?: Line[];
  control?: Line[];
  events: { day: string; kind?: string; count?: number; n?: number; kinds?: Record<string, number> }[];
}
interface Series {
  actor: Name;
  colour: string;
  shape: string;
  points: [number, number][];
}

const W = 1000;
const H = 260;

export default function TimelinePage({ route }: { route: Route }) {
  const { ledger } = useApp();
  const period = usePeriod(route.query, 90);
  const from = route.query['from'] ? period.from : ledger?.first || period.from;
  const to = period.to;
  const { data, error, busy, again } = useGet<Timeline>('timeline', { from, to });
  const looks = useMemo(() => looksOf(ledger?.actor_colours), [ledger]);
  const series = useMemo(() => (data ? seriesOf(data, looks) : []), [data, looks]);
  return (
    <div class="page">
      <Head title={t('page.timeline')} lead={t('timeline.lead')} />
      <PeriodForm from={from} to={to} />
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      {data ? (
        <>
          <section aria-labelledby="tl-control">
            <h2 id="tl-control">{t('timeline.control')}</h2>
            {series.length ? <Control series={series} from={from} to={to} /> : <Empty>{t('timeline.none')}</Empty>}
          </section>
          <section aria-labelledby="tl-events">
            <h2 id="tl-events">{t('timeline.events')}</h2>
            {data.events.length ? <Events rows={data.events} from={from} to={to} /> : <Empty>{t('timeline.none')}</Empty>}
          </section>
        </>
      ) : null}
    </div>
  );
}

function seriesOf(data: Timeline, looks: ReturnType<typeof looksOf>): Series[] {
  return (data.actors ?? data.control ?? [])
    .map((l) => {
      const raw = l.days ?? l.points ?? [];
      const pairs: [string, number][] = Array.isArray(raw) ? raw.map((p) => (Array.isArray(p) ? p : [p.day, p.places ?? p.count ?? p.n ?? 0])) : Object.entries(raw);
      const points = pairs.map(([d, n]): [number, number] => [toNumber(d), n]).sort((a, b) => a[0] - b[0]);
      return { actor: l.actor, ...lookOf(looks, l.actor, l.colour), points };
    })
    .filter((s) => s.points.some((p) => p[1] > 0))
    .sort((a, b) => most(b) - most(a));
}

const most = (s: Series): number => Math.max(...s.points.map((p) => p[1]));

function Control({ series, from, to }: { series: Series[]; from: string; to: string }) {
  const [hidden, setHidden] = useState(new Set<string>());
  const low = toNumber(from);
  const high = Math.max(low + 1, toNumber(to));
  const shown = series.filter((s) => !hidden.has(idOf(s.actor)));
  const top = nice(Math.max(1, ...shown.map(most)));
  const x = (d: number): number => ((d - low) / (high - low)) * W;
  const y = (n: number): number => H - (n / top) * H;
  const [at, setAt] = useState<number | null>(null);
  return (
    <figure class="chart">
      <svg
        viewBox={`-4 -10 ${W + 8} ${H + 20}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('timeline.control')}
        onMouseMove={(e) => {
          const box = e.currentTarget.getBoundingClientRect();
          setAt(Math.round(low + ((e.clientX - box.left) / box.width) * (high - low)));
        }}
        onMouseLeave={() => setAt(null)}
      >
        {[0, 0.25, 0.5, 0.75, 1].map((f) => (
          <path key={f} class="grid" d={`M0 ${H * f}H${W}`} />
        ))}
        {shown.map((s, n) => (
          <path key={idOf(s.actor)} class="line" d={steps(s.points, x, y, low, high)} stroke={s.colour} stroke-dasharray={DASHES[n % DASHES.length]} />
        ))}
        {at !== null ? <path class="cursor" d={`M${x(at)} 0V${H}`} /> : null}
      </svg>
      <div class="axis-y" aria-hidden="true">
        {[1, 0.5, 0].map((f) => (
          <span key={f}>{number(Math.round(top * f * 10) / 10)}</span>
        ))}
      </div>
      <div class="axis-x" aria-hidden="true">
        <span>{day(from, true)}</span>
        <span>{at === null ? '' : day(toDay(at))}</span>
        <span>{day(to, true)}</span>
      </div>
      <ul class="chart-key">
        {series.map((s) => {
          const id = idOf(s.actor);
          return (
            <li key={id}>
              <button
                type="button"
                class="legend-row"
                aria-pressed={!hidden.has(id)}
                onClick={() => {
                  const next = new Set(hidden);
                  if (!next.delete(id)) next.add(id);
                  setHidden(next);
                }}
              >
                <Mark colour={s.colour} shape={s.shape} status={hidden.has(id) ? 'vacated' : 'reported'} size={18} />
                <Who of={s.actor} />
                <span class="figure">{number(valueAt(s, at ?? high))}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <details>
        <summary>{t('timeline.table')}</summary>
        <Table series={series} low={low} high={high} />
      </details>
    </figure>
  );
}

/** Lines are told apart without colour too. */
const DASHES = ['', '7 4', '2 3', '10 3 2 3', '14 4'];

function steps(points: [number, number][], x: (d: number) => number, y: (n: number) => number, low: number, high: number): string {
  const before = points.filter((p) => p[0] <= low).at(-1);
  let d = `M${x(low).toFixed(1)} ${y(before?.[1] ?? 0).toFixed(1)}`;
  for (const [at, n] of points)
    if (at > low && at <= high) d += `H${x(at).toFixed(1)}V${y(n).toFixed(1)}`;
  return d + `H${x(high).toFixed(1)}`;
}

function valueAt(s: Series, d: number): number {
  let n = 0;
  for (const [at, v] of s.points) if (at <= d) n = v;
  return n;
}

const nice = (n: number): number => [1, 2, 4, 5, 10, 20, 40, 50, 100, 200, 500, 1000, 2000, 5000, 10000, 20000].find((x) => x >= n) ?? n;

function Table({ series, low, high }: { series: Series[]; low: number; high: number }) {
  const days = [0, 0.25, 0.5, 0.75, 1].map((f) => Math.round(low + (high - low) * f));
  return (
    <div class="table-box">
      <table class="rows">
        <caption class="out">{t('timeline.control')}</caption>
        <thead>
          <tr>
            <td />
            {days.map((d) => (
              <th key={d} scope="col">
                <a href={href(['map'], { on: toDay(d) })}>{day(toDay(d), true)}</a>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map((s) => (
            <tr key={idOf(s.actor)}>
              <th scope="row">{named(s.actor)}</th>
              {days.map((d) => (
                <td key={d} class="figure">
                  {number(valueAt(s, d))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Events({ rows, from, to }: { rows: Timeline['events']; from: string; to: string }) {
  const low = toNumber(from);
  const span = Math.max(1, toNumber(to) - low + 1);
  const slices = Math.min(90, span);
  const groups = Object.keys(GROUPS);
  const stacks = Array.from({ length: slices }, () => new Map<string, number>());
  const totals = new Map<string, number>();
  for (const r of rows) {
    const kinds = r.kinds ? Object.entries(r.kinds) : [[r.kind ?? '', r.count ?? r.n ?? 1] as [string, number]];
    const slice = stacks[Math.floor(((toNumber(r.day) - low) / span) * slices)];
    if (!slice) continue;
    for (const [k, n] of kinds) {
      const g = groupOf(k);
      slice.set(g, (slice.get(g) ?? 0) + n);
      totals.set(g, (totals.get(g) ?? 0) + n);
    }
  }
  const top = Math.max(1, ...stacks.map((s) => [...s.values()].reduce((a, b) => a + b, 0)));
  return (
    <figure class="chart">
      <svg viewBox={`0 0 ${slices} 100`} preserveAspectRatio="none" role="img" aria-label={t('timeline.events')} class="stack">
        {stacks.map((s, i) => {
          let base = 100;
          return groups.map((g) => {
            const h = ((s.get(g) ?? 0) / top) * 100;
            base -= h;
            return h ? <rect key={`${i}${g}`} x={i + 0.1} width={0.8} y={base} height={h} fill={EVENT_COLOUR[g]} /> : null;
          });
        })}
      </svg>
      <div class="axis-y" aria-hidden="true">
        <span>{number(top)}</span>
        <span>0</span>
      </div>
      <div class="axis-x" aria-hidden="true">
        <span>{day(from, true)}</span>
        <span>{day(to, true)}</span>
      </div>
      <ul class="chart-key">
        {groups.map((g) => (
          <li key={g}>
            <svg width="14" height="14" aria-hidden="true">
              <rect width="14" height="14" rx="2" fill={EVENT_COLOUR[g]} />
            </svg>{' '}
            {t(`group.${g}`)} <span class="figure">{number(totals.get(g) ?? 0)}</span>
          </li>
        ))}
      </ul>
    </figure>
  );
}

/** The panel of a place: who holds it, how sure, on whose words, and how it came to be. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { useGet } from '../api';
import { day, named, number, signed, t, word } from '../i18n';
import { Icon } from '../parts/Icon';
import { Mark } from '../parts/Mark';
import { Chain, Confidence, Day, Fault, Quote, Status, Waiting, Who, Whos, idOf } from '../parts/basics';
import { href } from '../router';
import type { EventRow, Holding, Paged, Period, Weighted } from '../types';
import { type Looks, lookOf, markOf } from './features';
import { HistoryBar } from './HistoryBar';

interface Props {
  id: string;
  on: string;
  known: string;
  looks: Looks;
  close: () => void;
  set: (on: string) => void;
}

export function PlacePanel({ id, on, known, looks, close, set }: Props) {
  const { data, error, busy, again } = useGet<Holding>(`places/${id}`, { on, known });
  const head = useRef<HTMLHeadingElement>(null);
  useEffect(() => head.current?.focus({ preventScroll: true }), [id]);
  const called = data ? (data.name ? { name: data.name, name_en: data.name_en, names: data.names } : (data.place ?? id)) : null;
  return (
    <aside
      class="panel"
      aria-label={t('panel.label')}
      onKeyDown={(e) => {
        if (e.key === 'Escape') close();
      }}
    >
      <header>
        <div>
          <h2 ref={head} tabIndex={-1}>
            <Who of={called} none="…" />
          </h2>
          {data ? (
            <p class="faint">
              {data.kind ? word('place_kind', data.kind) : ''}
              {data.parents?.length ? <span class="parents">{data.parents.map((p) => named(p)).join(t('list.in'))}</span> : null}
            </p>
          ) : null}
        </div>
        <button type="button" class="bare" onClick={close} aria-label={t('close')}>
          <Icon name="close" />
        </button>
      </header>
      <Fault of={error} again={again} />
      {data ? <Answer data={data} id={id} on={on} known={known} looks={looks} set={set} /> : <Waiting on={busy} />}
    </aside>
  );
}

function Answer({ data, id, on, known, looks, set }: { data: Holding } & Omit<Props, 'close'>) {
  const mark = markOf(looks, data);
  return (
    <div class="panel-body">
      <div class="verdict">
        <Mark {...mark} size={34} />
        <div>
          <strong class="holder">{data.holder ? <Who of={data.holder} /> : t(data.status === 'disputed' ? 'panel.disputed' : 'panel.nobody')}</strong>
          <span>
            <Status of={data.status} /> {data.contested ? <span class="chip chip-contested">{t('panel.contested')}</span> : null}{' '}
            {data.stale ? <span class="chip chip-stale">{t('panel.stale')}</span> : null}
          </span>
        </div>
      </div>
      <p class="explained">{t(`control_why.${data.status}`)}</p>
      <dl class="facts">
        <dt>{t('panel.on')}</dt>
        <dd>
          <Day of={data.on || on} />
          {known ? <small class="faint"> {t('time.known_says', { known: day(known) })}</small> : null}
        </dd>
        <dt>{t('confidence')}</dt>
        <dd>
          <Confidence share={data.confidence} />
        </dd>
        <dt>{t('panel.since')}</dt>
        <dd>
          <Day of={data.since} />
        </dd>
        <dt>{t('panel.last_heard')}</dt>
        <dd>
          <Day of={data.last_heard} />
        </dd>
        {data.rivals.length ? (
          <>
            <dt>{t('panel.rivals')}</dt>
            <dd>
              <Whos of={data.rivals} />
            </dd>
          </>
        ) : null}
      </dl>
      <Claims data={data} looks={looks} />
      <History id={id} known={known} on={on} looks={looks} set={set} />
      <Events id={id} />
    </div>
  );
}

/** Claims side by side: every actor that the evidence speaks for, and what speaks against the answer. */
function Claims({ data, looks }: { data: Holding; looks: Looks }) {
  const sides = [
    { title: t('panel.for'), items: data.for, sign: 'for' },
    { title: t('panel.against'), items: data.against, sign: 'against' },
  ];
  const kept = data.kept ?? [];
  return (
    <section aria-labelledby="why">
      <h3 id="why">{t('panel.why')}</h3>
      {!data.for.length && !data.against.length ? <p class="faint">{t('panel.nothing')}</p> : null}
      <div class="sides">
        {sides.map(({ title, items, sign }) =>
          items.length ? (
            <div key={sign} class={`side side-${sign}`}>
              <h4>
                {title} <span class="figure">{signed(items.reduce((sum, w) => sum + w.weight, 0))}</span>
              </h4>
              {items.map((w) => (
                <Claim key={w.statement + w.event + (w.inferred ? 'i' : '')} w={w} looks={looks} />
              ))}
            </div>
          ) : null,
        )}
      </div>
      {kept.length ? (
        <details>
          <summary>{t('panel.kept', { count: kept.length })}</summary>
          {kept.map((w) => (
            <Claim key={w.statement} w={w} looks={looks} />
          ))}
        </details>
      ) : null}
    </section>
  );
}

function Claim({ w, looks }: { w: Weighted; looks: Looks }) {
  const { colour, shape } = lookOf(looks, w.actor);
  return (
    <article class="claim">
      <div class="claim-head">
        {w.actor ? <Mark colour={colour} shape={shape} status="reported" size={16} /> : null}
        <span class="claim-what">
          {w.actor ? <Who of={w.actor} /> : null} <span class="claim-event">{w.inferred ? t('panel.held_before') : word('event', w.event)}</span>
          {w.status && w.status !== 'occurred' ? <Status group="status" of={w.status} /> : null}
        </span>
        <span class={`figure weight ${w.weight < 0 ? 'minus' : ''}`} title={t('panel.weight_why')}>
          {signed(w.weight)}
        </span>
      </div>
      <Quote words={w.evidence} report={w.report} statement={w.statement} />
      <Chain of={w.chain} />
      <p class="claim-foot">
        <Day of={w.day || w.known} short />
        {w.via ? <span> · {t('panel.via', { place: named(w.via) })}</span> : null}
      </p>
      {w.why.length && w.why.some((f) => f.value) ? (
        <details class="factors">
          <summary>{t('panel.factors')}</summary>
          <ol>
            {w.why.map((f, n) => (
              <li key={n}>
                <span class="figure">
                  {n ? '× ' : ''}
                  {number(f.value)}
                </span>{' '}
                {f.text ?? word('why', f.rule)}
              </li>
            ))}
          </ol>
        </details>
      ) : null}
    </article>
  );
}

function History({ id, known, on, looks, set }: { id: string; known: string; on: string; looks: Looks; set: (on: string) => void }) {
  const { data } = useGet<{ periods: Period[] } | Period[]>(`places/${id}/history`, { known });
  const periods = Array.isArray(data) ? data : (data?.periods ?? []);
  if (!periods.length) return null;
  return (
    <section aria-labelledby="history">
      <h3 id="history">{t('panel.history')}</h3>
      <HistoryBar periods={periods} looks={looks} on={on} set={set} />
      <ol class="periods">
        {periods.map((p) => (
          <li key={p.start + p.status + idOf(p.holder)} class={p.start <= on && on <= (p.end || '9999') ? 'now' : ''}>
            <button type="button" class="bare period" onClick={() => set(p.start)} title={t('panel.go_there')}>
              <Mark {...markOf(looks, { ...p, stale: false })} size={16} />
              <span class="period-when">
                <Day of={p.start} short /> – {p.end ? <Day of={p.end} short /> : t('panel.now')}
              </span>
              <span class="period-who">{p.holder ? <Who of={p.holder} /> : word('control', p.status)}</span>
              {p.holder ? <Status of={p.status} /> : null}
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Events({ id }: { id: string }) {
  const [open, setOpen] = useState(false);
  const { data, busy, error } = useGet<Paged<EventRow> | EventRow[]>(open ? `places/${id}/events` : null);
  const items = Array.isArray(data) ? data : (data?.items ?? []);
  return (
    <details onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>
        <h3>{t('panel.events')}</h3>
      </summary>
      <Fault of={error} />
      <Waiting on={busy && open} />
      {data && !items.length ? <p class="faint">{t('panel.no_events')}</p> : null}
      <ul class="event-list">
        {items.map((e) => (
          <li key={e.id}>
            <Day of={e.date ?? e.start} short /> <strong>{word('event', e.kind)}</strong> <Whos of={e.agents} />
            {e.targets.length ? (
              <>
                {' '}
                {t('panel.against_whom')} <Whos of={e.targets} />
              </>
            ) : null}
            {e.reports?.[0] ? (
              <a class="more" href={href(['report', e.reports[0]], { s: firstOf(e) })}>
                {t('quote.open')}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  );
}

function firstOf(e: EventRow): string | undefined {
  const s = e.statements?.[0];
  return typeof s === 'string' ? s : s?.id;
}

/** A statement beside the text: what it says, who says it, how it was read, what people said of it. */
import { useEffect, useRef } from 'preact/hooks';
import { moment, named, number, t, word } from '../i18n';
import { Chain, Day, PlaceLink, Status, Who, Whos } from '../parts/basics';
import type { Name, Review, Rule, Statement } from '../types';
import { MiniMap } from './MiniMap';
import type { Points } from './spans';
import { fieldOf } from './spans';

interface Props {
  s: Statement;
  n: number;
  open: boolean;
  may: boolean;
  choose: () => void;
  accept: () => void;
  reject: () => void;
  correct: (slot?: string) => void;
  undo: (review: string) => void;
  fields: Record<string, Points>;
  on?: string;
}

export const listOf = (x: Name[] | Name | null | undefined): Name[] => (!x ? [] : Array.isArray(x) ? x : [x]);

export function StatementCard(p: Props) {
  const { s } = p;
  const root = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // On a narrow screen the open card lies at the foot of the screen: there is nothing to scroll to.
    if (p.open && matchMedia('(min-width: 800px)').matches) root.current?.scrollIntoView({ block: 'nearest' });
  }, [p.open]);
  const place = listOf(s.place)[0];
  const state = s.state ?? 'open';
  return (
    <li ref={root} id={`s-${s.id}`} class={`card state-${state} ${p.open ? 'open' : ''}`}>
      <button type="button" class="card-head" aria-expanded={p.open} onClick={p.choose}>
        <span class="card-n">{number(p.n)}</span>
        <span class="card-what">
          <strong>{s.event_label && word('event', s.event) === s.event.replaceAll('_', ' ') ? s.event_label : word('event', s.event)}</strong>
          <span class="card-line">
            {s.agent.length ? <Whos of={s.agent} /> : null}
            {s.target.length ? (
              <>
                {' '}
                <span class="arrow" aria-label={t('slot.target')} role="img" /> <Whos of={s.target} />
              </>
            ) : null}
            {place ? (
              <span>
                {s.agent.length || s.target.length ? ' · ' : ''}
                <Who of={place} />
              </span>
            ) : null}
          </span>
        </span>
        <span class="card-chips">
          {s.status && s.status !== 'occurred' ? <Status group="status" of={s.status} /> : null}
          {state !== 'open' ? <span class={`chip chip-state-${state}`}>{t(`state.${state}`)}</span> : null}
        </span>
      </button>
      {p.open ? <Inside {...p} place={place} /> : null}
    </li>
  );
}

function Inside(p: Props & { place: Name | undefined }) {
  const { s, place } = p;
  return (
    <div class="card-body">
      <Chain of={s.chain} />
      <dl class="slots">
        <Slot name="event" p={p}>
          {word('event', s.event)}
        </Slot>
        <Slot name="status" p={p}>
          <Status group="status" of={s.status || 'occurred'} />
        </Slot>
        <Slot name="date" p={p}>
          <Day of={s.date} />
        </Slot>
        <Slot name="agent" p={p}>
          <Whos of={s.agent} />
        </Slot>
        <Slot name="target" p={p}>
          <Whos of={s.target} />
        </Slot>
        <Slot name="place" p={p}>
          {listOf(s.place).length ? listOf(s.place).map((x, n) => [n ? t('list.and') : '', <PlaceLink key={n} of={x.id && !x.id.startsWith('~') ? x : { name: x.name, names: x.names }} />]) : <span class="faint">–</span>}
        </Slot>
        <Slot name="source" p={p}>
          <Whos of={s.source} />
        </Slot>
        {s.killed !== null && s.killed !== undefined ? (
          <Slot name="killed" p={p}>
            {number(s.killed)}
          </Slot>
        ) : null}
        {s.injured !== null && s.injured !== undefined ? (
          <Slot name="injured" p={p}>
            {number(s.injured)}
          </Slot>
        ) : null}
      </dl>
      {place ? <MiniMap place={place} /> : null}
      {p.may ? (
        <div class="card-tools">
          <button type="button" class="good" onClick={p.accept} aria-keyshortcuts="a" aria-pressed={s.state === 'accepted'}>
            {t('review.accept')} <kbd>a</kbd>
          </button>
          <button type="button" class="bad" onClick={p.reject} aria-keyshortcuts="r" aria-pressed={s.state === 'rejected'}>
            {t('review.reject')} <kbd>r</kbd>
          </button>
          <button type="button" onClick={() => p.correct()} aria-keyshortcuts="c">
            {t('review.correct')} <kbd>c</kbd>
          </button>
        </div>
      ) : null}
      <Reviews of={s.reviews ?? []} may={p.may} undo={p.undo} />
      <details class="why">
        <summary>{t('report.why')}</summary>
        <table>
          <tbody>
            {s.rules.map((r, n) => (
              <RuleRow key={n} r={r} fields={p.fields} />
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

function Slot({ name, p, children }: { name: string; p: Props; children: preact.ComponentChildren }) {
  return (
    <>
      <dt>
        <i class={`key key-${name}`} aria-hidden="true" />
        {t(`slot.${name}`)}
      </dt>
      <dd>
        {children}
        {p.may ? (
          <button type="button" class="bare edit" onClick={() => p.correct(name)} aria-label={t('review.correct_slot', { slot: t(`slot.${name}`) })} title={t('review.correct_slot', { slot: t(`slot.${name}`) })}>
            <svg width="13" height="13" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" aria-hidden="true">
              <path d="M4 20l1-5L16 4l4 4L9 19Z" />
            </svg>
          </button>
        ) : null}
      </dd>
    </>
  );
}

function RuleRow({ r, fields }: { r: Rule; fields: Record<string, Points> }) {
  const read = r.span ? fields[fieldOf(r.span)]?.slice(r.span.start, r.span.end) : '';
  return (
    <tr>
      <th scope="row">{word('slot', r.slot)}</th>
      <td>
        {r.text ? <span>{r.text}</span> : null} <code dir="auto">{r.rule}</code>
      </td>
      <td dir="auto">{read ? <q>{read}</q> : ''}</td>
    </tr>
  );
}

function Reviews({ of, may, undo }: { of: Review[]; may: boolean; undo: (id: string) => void }) {
  const live = of.filter((r) => !r.undone);
  if (!live.length) return null;
  return (
    <ul class="reviews">
      {live.map((r) => (
        <li key={r.id}>
          <span>
            {t(`review.did_${r.action}`)}
            {r.slot ? <> · {word('slot', r.slot)}</> : null}
            {r.value !== undefined && r.value !== null && r.value !== '' ? (
              <>
                : <bdi>{shown(r.value)}</bdi>
              </>
            ) : null}
          </span>
          <small class="faint">
            <bdi>{r.who ?? r.by ?? ''}</bdi> {moment(r.at)}
          </small>
          {may && r.action !== 'undo' ? (
            <button type="button" class="bare" onClick={() => undo(r.id)}>
              {t('review.undo')}
            </button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function shown(value: unknown): string {
  if (Array.isArray(value)) return value.map(shown).join(t('list.and')) || '–';
  if (value && typeof value === 'object') return named(value as Name);
  return String(value);
}

/** Small pieces that every page uses. */
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { ApiError } from '../api';
import { isDay } from '../days';
import { beside, day, named, number, t, word } from '../i18n';
import { href } from '../router';
import { Icon } from './Icon';
import type { Link, Name } from '../types';

/** A name, kept apart from the direction of the text around it. */
export function Who({ of, none }: { of: Name | string | null | undefined; none?: string }) {
  const text = named(of);
  const arabic = beside(of);
  if (!text) return <span class="faint">{none ?? '–'}</span>;
  return (
    <>
      <bdi>{text}</bdi>
      {arabic ? (
        <>
          {' '}
          <bdi class="beside" lang="ar">
            {arabic}
          </bdi>
        </>
      ) : null}
    </>
  );
}

export function Whos({ of }: { of: (Name | string)[] | Name | string | null | undefined }) {
  const list = Array.isArray(of) ? of : of ? [of] : [];
  if (!list.length) return <span class="faint">–</span>;
  return (
    <>
      {list.map((n, i) => (
        <>
          {i > 0 ? t('list.and') : ''}
          <Who of={n} />
        </>
      ))}
    </>
  );
}

export function PlaceLink({ of, on, known }: { of: Name | null | undefined; on?: string; known?: string }) {
  if (!of) return <span class="faint">–</span>;
  if (!of.id) return <Who of={of} />;
  return (
    <a href={href(['map'], { place: of.id, on, known })}>
      <Who of={of} />
    </a>
  );
}

export function Day({ of, short }: { of: string | null | undefined; short?: boolean }) {
  if (!of) return <span class="faint">–</span>;
  return (
    <time class="day" dateTime={/^\d{4}(-\d\d){0,2}$/.test(of) ? of : undefined}>
      {day(of, short)}
    </time>
  );
}

/** A status of control, or of a statement, as a chip; its colour repeats what the word says. */
export function Status({ of, group = 'control' }: { of: string; group?: string }) {
  return (
    <span class={`chip chip-${of}`} title={tip(group, of)}>
      {word(group, of)}
    </span>
  );
}

function tip(group: string, code: string): string | undefined {
  const key = `${group}_why.${code}`;
  const text = t(key);
  return text === key ? undefined : text;
}

export const linksOf = (chain: Link[] | { links: Link[] } | null | undefined): Link[] => (!chain ? [] : Array.isArray(chain) ? chain : chain.links ?? []);

/** Who told whom: from the outlet to the first speaker. */
export function Chain({ of }: { of: Link[] | { links: Link[] } | null | undefined }) {
  const links = linksOf(of);
  if (!links.length) return null;
  return (
    <ol class="chain" aria-label={t('chain.label')}>
      {links.map((link, n) => {
        const l = typeof link === 'string' ? { name: link } : link;
        const more = [l.kind && word('link', l.kind), l.office, l.org, l.channel && t('chain.channel', { channel: l.channel })].filter(Boolean).join(t('list.and'));
        return (
          <li key={n} class={n === links.length - 1 ? 'first-speaker' : ''}>
            <span class="link-name">
              <bdi>{l.name || more}</bdi>
            </span>
            {l.name && more ? (
              <span class="link-more">
                <bdi>{more}</bdi>
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

/** The words of a report, with the way to them. */
export function Quote({ words, report, statement, children }: { words: string; report?: string; statement?: string; children?: ComponentChildren }) {
  const quoted = (
    <q class="words" dir="auto">
      {words}
    </q>
  );
  return (
    <div class="quote">
      {report ? (
        <a class="to-words" href={href(['report', report], { s: statement })} title={t('quote.open')}>
          {quoted}
        </a>
      ) : (
        quoted
      )}
      {children}
    </div>
  );
}

export function Fault({ of, again }: { of: ApiError | null; again?: () => void }) {
  if (!of) return null;
  return (
    <div class="fault" role="alert">
      <strong dir="auto">{of.message}</strong>
      {of.where ? <bdi class="faint"> {of.where}</bdi> : null}
      {of.remedy ? <p dir="auto">{of.remedy}</p> : null}
      {again ? (
        <button type="button" class="quiet" onClick={again}>
          {t('again')}
        </button>
      ) : null}
    </div>
  );
}

export function Waiting({ on }: { on: boolean }) {
  return on ? (
    <p class="waiting" role="status">
      <span class="spinner" aria-hidden="true" />
      {t('waiting')}
    </p>
  ) : null;
}

export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}

export function Pager({ page, per, total, to }: { page: number; per: number; total: number; to: (page: number) => string }) {
  const last = Math.max(1, Math.ceil(total / Math.max(1, per)));
  if (last < 2) return null;
  return (
    <nav class="pager" aria-label={t('pager.label')}>
      {page > 1 ? (
        <a class="button quiet" href={to(page - 1)} rel="prev">
          {t('pager.before')}
        </a>
      ) : null}
      <span>{t('pager.at', { page, last, total })}</span>
      {page < last ? (
        <a class="button quiet" href={to(page + 1)} rel="next">
          {t('pager.after')}
        </a>
      ) : null}
    </nav>
  );
}

export function Head({ title, children, lead }: { title: string; lead?: string; children?: ComponentChildren }) {
  return (
    <header class="page-head">
      <div>
        <h1 tabIndex={-1}>{title}</h1>
        {lead ? <p class="lead">{lead}</p> : null}
      </div>
      {children ? <div class="page-tools">{children}</div> : null}
    </header>
  );
}

/** A day to choose: written as the files write it, the same in every browser; the browser's own calendar is at hand. */
export function DateInput({ id, value, set, label }: { id?: string; value: string; set: (day: string) => void; label?: string }) {
  const [text, setText] = useState(value);
  const calendar = useRef<HTMLInputElement>(null);
  useEffect(() => setText(value), [value]);
  const bad = text !== '' && !isDay(text);
  const give = (to: string): void => {
    setText(to);
    if ((to === '' || isDay(to)) && to !== value) set(to);
  };
  return (
    <span class="date-input">
      <input
        id={id}
        type="text"
        inputMode="numeric"
        dir="ltr"
        size={10}
        maxLength={10}
        placeholder={t('date.form')}
        aria-label={label}
        aria-invalid={bad}
        value={text}
        onInput={(e) => setText(e.currentTarget.value)}
        onChange={(e) => give(e.currentTarget.value.trim())}
      />
      <input ref={calendar} type="date" class="out" tabIndex={-1} aria-hidden="true" value={isDay(value) ? value : ''} onChange={(e) => give(e.currentTarget.value)} />
      <button type="button" class="bare" aria-label={t('date.calendar')} title={t('date.calendar')} onClick={() => calendar.current?.showPicker()}>
        <Icon name="calendar" size={16} />
      </button>
    </span>
  );
}

export function DayField({ label, value, set, id }: { label: string; value: string; set: (day: string) => void; id: string }) {
  return (
    <label class="field" htmlFor={id}>
      <span>{label}</span>
      <DateInput id={id} value={value} set={set} />
    </label>
  );
}

/** How sure, as a bar and a figure. */
export function Confidence({ share }: { share: number | null | undefined }) {
  if (!share) return <span class="faint">–</span>;
  return (
    <span class="confidence">
      <meter min={0} max={1} value={share} aria-label={t('confidence')}>
        {Math.round(share * 100)}%
      </meter>
      <span class="figure">{number(Math.round(share * 100))}%</span>
    </span>
  );
}

export const idOf = (n: Name | string | null | undefined): string => (typeof n === 'string' ? n : (n?.id ?? n?.name ?? ''));

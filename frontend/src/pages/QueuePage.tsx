/** What needs a person, and who is working on what. */
import { useState } from 'preact/hooks';
import { may, useApp } from '../app';
import { asError, post, useGet } from '../api';
import { number, t, word } from '../i18n';
import { Empty, Fault, Head, Pager, PlaceLink, Waiting, Who } from '../parts/basics';
import { NameActor, PlaceIt } from '../parts/NameIt';
import { href, patch, type Route } from '../router';
import type { Name, Paged } from '../types';

const KINDS = ['dispute', 'low_confidence', 'unknown_place', 'unknown_actor', 'near_duplicate', 'date'];

interface Item {
  id: string;
  kind: string;
  what: string | Name;
  text?: string;
  report?: string | { id: string; title?: string } | null;
  statement?: string | { id: string } | null;
  place?: Name | string | null;
  actor?: Name | null;
  evidence?: string;
  taken_by?: string | null;
}

const id = (x: string | { id?: string | null } | null | undefined): string | undefined => (typeof x === 'string' ? x : (x?.id ?? undefined)) || undefined;

export default function QueuePage({ route }: { route: Route }) {
  const app = useApp();
  const kind = route.query['kind'] ?? '';
  const page = Math.max(1, +(route.query['page'] ?? 1) || 1);
  const { data, error, busy, again } = useGet<Paged<Item> & { counts?: Record<string, number> }>('queue', { kind, page, per: 50 });
  const [open, setOpen] = useState('');
  const works = may(app, 'review');
  const tell = async (item: Item, what: 'take' | 'release' | 'done'): Promise<void> => {
    try {
      await post(`queue/${item.id}/${what}`);
      app.notice(t(`queue.did_${what}`));
      again();
    } catch (e) {
      app.notice(asError(e).message);
    }
  };
  return (
    <div class="page">
      <Head title={t('page.queue')} lead={t('queue.lead')} />
      <nav class="tabs" aria-label={t('queue.kinds')}>
        {['', ...KINDS].map((k) => (
          <a key={k} href={href(['queue'], { kind: k })} aria-current={k === kind ? 'page' : undefined}>
            {k ? t(`queue.${k}`) : t('filter.all')}
            {data?.counts && k && data.counts[k] ? <b class="badge">{number(data.counts[k])}</b> : null}
          </a>
        ))}
      </nav>
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      <ul class="queue">
        {(data?.items ?? []).map((item) => {
          const report = id(item.report);
          const placed = item.place && typeof item.place !== 'string' && item.kind !== 'unknown_place' ? item.place : null;
          return (
            <li key={item.id} class="queue-item">
              <div class="queue-what">
                <span class={`chip chip-queue-${item.kind}`}>{word('queue', item.kind)}</span>
                <strong dir="auto">{placed ? <PlaceLink of={placed} /> : <Who of={item.what} />}</strong>
                {placed && placed.name !== wordsOf(item.what) ? <Who of={item.what} /> : null}
                {item.text || item.evidence ? (
                  <q class="words" dir="auto">
                    {item.evidence ?? item.text}
                  </q>
                ) : null}
                {item.taken_by ? <span class="taken">{t('queue.taken', { who: item.taken_by })}</span> : null}
              </div>
              <div class="queue-tools">
                {report ? (
                  <a class="button" href={href(['report', report], { s: id(item.statement) })}>
                    {t('quote.open')}
                  </a>
                ) : null}
                {works && (item.kind === 'unknown_place' || item.kind === 'unknown_actor') ? (
                  <button type="button" aria-expanded={open === item.id} onClick={() => setOpen(open === item.id ? '' : item.id)}>
                    {t(item.kind === 'unknown_place' ? 'queue.place_it' : 'queue.name_it')}
                  </button>
                ) : null}
                {works ? (
                  <>
                    <button type="button" class="quiet" onClick={() => void tell(item, item.taken_by ? 'release' : 'take')}>
                      {t(item.taken_by ? 'queue.release' : 'queue.take')}
                    </button>
                    <button type="button" class="quiet" onClick={() => void tell(item, 'done')}>
                      {t('queue.done')}
                    </button>
                  </>
                ) : null}
              </div>
              {open === item.id ? (
                item.kind === 'unknown_place' ? (
                  <PlaceIt name={nameOf(item)} done={() => (setOpen(''), again())} />
                ) : (
                  <NameActor name={nameOf(item)} done={() => (setOpen(''), again())} />
                )
              ) : null}
            </li>
          );
        })}
      </ul>
      {data && !data.items.length ? <Empty>{t('queue.none')}</Empty> : null}
      {data ? <Pager page={data.page} per={data.per} total={data.total} to={(n) => href(['queue'], { kind, page: n })} /> : null}
      <p class="faint">
        <button type="button" class="quiet" onClick={() => (patch({ page: '' }), again())}>
          {t('again')}
        </button>
      </p>
    </div>
  );
}

const wordsOf = (what: Item['what']): string => (typeof what === 'string' ? what : what.name);

function nameOf(item: Item): string {
  if (item.kind === 'unknown_place' && item.place) return typeof item.place === 'string' ? item.place : item.place.name;
  if (item.actor) return item.actor.name;
  return wordsOf(item.what);
}

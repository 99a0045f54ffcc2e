/** Where holder or status changed, day by day. */
import { useMemo } from 'preact/hooks';
import { useApp } from '../app';
import { useGet } from '../api';
import { t } from '../i18n';
import { looksOf, markOf } from '../map/features';
import { Icon } from '../parts/Icon';
import { Mark } from '../parts/Mark';
import { PeriodForm, usePeriod } from '../parts/Period';
import { Chain, Day, Empty, Fault, Head, PlaceLink, Quote, Status, Waiting, Who } from '../parts/basics';
import type { Route } from '../router';
import { itemsOf, placeOf } from '../rows';
import type { Cited, Name } from '../types';

interface Change {
  place: string | Name;
  place_id?: string;
  names?: Name['names'];
  day: string;
  before: Name | null;
  before_status: string;
  after: Name | null;
  after_status: string;
  statements: Cited[];
}

export default function ChangesPage({ route }: { route: Route }) {
  const { ledger } = useApp();
  const { from, to } = usePeriod(route.query, 30);
  const { data, error, busy, again } = useGet<Change[] | { items: Change[] }>('changes', { from, to, per: 500 });
  const looks = useMemo(() => looksOf(ledger?.actor_colours), [ledger]);
  const days = useMemo(() => {
    const out = new Map<string, Change[]>();
    for (const c of itemsOf(data)) out.set(c.day, [...(out.get(c.day) ?? []), c]);
    return [...out].sort(([a], [b]) => (a < b ? 1 : -1));
  }, [data]);
  return (
    <div class="page">
      <Head title={t('page.changes')} lead={t('changes.lead')}>
        <button type="button" class="quiet no-print" onClick={() => print()}>
          <Icon name="print" size={16} /> {t('print')}
        </button>
      </Head>
      <PeriodForm from={from} to={to} />
      <Fault of={error} again={again} />
      <Waiting on={busy && !data} />
      {days.map(([on, list]) => (
        <section key={on} class="day-group">
          <h2>
            <Day of={on} />
          </h2>
          <ul class="changes">
            {list.map((c, n) => (
              <li key={n} class="change">
                <div class="change-line">
                  <strong>
                    <PlaceLink of={placeOf(c)} on={on} />
                  </strong>
                  <span class="from-to">
                    <Side who={c.before} status={c.before_status} looks={looks} />
                    <span class="arrow" role="img" aria-label={t('changes.became')} />
                    <Side who={c.after} status={c.after_status} looks={looks} />
                  </span>
                </div>
                <details>
                  <summary>{t('changes.words', { count: c.statements.length })}</summary>
                  {c.statements.map((s) => (
                    <Quote key={s.id} words={s.evidence} report={s.report} statement={s.id}>
                      <Chain of={s.chain} />
                    </Quote>
                  ))}
                </details>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {data && !days.length ? <Empty>{t('changes.none')}</Empty> : null}
    </div>
  );
}

function Side({ who, status, looks }: { who: Name | null; status: string; looks: ReturnType<typeof looksOf> }) {
  return (
    <span class="change-side">
      <Mark {...markOf(looks, { holder: who, status })} size={18} />
      {who ? <Who of={who} /> : null} <Status of={status} />
    </span>
  );
}
